import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { examine, type Finding } from '../doctor/finding.ts';
import { checksOf } from '../doctor/look-at-stack.ts';
import { printable } from '../output.ts';
import { print } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

const signs = { ok: '✓', warn: '!', fail: '✗' } as const;

/** `byline doctor`: looks whether a deployment is well, and says what to do where it is not. */
export function doctorCommand(): Command {
  return withStackOptions(new Command('doctor'))
    .description('Look whether a deployment is well, and say what to do where it is not. Changes nothing.')
    .addHelpText(
      'after',
      '\nExit codes: 0 all is well, or may be (!), 1 something is not (✗), 2 no such stack, or it cannot be reached.',
    )
    .action(look);
}

async function look(options: StackOptions): Promise<void> {
  const stack = await openStack(options);
  const findings = await examine(checksOf(stack, options.dir, ownVersion(), Date.now()));
  stack.close();
  const isWell = findings.every(({ status }) => status !== 'fail');
  print(options.json, { stack: stack.name, isWell, findings }, () => findings.map(lineOf));
  if (!isWell) process.exitCode = 1;
}

function lineOf({ check, status, said, todo }: Finding): string {
  return printable(`${signs[status]} ${check.padEnd(12)}  ${said}${todo === undefined ? '' : `: ${todo}`}`);
}

function ownVersion(): string {
  const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
