/**
 * The local stack as a process of its own: `byline up` starts it. Options come as one JSON argument from there, already checked. Standard output
 * gets where it answers; standard error the steps. Ends with Ctrl-C, or with the process that started it.
 */
import { type LocalStack, StackAlreadyRuns, startLocalStack } from './start.ts';

interface UpOptions {
  readonly dir: string;
  readonly port: number;
  readonly json: boolean;
}

async function main({ dir, port, json }: UpOptions): Promise<number> {
  // From the start on: a Ctrl-C while it boots ends it as soon as it stands.
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => resolve());
  });
  let stack: LocalStack;
  try {
    stack = await startLocalStack({ dir, port, onStep: (step) => process.stderr.write(`${step}\n`) });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof StackAlreadyRuns ? 2 : 1;
  }
  const { endpoints, outputs, logsDir } = stack;
  if (json) process.stdout.write(`${JSON.stringify({ endpoints, outputs, logsDir })}\n`);
  else {
    process.stderr.write(
      'The stack runs until Ctrl-C. Next, in another terminal: npx byline apply examples/, then npx byline upload\n',
    );
    process.stdout.write(
      `S3 and SQS  ${endpoints.s3}\nDynamoDB    ${endpoints.dynamodb}\nuploads     s3://${outputs.UploadsBucketName}/publishers/\nlogs        ${logsDir}\n`,
    );
  }
  await ended;
  await stack.stop();
  return 0;
}

process.exitCode = await main(JSON.parse(process.argv[2] ?? '{}') as UpOptions);
