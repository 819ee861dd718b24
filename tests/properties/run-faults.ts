/**
 * `npm run test:faults`: many more schedules than `npm test` runs, and one summary line at the end.
 * `BYLINE_SCHEDULES` sets how many, `BYLINE_SEED` repeats a run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const summaryFile = join(mkdtempSync(join(tmpdir(), 'byline-faults-')), 'summary.json');
const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/properties'], {
  stdio: 'inherit',
  env: { BYLINE_SCHEDULES: '10000', ...process.env, BYLINE_SUMMARY: summaryFile },
});
console.log(readFileSync(summaryFile, 'utf8'));
process.exitCode = run.status ?? 1;
