/** A local stack on the folder given, until it is told to end: `node tests/browser/stack-process.ts DIR`. Says a line when it is ready. */
import { startLocalStack } from '../../local/start.ts';

const stack = await startLocalStack({ dir: process.argv[2] ?? '', port: 0 });
process.on('SIGTERM', () => void stack.stop().then(() => process.exit(0)));
process.stdout.write(`${stack.endpoints.s3}\n`);
