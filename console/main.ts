/**
 * The console as a process of its own: `byline console` starts it. Options come as one JSON argument from there, already checked.
 * Standard output gets the address; standard error what goes wrong. Ends with Ctrl-C, or with the process that started it.
 */
import { StackUnreachable } from '../shared/stack/connect-stack.ts';
import { startConsole } from './server.ts';
import { explainFailure } from './stack.ts';

interface MainOptions {
  readonly dir: string;
  readonly stack?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly port: number;
}

async function main(options: MainOptions): Promise<number> {
  let server;
  try {
    server = await startConsole({ ...options, report: (error) => process.stderr.write(`${told(error)}\n`) });
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    process.stderr.write(
      `${isTaken ? `port ${options.port} is taken: give another with --port, or --port 0 for any` : told(error)}\n`,
    );
    return error instanceof StackUnreachable || isTaken ? 2 : 1;
  }
  process.stderr.write('The console runs until Ctrl-C. Open this address in a browser; it lets in whoever has it:\n');
  process.stdout.write(`${server.url}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => resolve());
  });
  await server.stop();
  return 0;
}

/** One line: explained where it can be, else the error's own message. */
function told(error: unknown): string {
  return explainFailure(error) ?? (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

process.exitCode = await main(JSON.parse(process.argv[2] ?? '{}') as MainOptions);
