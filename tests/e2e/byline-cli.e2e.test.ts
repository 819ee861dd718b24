import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runByline } from '../../cli/program.ts';
import { type LocalStack, startLocalStack } from '../../local/start.ts';
import { temporaryDir } from '../support/assembly.ts';

const dir = temporaryDir();
const publishersFile = join(import.meta.dirname, '../../examples/publishers.yaml');
let stack: LocalStack;

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process, which is quicker than a process of its own. */
async function byline(...args: string[]): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  }
  const exitCodeBefore = process.exitCode;
  const code = await runByline(args);
  process.exitCode = exitCodeBefore;
  vi.restoreAllMocks();
  return { code, ...written };
}

const onStack = (...args: string[]): Promise<Run> => byline(...args, '--dir', dir);

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(dir, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const story = (title: string, text: string): string =>
  `---\ntitle: ${title}\nauthor: Ann Author\nlang: en\n---\n\n${text} The harbour office said so on Friday.\n`;

beforeAll(async () => {
  stack = await startLocalStack({ dir, port: 0 });
  const applied = await onStack('apply', publishersFile);
  if (applied.code !== 0) throw new Error(applied.stderr);
}, 120_000);
afterAll(() => stack.stop());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('articles by the command line', () => {
  test('a folder is uploaded, found again by what it says, corrected, and compared word by word', async () => {
    const texts = {
      'ferry.md': story('Ferry is back', 'The ferry runs every hour.'),
      'lock.md': story('Locks open', 'The canal locks open at night.'),
    };
    const uploaded = await onStack('upload', folder('news', texts), '--json');
    expect(uploaded.code).toBe(0);
    const sent = JSON.parse(uploaded.stdout) as { file: string; receipt: { articleId: string } }[];
    expect(sent.map(({ file }) => file)).toEqual([join(dir, 'news/ferry.md'), join(dir, 'news/lock.md')]);
    const articleId = sent[0]?.receipt.articleId ?? '';

    const found = await onStack('articles', 'list', '--search', 'ferry is', '--since', '1h', '--json');
    expect(JSON.parse(found.stdout)).toMatchObject([{ articleId, revision: 1 }]);
    const none = await onStack('articles', 'list', '--publisher', 'nobody');
    expect(none).toEqual({ code: 0, stdout: '', stderr: 'nothing found\n' });

    folder('news', { 'ferry.md': story('Ferry is back', 'The ferry runs every two hours.') });
    expect(await onStack('upload', join(dir, 'news/ferry.md'))).toMatchObject({ code: 0 });
    const diff = await onStack('articles', 'diff', articleId);
    expect(diff.code).toBe(0);
    expect(diff.stdout).toMatch(/every .*\{\+two.*\+\}/);
    const revisions = await onStack('articles', 'revisions', articleId, '--json');
    expect(JSON.parse(revisions.stdout)).toMatchObject([
      { revision: 2, changed: ['Text'] },
      { revision: 1, changed: [] },
    ]);
    expect(await onStack('deliveries', '--article', articleId)).toMatchObject({ code: 0, stderr: 'nothing found\n' });
  }, 60_000);

  test('a partner that comes later is sent what went out before, once that is asked for', async () => {
    expect(await onStack('partners', 'add', 'late-radio', '--pull')).toMatchObject({ code: 0 });
    const foretold = await onStack('backfill', 'late-radio', '--since', '1h', '--dry-run');
    expect(foretold.code).toBe(0);
    expect(foretold.stdout).toMatch(/^\+ harbour-gazette-\S+ {2}revision 2 {2}Ferry is back$/m);
    expect(foretold.stderr).toMatch(/^of \d+ articles since 1h: \d+ would be sent, 0 would be retracted\n$/);
    expect(await onStack('deliveries', '--partner', 'late-radio')).toMatchObject({ stderr: 'nothing found\n' });

    expect((await onStack('backfill', 'late-radio', '--since', '1h')).stdout).toBe(foretold.stdout);
    await vi.waitFor(
      async () => {
        const again = await onStack('backfill', 'late-radio', '--since', '1h', '--dry-run');
        expect(again).toMatchObject({ stdout: '', stderr: expect.stringContaining(': 0 would be sent') });
      },
      { timeout: 40_000, interval: 1_000 },
    );
    expect((await onStack('deliveries', '--partner', 'late-radio')).stdout).toContain('PULLED');
    expect(await onStack('backfill', 'nobody')).toMatchObject({ code: 2, stdout: '' });
  }, 90_000);

  test('what cannot be read or is too large is told of, and the rest is uploaded', async () => {
    const path = folder('mixed', { 'good.md': story('Good', 'It is good.'), 'large.md': 'x'.repeat(10_485_761) });
    const run = await onStack('upload', path, '--publisher', 'harbour-gazette');
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/✓ .*good\.md/);
    expect(run.stdout).toMatch(/✗ .*large\.md {2}has 10485761 bytes, and at most 10485760 are taken/);
    expect(run.stderr).toBe('2 files, 1 accepted whole\n');
  }, 60_000);

  test('a link lets somebody without credentials upload under one prefix, and nowhere else', async () => {
    const linked = await onStack('link', 'harbour-gazette', '--hours', '1', '--json');
    const { url, fields } = JSON.parse(linked.stdout) as { url: string; fields: Record<string, string> };
    const policy = JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()) as { conditions: unknown[] };
    expect(policy.conditions).toContainEqual(['starts-with', '$key', 'publishers/harbour-gazette/']);
    expect(policy.conditions).toContainEqual(['content-length-range', 1, 10 * 1024 * 1024]);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new File([story('By link', 'It came by a form.')], 'linked.md'));
    expect((await fetch(url, { method: 'POST', body: form })).ok).toBe(true);
    await vi.waitFor(
      async () => {
        const found = await onStack('articles', 'list', '--search', 'By link', '--json');
        expect(JSON.parse(found.stdout)).toMatchObject([{ source: { key: 'publishers/harbour-gazette/linked.md' } }]);
      },
      { timeout: 20_000, interval: 250 },
    );
    const page = await onStack('link', 'harbour-gazette', '--html');
    expect(page.stdout).toContain('enctype="multipart/form-data"');
    const curl = await onStack('link', 'harbour-gazette');
    expect(curl.stdout).toMatch(/^curl .* -F file=@FILE '.*'\n$/);
  }, 60_000);

  test('a publisher that is paused is told so in its receipts until it is resumed', async () => {
    const path = join(folder('paused', { 'one.md': story('While paused', 'It waits.') }), 'one.md');
    expect(await onStack('publishers', 'pause', 'harbour-gazette')).toMatchObject({ code: 0 });
    expect((await onStack('publishers', 'list')).stdout).toContain('paused');
    await vi.waitFor(
      async () =>
        expect((await onStack('upload', path, '--publisher', 'harbour-gazette')).stdout).toContain('PUBLISHER_UNKNOWN'),
      // A warm container knows it within ten seconds.
      { timeout: 30_000, interval: 1_000 },
    );
    expect(await onStack('publishers', 'resume', 'harbour-gazette')).toMatchObject({ code: 0 });
  }, 60_000);
});

test('what the brake of a publisher holds is listed, released and discarded', async () => {
  const registry = folder('registry', {
    'publishers.yaml': `publishers:
  - id: flood
    name: Flood
    copyrightHolder: Flood
    copyrightNotice: Flood
    usageTerms: With credit.
    brake: { articles: 1, minutes: 60 }
`,
  });
  expect(await onStack('apply', registry)).toMatchObject({ code: 0 });
  const texts = Object.fromEntries(
    ['one', 'two', 'three'].map((name) => [`${name}.md`, story(`Story ${name}`, `It is about ${name}.`)]),
  );
  const uploaded = await onStack('upload', folder('flood', texts), '--publisher', 'flood', '--at-once', '1');
  expect(uploaded.code).toBe(0);
  expect(uploaded.stdout.match(/HELD_BRAKE/g)).toHaveLength(2);

  const held = JSON.parse((await onStack('publishers', 'held', 'flood', '--json')).stdout) as { articleId: string }[];
  const [first, second] = held.map(({ articleId }) => articleId);
  expect(held).toHaveLength(2);
  expect(await onStack('publishers', 'release', 'flood', '--article', first ?? '')).toMatchObject({ code: 0 });
  const again = await onStack('publishers', 'release', 'flood', '--article', first ?? '');
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('the brake does not hold') });
  const discarded = await onStack('publishers', 'discard', 'flood', '--json');
  expect(JSON.parse(discarded.stdout)).toEqual({ publisherId: 'flood', discarded: 1 });
  expect((await onStack('articles', 'show', first ?? '')).stdout).toContain('  live  revision 2');
  expect((await onStack('articles', 'show', second ?? '')).stdout).toContain('  retracted  revision 2');
  expect(await onStack('publishers', 'held', 'flood')).toMatchObject({ stdout: '', stderr: 'nothing found\n' });
}, 60_000);

test('byline doctor says of each look how it is, and what to do', async () => {
  const told = await onStack('doctor');
  // The one partner never fetched: that is a warning, and the sweep may not have run yet.
  expect(told.code).toBe(0);
  expect(told.stdout).toMatch(/^✓ clock {8}/m);
  expect(told.stdout).toMatch(/^! fetching {6}late-radio does not fetch what waits; late-radio never did: /m);
  const { isWell, findings } = JSON.parse((await onStack('doctor', '--json')).stdout) as {
    isWell: boolean;
    findings: { check: string }[];
  };
  expect(isWell).toBe(true);
  expect(findings).toHaveLength(told.stdout.trimEnd().split('\n').length);
}, 30_000);

describe('a wrong call ends in one line with a next step, and no stack trace', () => {
  const elsewhere = temporaryDir();
  test.each([
    [['articles', 'show', 'nothing'], 2, 'no article nothing: see byline articles list'],
    [['articles', 'diff', 'nothing'], 2, 'no article nothing'],
    [['articles', 'revisions', '\u001b[31mred'], 2, 'no article [31mred'],
    [['articles', 'list', '--state', 'gone'], 2, '--state takes live, held'],
    [['articles', 'list', '--since', 'yesterday'], 2, '--since takes'],
    [['articles', 'list', '--limit', '0'], 2, '--limit takes a whole number from 1'],
    [['deliveries'], 2, 'say whose deliveries'],
    [['deliveries', '--partner', 'nobody'], 2, 'no partner nobody: see byline partners list'],
    [['deliveries', '--article', 'nothing'], 2, 'no article nothing'],
    [['publishers', 'show', 'nobody'], 2, 'no publisher nobody: see byline publishers list'],
    [['publishers', 'pause', 'nobody'], 2, 'no publisher nobody'],
    [['partners', 'show', 'nobody'], 2, 'no partner nobody'],
    [['partners', 'pause', 'nobody'], 2, 'no partner nobody'],
    [['partners', 'resume', 'nobody'], 2, 'no partner nobody'],
    [['partners', 'keys', 'nobody'], 2, 'no partner nobody'],
    [['partners', 'add', 'x', '--url', 'nowhere'], 2, ''],
    [['link', 'nobody'], 2, 'no publisher nobody'],
    [['link', 'harbour-gazette', '--hours', '1000'], 2, '--hours takes a whole number from 1 to 168'],
    [['upload', '/does/not/exist.md'], 2, 'is neither a file nor a folder'],
    [['upload', publishersFile, '--at-once', 'many'], 2, '--at-once takes'],
    [['upload', publishersFile, '--timeout', '-1'], 2, '--timeout takes seconds'],
    [['upload', publishersFile, publishersFile], 2, 'two files are called'],
    [['replay', '--per-second', '0'], 2, '--per-second takes'],
    [['plan', '/does/not/exist.yaml'], 2, ''],
    [['articles', 'list', '--region', 'eu-west-1'], 2, '--profile and --region go with --stack'],
  ] satisfies [string[], number, string][])('%j', async (args, code, told) => {
    expectOneLine(await onStack(...args), code, told);
  });

  test.each([
    ['articles', 'list'],
    ['upload', publishersFile],
    ['partners', 'list'],
    ['replay'],
    ['link', 'harbour-gazette'],
  ])('without a running stack: %s', async (...args) => {
    expectOneLine(await byline(...args, '--dir', elsewhere), 2, 'no local stack runs on');
  });

  test.each([
    ['nothing answers', undefined, 'AWS cannot be reached from here'],
    ['a service says the token has expired', 'ExpiredToken', 'have expired'],
    ['a service says the call is not allowed', 'AccessDenied', 'may not do that'],
    ['there is no such stack', 'ValidationError', 'no stack byline-prod in this account'],
  ])(
    '%s',
    async (_, error, told) => {
      vi.stubEnv('AWS_ENDPOINT_URL', error === undefined ? 'http://127.0.0.1:1' : await answering(error));
      vi.stubEnv('AWS_REGION', 'us-east-1');
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'x');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'x');
      vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
      expectOneLine(await byline('articles', 'list', '--stack', 'byline-prod'), 2, told);
    },
    30_000,
  );

  test('a file that may not be read', async () => {
    const path = join(folder('closed', { 'closed.md': 'x' }), 'closed.md');
    chmodSync(path, 0);
    // Root reads all the same: then the file is simply no article of any format.
    const run = await onStack('upload', path, '--publisher', 'harbour-gazette');
    expect(run.code).toBe(1);
    expect(run.stdout + run.stderr).not.toMatch(/^ +at /m);
  }, 30_000);

  test('a reader that stops reading is no failure', async () => {
    const main = join(import.meta.dirname, '../../cli/main.js');
    const shell = `'${process.execPath}' '${main}' --help | true; echo "\${PIPESTATUS[0]}"`;
    const run = await new Promise<Run>((resolve) => {
      execFile('bash', ['-c', shell], (error, stdout, stderr) => resolve({ code: error ? 1 : 0, stdout, stderr }));
    });
    expect(run.stderr).toBe('');
    expect(['0\n', '141\n']).toContain(run.stdout);
  }, 30_000);

  function expectOneLine(run: Run, code: number, told: string): void {
    expect(run.stderr).toContain(told);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr.trimEnd()).not.toContain('\n');
    expect(run.stderr).not.toContain('\u001b');
    expect(run.stderr).not.toMatch(/^ +at /m);
  }
});

/** A service of AWS that answers every call with one error, as query APIs do. */
async function answering(code: string): Promise<string> {
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(400, { 'content-type': 'text/xml' });
    response.end(
      `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}
