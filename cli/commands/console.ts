import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Command } from 'commander';
import { CommandFailed } from '../output.ts';
import type { StackChoice } from '../../shared/stack/connect-stack.ts';
import { withStackChoice } from '../stack-options.ts';

interface ConsoleOptions extends StackChoice {
  readonly port: string;
}

/** Where the console listens unless another port is named. */
const defaultPort = 4600;

/** `byline console`: the ops console, on this machine only. */
export function consoleCommand(): Command {
  return withStackChoice(
    new Command('console').description('Serve the ops console on this machine, with your own AWS credentials.'),
  )
    .option('--port <n>', 'the port on 127.0.0.1; 0 for any free one', String(defaultPort))
    .addHelpText(
      'after',
      `
Prints the address to open. It holds a key: only the browser it is opened in can use the console.

Examples:
  $ npx byline console
  $ npx byline console --stack byline-prod --profile ops --region eu-west-1

Exit codes: 0 ended by Ctrl-C, 1 a defect, 2 wrong use, no stack, no credentials, or the port is taken.`,
    )
    .action(serve);
}

async function serve({ dir, stack, profile, region, port }: ConsoleOptions): Promise<void> {
  const number = Number(port);
  if (!/^\d+$/.test(port) || number > 65_535) throw new CommandFailed(`--port takes 0 to 65535, not ${port}`, 2);
  // A room of its own, named by its path: the command line does not import the console, nor load its packages for other commands.
  const main = new URL('../../console/main.ts', import.meta.url);
  const child = fork(main, [JSON.stringify({ dir, stack, profile, region, port: number })], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C reaches the whole group; the console ends first, and this process with its exit code.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (child.connected) child.disconnect();
    });
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}
