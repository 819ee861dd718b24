import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Command } from 'commander';
import { CommandFailed } from '../output.ts';
import { defaultStackDir } from '../stack-options.ts';

interface UpOptions {
  readonly dir: string;
  readonly port: string;
  readonly json: boolean;
}

/** `byline up`: the whole stack on this machine, without the demo of `npm start`. */
export function upCommand(): Command {
  return new Command('up')
    .description('Run the whole stack on this machine, in the foreground and without the demo of npm start.')
    .option('--dir <folder>', 'where its state is kept', defaultStackDir)
    .option('--port <n>', 'the port of S3 and SQS; 0 for any free one', '4599')
    .option('--json', 'print where it answers as JSON', false)
    .addHelpText(
      'after',
      '\nState survives a stop, and a kill. Exit codes: 0 ended by Ctrl-C, 1 a defect, 2 wrong use, or a stack runs on this folder.',
    )
    .action(run);
}

async function run({ dir, port, json }: UpOptions): Promise<void> {
  const number = Number(port);
  if (!/^\d+$/.test(port) || number > 65_535) throw new CommandFailed(`--port takes 0 to 65535, not ${port}`, 2);
  // A room of its own, named by its path, as the console is.
  const main = new URL('../../local/up.ts', import.meta.url);
  const child = fork(main, [JSON.stringify({ dir, port: number, json })], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (child.connected) child.disconnect();
    });
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}
