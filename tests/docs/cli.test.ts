import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { bylineProgram } from '../../cli/program.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/cli.md'), 'utf8');
const program = await bylineProgram();
const leaves = leavesOf(program);

test('docs/cli.md names every command, and no other', () => {
  const table = page.slice(page.indexOf('## Commands'), page.indexOf('## Exit codes'));
  const named = [...table.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(named.toSorted()).toEqual(leaves.map(({ path }) => path).toSorted());
});

test.each(leaves)('the help of $path shows examples, and where exit codes are', ({ command }) => {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  expect(help).toMatch(/^\s*(?:\$ )?(?:npx )?byline /m);
  expect(help).toMatch(/Exit codes|exit codes/);
});

function leavesOf(command: Command, path = ''): { readonly path: string; readonly command: Command }[] {
  return command.commands.flatMap((child) => {
    const at = path === '' ? child.name() : `${path} ${child.name()}`;
    return child.commands.length > 0 ? leavesOf(child, at) : [{ path: at, command: child }];
  });
}
