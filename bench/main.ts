/**
 * Every figure of the bench: `npm run bench -- [--json] [--only NAME,…] [--pages DIRECTORY] [--quick] [--write-docs]`. Figures go to standard output, a table or one
 * JSON line a figure; what is being measured, and on what machine, to standard error. bench/README.md says how each is taken.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coldStartFigures } from './cold-start.ts';
import { type Figure, jsonLine, table } from './figures.ts';
import { deliverFigures } from './deliver.ts';
import { functionCpuFigures } from './function-cpu.ts';
import { memoryFigures } from './memory.ts';
import { formatFigures, pageFigures } from './normalize.ts';
import { pipelineFigures } from './pipeline.ts';
import { billFigures, growthFigures } from './growth.ts';
import { scaleFigures } from './scale.ts';
import { type Section, writeDocs } from './write-docs.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    pages: { type: 'string', default: join(import.meta.dirname, '../../shared/pages') },
    quick: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
  },
});

const size = values.quick ? 'quick' : 'full';

/** In the order in which they are run and shown. */
const sections: Readonly<Record<string, { readonly title: string; run(): Promise<Omit<Section, 'title' | 'load'>> }>> =
  {
    'cold-start': { title: 'Cold starts and bundles', run: async () => ({ figures: coldStartFigures() }) },
    normalize: { title: 'From bytes to articles', run: async () => ({ figures: await formatFigures() }) },
    extract: { title: 'Whole pages', run: () => pageFigures(values.pages) },
    deliver: {
      title: 'Deliveries a second',
      run: async () => ({ figures: [...(await deliverFigures()), ...(await functionCpuFigures())] }),
    },
    pipeline: { title: 'The whole pipeline', run: async () => ({ figures: await pipelineFigures(size) }) },
    growth: { title: 'Growth with the number of partners', run: () => growthFigures(size) },
    bill: { title: 'The bill', run: () => billFigures(size) },
    memory: { title: 'Memory', run: async () => ({ figures: await memoryFigures() }) },
    scale: { title: 'Scale, simulated', run: async () => scaleFigures() },
  };

const wanted = values.only?.split(',') ?? Object.keys(sections);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}\n`);
  process.exit(2);
}

const machine = `Node ${process.versions.node}, ${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown kind'}`;
process.stderr.write(`${machine}\n`);
for (const name of wanted) {
  try {
    await measure(name);
  } catch (error) {
    // The other parts do not depend on it.
    process.stderr.write(
      `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

async function measure(name: string): Promise<void> {
  const { title, run } = sections[name]!;
  const startMs = performance.now();
  const before = loadavg()[0] ?? 0;
  const result = await run();
  const load = `load ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  process.stderr.write(`${name}: ${((performance.now() - startMs) / 1000).toFixed(0)} s, ${load}\n`);
  show(title, result.figures, result.note);
  if (values['write-docs']) {
    writeDocs({ ...result, title, load: values.quick ? `${load}, smaller loads` : load }, machine);
  }
}

function show(title: string, figures: readonly Figure[], note: string | undefined): void {
  if (values.json) {
    for (const one of figures) process.stdout.write(`${jsonLine(one)}\n`);
    return;
  }
  process.stdout.write(`\n## ${title}\n\n${table(figures)}\n${note === undefined ? '' : `\n${note}\n`}`);
}
