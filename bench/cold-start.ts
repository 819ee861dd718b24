import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleEntry, bundleStage, startBytes } from '../infra/bundle.ts';
import { type Stage, stages } from './bill.ts';
import { type Figure, figure } from './figures.ts';

const starts = 15;

/** Milliseconds over a bare Node, and kilobytes loaded at the start. */
const goals: Readonly<Record<Stage, { readonly overMs: number; readonly kb: number }>> = {
  ingest: { overMs: 150, kb: 800 },
  fanout: { overMs: 80, kb: 400 },
  deliver: { overMs: 80, kb: 400 },
  sweep: { overMs: 80, kb: 400 },
};

/**
 * From the start of a process until a function's handler can be called, against a process that loads nothing: the fastest of fifteen starts each, taking
 * turns. The bundles are made as infra makes them.
 */
export function coldStartFigures(): Figure[] {
  const dir = mkdtempSync(join(tmpdir(), 'byline-bench-'));
  try {
    const starter = join(dir, 'start.mjs');
    writeFileSync(
      starter,
      'const file = process.argv[2]; if (file) await import(file); process.stdout.write(String(performance.now())); process.exit(0);',
    );
    const bundles = stages.map((stage) => {
      const metafile = bundleStage(stage, join(dir, stage));
      const allBytes = Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
      return {
        stage,
        file: join(dir, stage, `${bundleEntry}.mjs`),
        startKb: startBytes(metafile) / 1000,
        allKb: allBytes / 1000,
      };
    });
    const readerFile = join(dir, 'ingest', 'reader.mjs');
    const files = ['', ...bundles.map(({ file }) => file), readerFile];
    const times = new Map<string, number[]>(files.map((file) => [file, []]));
    for (let round = 0; round < starts; round++)
      for (const file of files) times.get(file)?.push(readyMs(starter, file));
    const bareMs = Math.min(...(times.get('') ?? []));
    const bare = { reference: bareMs, referenceName: 'bare Node' };
    return [
      ...bundles.flatMap(({ stage, file, startKb, allKb }) => [
        figure(`cold-start.${stage}`, Math.min(...(times.get(file) ?? [])), 'ms', {
          ...bare,
          goal: { atMost: goals[stage].overMs, of: 'over' },
        }),
        figure(`bundle.${stage}.start`, startKb, 'KB', { goal: { atMost: goals[stage].kb, of: 'value' } }),
        figure(`bundle.${stage}.all`, allKb, 'KB'),
      ]),
      figure('cold-start.ingest-reader', Math.min(...(times.get(readerFile) ?? [])), 'ms', bare),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Milliseconds since the process began, in the process's own words. */
function readyMs(starter: string, file: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, [starter, ...(file === '' ? [] : [file])], {
    env: { PATH: process.env.PATH ?? '', AWS_REGION: 'us-east-1' },
    // A program that waits to be asked does not end by itself.
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  if (status !== 0) throw new Error(`${file} did not load: ${stderr.toString().slice(0, 500)}`);
  return Number(stdout.toString());
}
