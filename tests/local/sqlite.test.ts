import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { surviveKills } from '../../local/sqlite.ts';

const writer = `
  import { DatabaseSync } from 'node:sqlite';
  import { surviveKills } from ${JSON.stringify(new URL('../../local/sqlite.ts', import.meta.url).href)};
  const database = new DatabaseSync(process.argv[1]);
  surviveKills(database);
  database.exec('CREATE TABLE written (number INTEGER)');
  for (let number = 0; number < 100; number++) database.prepare('INSERT INTO written VALUES (?)').run(number);
  process.kill(process.pid, 'SIGKILL');
`;

test('what a process wrote is there after it was killed', () => {
  const dir = mkdtempSync(join(tmpdir(), 'byline-sqlite-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const path = join(dir, 'kept.sqlite');
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', writer, path]);
  expect(signal).toBe('SIGKILL');
  const database = new DatabaseSync(path);
  expect(database.prepare('SELECT count(*) AS rows FROM written').get()).toEqual({ rows: 100 });
  surviveKills(database);
  // 1 is NORMAL: https://www.sqlite.org/pragma.html#pragma_synchronous
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
  database.close();
});
