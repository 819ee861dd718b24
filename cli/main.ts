/** The `byline` command. Data goes to standard output, messages to standard error; exit codes are in docs/cli.md and in each command's help. */
import { runByline } from './program.ts';

// Whoever reads the output may stop (`| head`): then nothing is left to do. 141 is how shells tell of it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(141);
  });
}

process.exitCode = await runByline(process.argv.slice(2));
