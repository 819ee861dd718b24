import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CheckedItem } from '../../cli/check/checked-item.ts';
import { temporaryDir } from '../support/assembly.ts';

const root = join(import.meta.dirname, '../..');

function check(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const command = [join(root, 'cli/main.js'), 'check', ...args];
    execFile(process.execPath, command, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

async function checkJson(...args: string[]): Promise<readonly CheckedItem[]> {
  const { stdout } = await check('--json', ...args);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CheckedItem);
}

function fileOf(name: string, text: string): string {
  const path = join(temporaryDir(), name);
  writeFileSync(path, text);
  return path;
}

const story = (more = ''): string =>
  `---\ntitle: Ferry is back\nauthor: Ann Author\nlang: en\n${more}---\n\nThe ferry has crossed the harbour again since Monday.\n`;

test('says of each item what an upload would lead to, and exits with 1 when one would be rejected', async () => {
  const good = fileOf('ferry.md', story());
  const both = await check(good, 'samples/rejected/cut-off.json');
  expect(both.code).toBe(1);
  expect(both.stdout).toMatch(/^✓ .*ferry\.md {2}would be sent, read as markdown “Ferry is back”\n {4}By Ann Author, /);
  expect(both.stdout).toMatch(/^✗ samples\/rejected\/cut-off\.json {2}rejected\n {4}JSON_MALFORMED/m);
  expect(both.stderr).toBe('2 items in 2 files: 1 accepted, 1 rejected\n');
  expect(await check(good)).toMatchObject({ code: 0 });
}, 60_000);

test('--json gives one line an item, with the article and the attribution as partners receive them', async () => {
  const items = await checkJson('samples/zip', fileOf('held.md', story('embargo: 2099-01-01T00:00:00Z\n')));
  expect(items.length).toBeGreaterThan(2);
  expect(items.at(-1)).toMatchObject({
    item: '',
    format: 'markdown',
    status: 'accepted',
    outcome: 'held',
    heldUntil: '2099-01-01T00:00:00Z',
    reasons: [],
    article: {
      type: 'text',
      pubStatus: 'usable',
      by: 'Ann Author',
      headlines: [{ role: 'main', value: 'Ferry is back' }],
    },
    attribution: { bylines: ['Ann Author'], contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  // What partners never see is not shown as if they did.
  expect(items.at(-1)?.article).not.toHaveProperty('embargoedUntil');
}, 60_000);

test('a file that cannot be read, or that is too large, has its line, and the others are read', async () => {
  const dir = temporaryDir();
  symlinkSync(join(dir, 'gone'), join(dir, 'a.md'));
  writeFileSync(join(dir, 'b.txt'), Buffer.alloc(10 * 1024 * 1024 + 1, 'a'));
  writeFileSync(join(dir, 'c.md'), '');
  writeFileSync(join(dir, 'd.md'), story());
  const items = await checkJson(dir);
  expect(items.map(({ status, reasons }) => reasons[0]?.code ?? status)).toEqual([
    'OBJECT_GONE',
    'SIZE_EXCEEDED',
    'EMPTY_FILE',
    'accepted',
  ]);
}, 60_000);

test('many files keep their order', async () => {
  const dir = join(temporaryDir(), 'many');
  mkdirSync(dir);
  const names = Array.from({ length: 300 }, (_, index) => `story-${String(index).padStart(3, '0')}.md`);
  for (const name of names) writeFileSync(join(dir, name), story());
  const items = await checkJson(dir);
  expect(items.map(({ file }) => file)).toEqual(names.map((name) => join(dir, name)));
}, 120_000);

test('--publisher gives the profile whose defaults count, and what it lacks rejects the article', async () => {
  const profile = 'name: Harbour Gazette\ncopyrightHolder: Gazette Ltd\nusageTerms: For partners only\n';
  const ferry = fileOf('ferry.md', story());
  const [item] = await checkJson('--publisher', fileOf('profile.yaml', profile), ferry);
  expect(item?.attribution).toMatchObject({
    creditLine: 'By Ann Author, Harbour Gazette',
    provider: { id: 'check', name: 'Harbour Gazette' },
    copyrightNotice: '© Gazette Ltd',
    usageTerms: 'For partners only',
  });
  const [refused] = await checkJson('--publisher', fileOf('bare.yaml', 'name: Harbour Gazette\n'), ferry);
  expect(refused?.reasons.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'ATTRIBUTION_INCOMPLETE copyrightHolder',
    'ATTRIBUTION_INCOMPLETE copyrightNotice',
    'ATTRIBUTION_INCOMPLETE usageTerms',
  ]);
  const wrong = await check('--publisher', fileOf('wrong.yaml', 'nam: Harbour Gazette\n'), ferry);
  expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('did you mean name?') });
}, 60_000);

test('wrong use exits with 2 and says what to do', async () => {
  expect(await check('no-such-file.md')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'no-such-file.md is neither a file nor a folder\n',
  });
  expect(await check(temporaryDir())).toMatchObject({ code: 2, stderr: expect.stringContaining('holds no files') });
  expect(await check()).toMatchObject({ code: 2 });
}, 60_000);
