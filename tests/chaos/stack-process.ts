/** A local stack in a process of its own, to be killed: says `ready` and its outputs on standard output. */
import { startLocalStack } from '../../local/start.ts';

const [dir = ''] = process.argv.slice(2);
const stack = await startLocalStack({ dir });
process.stdout.write(`${JSON.stringify({ ready: true, endpoints: stack.endpoints, outputs: stack.outputs })}\n`);
process.on('SIGTERM', () => void stack.stop().then(() => process.exit(0)));
