import { join } from 'node:path';
import { checkLimits } from '../../shared/contract/limits.ts';
import { guardedProcess, type GuardedProcess, type Outcome } from '../../shared/runtime/guarded-process.ts';
import { type CheckedItem, refusedFile } from './checked-item.ts';
import type { FoundFile } from './find-files.ts';
import type { ReadAnswer, ReadQuestion } from './reader.ts';

type Reader = GuardedProcess<ReadQuestion, ReadAnswer>;

/** What is known of a file when it was read. */
export interface CheckedFile {
  readonly items: readonly CheckedItem[];
  /** For people who report a defect: what went wrong inside. */
  readonly failure?: string;
}

/** A further process is started when so many files wait for each one there is: it takes a second to be ready. */
const waitingPerReader = 8;

/** Files under way ahead of the one whose result is due next: one slow file does not let the other readers wait. */
const filesAhead = 64;

/**
 * Reads files in up to `readers` processes side by side and gives their results in the order of the files. Memory stays flat: no more than a
 * bounded number of results wait for their turn. A file that hangs, or takes all memory, ends as rejected, and its process is replaced.
 */
export async function* readFiles(
  files: Iterable<FoundFile>,
  about: Omit<ReadQuestion, 'file'>,
  readers: number,
): AsyncGenerator<CheckedFile> {
  const program = join(import.meta.dirname, 'reader.ts');
  const [all, idle]: [Reader[], Reader[]] = [[], []];
  const waiting: ((reader: Reader) => void)[] = [];

  const free = async (): Promise<Reader> => {
    const reader = idle.pop();
    if (reader) return reader;
    if (all.length < readers && waiting.length >= waitingPerReader * all.length) {
      const further = guardedProcess<ReadQuestion, ReadAnswer>(program, checkLimits);
      all.push(further);
      return further;
    }
    return new Promise<Reader>((resolve) => waiting.push(resolve));
  };

  const read = async (file: FoundFile): Promise<CheckedFile> => {
    const reader = await free();
    const outcome = await reader.ask({ file, ...about });
    const next = waiting.shift();
    if (next) next(reader);
    else idle.push(reader);
    return checkedFile(file, outcome);
  };

  const underWay: Promise<CheckedFile>[] = [];
  try {
    for (const file of files) {
      underWay.push(read(file));
      if (underWay.length >= filesAhead) yield (await underWay.shift()) as CheckedFile;
    }
    for (const result of underWay) yield await result;
  } finally {
    for (const reader of all) reader.stop();
  }
}

function checkedFile({ path }: FoundFile, outcome: Outcome<ReadAnswer>): CheckedFile {
  if (outcome.kind === 'answered') return outcome.answer;
  if (outcome.kind === 'not started') throw new Error(`the reading process does not start: ${outcome.detail}`);
  if (outcome.why === 'deadline') return { items: [refusedFile(path, 'READ_TIMEOUT')] };
  if (outcome.why === 'memory') return { items: [refusedFile(path, 'READ_MEMORY')] };
  const message = 'the file could not be read because of a fault of ours: please report it, with the file if you can';
  return { items: [refusedFile(path, 'INTERNAL_ERROR', message)], failure: outcome.detail };
}
