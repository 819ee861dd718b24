/**
 * One function in a process of its own, as Lambda runs it: `node function-process.ts CODE_DIR`. Each event its parent sends is handed to the handler;
 * the answer says how long it took and the most memory the process and those it started have held.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuClock } from './figures.ts';

const [, , codeDir = ''] = process.argv;
const { handler } = (await import(pathToFileURL(join(codeDir, 'index.mjs')).href)) as {
  handler: (event: unknown) => Promise<unknown>;
};

process.on('message', (event) => {
  const startMs = performance.now();
  const cpuMs = cpuClock();
  void handler(event).then(
    (result) => process.send?.({ result, ms: performance.now() - startMs, rssMb: peakRssMb(), cpuMs: cpuMs() }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

/** The sum of the peaks, as if they had come at once. Linux only, as Lambda is. */
function peakRssMb(): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim();
  const pids = [String(process.pid), ...(children === '' ? [] : children.split(' '))];
  return pids.reduce(
    (sum, pid) => sum + Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    0,
  );
}
