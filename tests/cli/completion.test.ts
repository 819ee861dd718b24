import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { bashCompletion, fishCompletion, treeOf, zshCompletion } from '../../cli/completion.ts';

const program = new Command('byline');
program.command('check').description('What an upload’s fate would be').option('--json', 'as JSON');
const partners = program.command('partners');
partners.command('list').option('--json', "who's there");
partners.command('pause');
const tree = treeOf(program);

/** What bash offers for the words typed, the last of which is being typed. */
function offered(...words: string[]): string[] {
  const script = `${bashCompletion(tree)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _byline; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.split('\n').filter((word) => word !== '');
}

test('bash completes commands, their commands, and options', () => {
  expect(offered('byline', '')).toEqual(['check', 'partners', '--help']);
  expect(offered('byline', 'pa')).toEqual(['partners']);
  expect(offered('byline', 'partners', 'l')).toEqual(['list']);
  expect(offered('byline', 'partners', 'list', '--')).toEqual(['--json', '--help']);
  // Files are bash's own business then.
  expect(offered('byline', 'check', 'story')).toEqual([]);
});

test('zsh and fish are given every command, with quotes that hold', () => {
  expect(zshCompletion(tree)).toContain('(" partners") compadd -- list pause --help ;;');
  expect(fishCompletion(tree)).toContain(`-n 'test (__byline_at) = " partners"' -a list`);
  expect(fishCompletion(tree)).toContain(`-l json -d 'who\\'s there'`);
});
