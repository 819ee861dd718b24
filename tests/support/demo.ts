import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How a run of the demo ended. */
export interface DemoEnd {
  /** null when it was killed. */
  readonly code: number | null;
  /** Everything it showed, a line each. */
  readonly lines: readonly string[];
  /** Its last line on standard output, read as JSON; undefined when it has none. */
  readonly result?: {
    readonly articles: number;
    readonly rejected: number;
    readonly deliveries: { readonly delivered: number; readonly failed: number };
    readonly signaturesVerified: number;
    readonly elapsedMs: number;
  };
}

/**
 * Runs `npm start -- --once --json` with its state in `dir`. `killAt` is shown each line; when it says so, the process gets
 * a SIGKILL in the middle of whatever it does.
 */
export async function runDemo(
  dir: string,
  args: readonly string[] = [],
  killAt: (line: string) => boolean = () => false,
): Promise<DemoEnd> {
  const demo = spawn(process.execPath, ['local/demo.ts', '--once', '--json', '--port', '0', '--dir', dir, ...args], {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, lines]: [string[], string[]] = [[], []];
  createInterface({ input: demo.stdout }).on('line', (line) => output.push(line));
  createInterface({ input: demo.stderr }).on('line', (line) => {
    lines.push(line);
    if (killAt(line)) demo.kill('SIGKILL');
  });
  const code = await new Promise<number | null>((resolve) => demo.once('close', resolve));
  const last = output.at(-1);
  return { code, lines, ...(last === undefined ? {} : { result: JSON.parse(last) as DemoEnd['result'] }) };
}

/** Writes small articles to upload, every third one in German, and returns their paths. */
export function writeArticles(dir: string, count: number): string[] {
  mkdirSync(dir, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const path = join(dir, `story-${index}.md`);
    const [lang, text] =
      index % 3 === 0
        ? ['de', 'Die Fähre fährt seit Montag wieder durch den alten Hafen, sagte die Reederei.']
        : ['en', 'The ferry has crossed the old harbour again since Monday, its owners said.'];
    writeFileSync(path, `---\ntitle: Ferry story ${index}\nauthor: Ann Author\nlang: ${lang}\n---\n\n${text}\n`);
    return path;
  });
}

/** The webhooks a demo partner holds, as `articleId revision`. */
export function heldBy(dir: string, partnerId: string): string[] {
  return readFileSync(join(dir, 'receivers', `${partnerId}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { articleId: string; revision: number })
    .map(({ articleId, revision }) => `${articleId} ${revision}`);
}
