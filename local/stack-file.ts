import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackOutput } from '../shared/contract/stack.ts';

/** What a running local stack says of itself in `stack.json`, for the command line and whoever else looks for it. */
export interface StackFile {
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endpoints: StackEndpoints;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The stack's outputs: the names of buckets and tables, the URLs of queues. */
  readonly outputs: Readonly<Record<StackOutput, string>>;
}

export interface StackEndpoints {
  readonly s3: string;
  readonly sqs: string;
  readonly dynamodb: string;
}

const pathIn = (dir: string): string => join(dir, 'stack.json');

/** The stack that runs on `dir`, or that was killed on it; undefined when the last one was stopped in order. */
export function readStackFile(dir: string): StackFile | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(dir), 'utf8')) as StackFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // Cut off by a kill: someone was here and did not leave in order.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function writeStackFile(dir: string, file: StackFile): void {
  writeFileSync(pathIn(dir), `${JSON.stringify(file, null, 2)}\n`);
}

export function removeStackFile(dir: string): void {
  rmSync(pathIn(dir), { force: true });
}
