import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findFiles, NoSuchFile, refuseMissing } from '../../../cli/check/find-files.ts';
import { temporaryDir } from '../../support/assembly.ts';

function folderWith(...names: readonly string[]): string {
  const dir = temporaryDir();
  for (const name of names) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), 'x');
  }
  return dir;
}

const namesIn = (...paths: string[]): string[] => [...findFiles(paths)].map(({ name }) => name);

test('folders are walked in the order of their names, and files are called by their place in the folder', () => {
  expect(namesIn(folderWith('b.md', 'a/z.md', 'a/b/c.md'))).toEqual(['a/b/c.md', 'a/z.md', 'b.md']);
});

test('hidden files and folders are passed over, unless they are named', () => {
  const dir = folderWith('a.md', '.draft.md', '.git/config');
  expect(namesIn(dir)).toEqual(['a.md']);
  expect(namesIn(join(dir, '.draft.md'))).toEqual(['.draft.md']);
});

test('links are followed, and those that lead in a circle end', () => {
  const dir = folderWith('in/a.md', 'out.md');
  symlinkSync(dir, join(dir, 'in/circle'));
  symlinkSync(join(dir, 'in'), join(dir, 'twice'));
  symlinkSync(join(dir, 'out.md'), join(dir, 'in/linked.md'));
  expect(namesIn(dir)).toEqual(['in/a.md', 'in/linked.md', 'out.md']);
});

test('a link to nothing is found: it gets its line', () => {
  const dir = folderWith();
  symlinkSync(join(dir, 'gone'), join(dir, 'a.md'));
  expect(namesIn(dir)).toEqual(['a.md']);
});

test('what is neither file nor folder is refused by name', () => {
  expect(() => refuseMissing([folderWith(), '/no/such/file.md'])).toThrow(NoSuchFile);
  expect(() => refuseMissing(['/dev/null'])).toThrow('/dev/null is neither a file nor a folder');
});
