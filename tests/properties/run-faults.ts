/**
 * `npm run test:faults`: many more schedules than `npm test` runs, and one summary line at the end.
 * `BYLINE_SCHEDULES` sets how many, `BYLINE_SEED` repeats a run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sumOf } from '../support/fault-summary.ts';

/** A property an invariant, of those that look at deliveries. */
const properties = [
  'convergence',
  'late-requests',
  'embargo',
  'unchanged',
  'isolation',
  'operations',
  'mutated-samples',
  'attribution',
].map((name) => `tests/properties/${name}.property.test.ts`);

const summaryFile = join(mkdtempSync(join(tmpdir(), 'byline-faults-')), 'summary.jsonl');
writeFileSync(summaryFile, '');
const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...properties], {
  stdio: 'inherit',
  env: { BYLINE_SCHEDULES: '10000', ...process.env, BYLINE_SUMMARY: summaryFile },
});
const lines = readFileSync(summaryFile, 'utf8').split('\n').filter(Boolean);
const { kills, ...summary } = sumOf(lines);
console.error(`functions were killed ${kills} times`);
console.log(JSON.stringify(summary));
process.exitCode = run.status ?? 1;
