import { Command } from 'commander';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { findFiles, type FoundFile, NoSuchFile, refuseMissing } from '../check/find-files.ts';
import { progressBar } from '../check/progress-bar.ts';
import { CommandFailed, printable, receiptLines } from '../output.ts';
import { readCount } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { type Sent, sendFiles } from '../upload/send-files.ts';

interface UploadOptions extends StackOptions {
  readonly publisher?: string;
  readonly timeout: string;
  readonly atOnce: string;
}

/** Files of one upload; a larger archive goes in parts, or by `aws s3 sync`. */
const filesMax = 100_000;
/** S3 takes keys of up to 1,024 bytes. */
const nameBytesMax = 900;

/** `byline upload PATH…`: uploads files and folders, and shows the receipts. */
export function uploadCommand(): Command {
  return withStackOptions(new Command('upload'))
    .description('Upload articles, and show what became of each.')
    .argument('<path...>', 'files of any format in docs/formats.md, or folders of them')
    .option('--publisher <id>', 'upload as this publisher (the only one registered, by default)')
    .option('--timeout <seconds>', 'how long to wait for each receipt', '60')
    .option('--at-once <n>', 'files under way at once', '8')
    .addHelpText(
      'after',
      `
A file keeps its name in the key, one of a folder its path below the folder: uploading it again corrects the article.

Exit codes: 0 all were accepted, 1 some were rejected or could not be read, 2 wrong use or no stack, 3 a receipt did not come in time.`,
    )
    .action(upload);
}

async function upload(paths: readonly string[], options: UploadOptions): Promise<void> {
  const files = filesOf(paths);
  const timeoutMs = Number(options.timeout) * 1000;
  if (!(timeoutMs > 0)) throw new CommandFailed(`--timeout takes seconds, not ${printable(options.timeout)}`, 2);
  const atOnce = readCount('--at-once', options.atOnce, 1, 64);

  const { s3, dynamodb, outputs } = await openStack(options);
  const publisherId = options.publisher ?? (await onlyPublisher(dynamoTable(dynamodb, outputs.TableName)));
  const deps = {
    uploads: s3Objects(s3, outputs.UploadsBucketName),
    receipts: s3Objects(s3, outputs.ReceiptsBucketName),
    now: Date.now,
  };
  const bar = progressBar(process.stderr, Date.now);
  const all: Sent[] = [];
  await sendFiles(deps, files, { publisherId, timeoutMs, atOnce }, (sent) => {
    all.push(sent);
    if (!options.json) {
      bar.clear();
      process.stdout.write(`${linesOf(sent).join('\n')}\n`);
    }
    bar.show(all.length, files.length, `${all.filter(isBad).length} with problems`);
  });
  bar.clear();
  if (options.json) process.stdout.write(`${JSON.stringify(inOrder(all, files), undefined, 2)}\n`);
  else if (files.length > 1)
    process.stderr.write(`${files.length} files, ${all.length - all.filter(isBad).length} accepted whole\n`);
  if (all.some(({ problem }) => problem?.kind === 'late')) process.exitCode = 3;
  else if (all.some(isBad)) process.exitCode = 1;
}

function filesOf(paths: readonly string[]): readonly FoundFile[] {
  try {
    refuseMissing(paths);
  } catch (error) {
    if (error instanceof NoSuchFile) throw new CommandFailed(printable(error.message), 2);
    throw error;
  }
  const files: FoundFile[] = [];
  const names = new Set<string>();
  for (const file of findFiles(paths)) {
    if (names.has(file.name))
      throw new CommandFailed(`two files are called ${printable(file.name)}: upload them one after the other`, 2);
    if (Buffer.byteLength(file.name) > nameBytesMax)
      throw new CommandFailed(`${printable(file.path)}: give it a name of at most ${nameBytesMax} bytes`, 2);
    if (files.push(file) > filesMax)
      throw new CommandFailed(`more than ${filesMax} files: upload folder by folder, or by aws s3 sync`, 2);
    names.add(file.name);
  }
  if (files.length === 0) throw new CommandFailed('there is no file in these folders: name files, or other folders', 2);
  return files;
}

function linesOf({ file, receipt, problem }: Sent): string[] {
  return receipt ? receiptLines(file, receipt) : [`✗ ${printable(file)}  ${problem?.message ?? ''}`];
}

function isBad({ receipt }: Sent): boolean {
  return !receipt || receipt.items.some(({ status }) => status === 'rejected');
}

function inOrder(all: readonly Sent[], files: readonly FoundFile[]): readonly Sent[] {
  const placeOf = new Map(files.map(({ path }, place) => [path, place]));
  return all.toSorted((a, b) => (placeOf.get(a.file) ?? 0) - (placeOf.get(b.file) ?? 0));
}

async function onlyPublisher(table: Parameters<typeof publisherStore>[0]): Promise<string> {
  const all = await publisherStore(table).all();
  const [first] = all;
  if (first && all.length === 1) return first.id;
  const ids = all.map(({ id }) => id).join(', ') || 'none';
  throw new CommandFailed(`name the publisher with --publisher; registered: ${ids}`, 2);
}
