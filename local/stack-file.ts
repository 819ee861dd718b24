import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalStackFile, localStackFile } from '../shared/contract/local-stack.ts';

const pathIn = (dir: string): string => join(dir, localStackFile);

/** The stack that runs on `dir`, or that was killed on it; undefined when the last one was stopped in order. */
export function readStackFile(dir: string): LocalStackFile | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(dir), 'utf8')) as LocalStackFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaced in one step: who reads it never finds half of it. */
export function writeStackFile(dir: string, file: LocalStackFile): void {
  writeFileSync(`${pathIn(dir)}.new`, `${JSON.stringify(file, null, 2)}\n`);
  renameSync(`${pathIn(dir)}.new`, pathIn(dir));
}

export function removeStackFile(dir: string): void {
  rmSync(pathIn(dir), { force: true });
}
