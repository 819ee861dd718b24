import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { localCredentials } from '../../local/credentials.ts';
import { type LocalStack, startLocalStack } from '../../local/start.ts';
import { claimsPrefix } from '../../shared/contract/table.ts';
import { temporaryDir } from '../support/assembly.ts';
import { selfSigned } from '../support/self-signed.ts';
import { canRun, type ExampleReceiver, type ReceiverName, startExampleReceiver } from '../support/example-receivers.ts';

/** From the example files of the registry to three partners' pages: what docs/partners.md and docs/deploy.md tell people to do. */

const root = join(import.meta.dirname, '../..');
const dir = temporaryDir();
let stack: LocalStack;

beforeAll(async () => {
  stack = await startLocalStack({ dir, port: 0 });
}, 120_000);
afterAll(() => stack.stop());

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function byline(args: readonly string[], input = ''): Promise<Run> {
  return new Promise((resolve) => {
    const main = join(root, 'cli/main.js');
    const child = execFile(process.execPath, [main, ...args, '--dir', dir], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

async function bylineJson<Result>(...args: string[]): Promise<Result> {
  const { code, stdout, stderr } = await byline([...args, '--json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Result;
}

interface AppliedPlan {
  readonly plan: readonly { readonly kind: string; readonly id: string }[];
  readonly secrets: readonly { readonly partnerId: string; readonly secret: string }[];
  readonly verify: readonly string[];
}

/** Which of the partners of examples/partners.yaml runs which receiver. */
const receiverOf: Readonly<Record<string, ReceiverName>> = {
  'evening-post': 'TypeScript',
  'sports-ticker': 'Python',
  'coast-blog': 'WordPress',
};

const report = '<p>The ferry crews won the cup in Harwich on Friday.</p>';
const football = (headline: string, status = 'usable', text = report): string =>
  JSON.stringify({
    uri: 'urn:harbour-gazette:ferry-cup',
    type: 'text',
    version: '1',
    versionCreated: '2026-11-20T09:00:00Z',
    language: 'en-GB',
    pubstatus: status,
    headlines: [{ role: 'main', value: headline }],
    by: 'Mara Quay',
    subjects: [{ name: 'football', uri: 'http://cv.iptc.org/newscodes/mediatopic/20001065' }],
    bodies: [{ role: 'main', contentType: 'text/html', value: text }],
  });

describe('three partners, from the example files to their pages', () => {
  const partnerIds = Object.keys(receiverOf);
  const running = partnerIds.filter((id) => canRun(receiverOf[id]!));
  const receivers = new Map<string, ExampleReceiver>();
  let articleId = '';

  afterAll(() => Promise.all([...receivers.values()].map((receiver) => receiver.stop())));

  test('the example files are applied, secrets shown once, and nothing goes out before the addresses are verified', async () => {
    const checked = await byline(['plan', 'examples', '--offline']);
    expect(checked).toMatchObject({ code: 0, stdout: 'can be applied: publishers 1, partners 3\n' });
    const planned = await byline(['plan', 'examples', '--exit-code']);
    expect(planned).toMatchObject({ code: 1, stderr: '' });
    expect(planned.stdout).toContain('+ partner evening-post  Evening Post  https://hooks.evening-post.example/byline');
    expect(planned.stdout).toContain('4 to add');

    const applied = await bylineJson<AppliedPlan>('apply', join(root, 'examples'));
    expect(applied.verify).toEqual(partnerIds);
    expect(applied.secrets.map(({ partnerId }) => partnerId)).toEqual(partnerIds);
    expect((await byline(['plan', 'examples', '--exit-code'])).code).toBe(0);

    const jwks = join(dir, 'jwks.json');
    writeFileSync(jwks, (await byline(['keys', 'jwks'])).stdout);
    for (const { partnerId, secret } of applied.secrets) {
      if (!running.includes(partnerId)) continue;
      const env = { BYLINE_WEBHOOK_SECRET: secret, BYLINE_JWKS: jwks, BYLINE_ALLOW_HTTP: '1' };
      receivers.set(partnerId, await startExampleReceiver(receiverOf[partnerId]!, dir, env));
    }
  }, 60_000);

  test('new addresses are a change, field by field, and are verified by their receivers', async () => {
    const registry = join(dir, 'registry');
    mkdirSync(registry);
    const text = readFileSync(join(root, 'examples/partners.yaml'), 'utf8');
    const moved = text.replace(/- id: (.+)\n(.*\n) {4}url: .*/g, (entry, id: string, name: string) => {
      const url = receivers.get(id)?.webhookUrl;
      return url ? `- id: ${id}\n${name}    url: ${url}` : entry;
    });
    writeFileSync(join(registry, 'partners.yaml'), moved);
    const applied = await byline(['apply', registry]);
    expect(applied).toMatchObject({ code: 0, stdout: '' });
    for (const id of running) {
      expect(applied.stderr).toContain(`~ partner ${id}`);
      expect(applied.stderr).toContain(`${id} is verified: it answered the challenge, and turned a forged one away`);
    }
    for (const id of running) {
      const verified = await bylineJson<{ outcome: string }>('partners', 'verify', id);
      expect(verified).toMatchObject({ partnerId: id, outcome: 'verified' });
    }
    expect((await byline(['partners', 'test', running[0]!])).stdout).toMatch(/answered 204 after \d+ ms/);
  }, 60_000);

  test('an upload reaches all three, signed and proven, and is published with its credit', async () => {
    const file = join(dir, 'cup.json');
    writeFileSync(file, football('Ferry crews win the cup'));
    const foretold = await byline(['partners', 'match', file]);
    for (const id of running) expect(foretold.stdout).toContain(`✓ ${id}  gets it`);
    const [uploaded] = await bylineJson<{ receipt: { items: { articleId: string }[] } }[]>('upload', file);
    articleId = uploaded?.receipt.items[0]?.articleId ?? '';
    for (const id of running) {
      // Receivers that are given the keys of proofs publish nothing that is not proven.
      const page = await shown(id, 'Ferry crews win the cup');
      expect(page).toContain('The ferry crews won the cup in Harwich on Friday.');
      expect(page).toContain('By Mara Quay, Harbour Gazette');
    }
  }, 60_000);

  test('an article too large to travel is fetched by all three, proven and published with its credit', async () => {
    const file = join(dir, 'chronicle.json');
    const chapter = '<p>In that year, too, the ferry crews rowed for the cup of the harbour.</p>';
    // In the default format all text stands twice, as HTML and as plain text: some three megabytes.
    const long = football('A chronicle of the ferry cup', 'usable', `${chapter.repeat(20_000)}<p>So it ended.</p>`);
    writeFileSync(file, long.replace('urn:harbour-gazette:ferry-cup', 'urn:harbour-gazette:chronicle'));
    const [uploaded] = await bylineJson<{ receipt: { items: { articleId: string }[] } }[]>('upload', file);
    const chronicle = uploaded?.receipt.items[0]?.articleId ?? '';
    for (const id of running) {
      const page = await shown(id, 'A chronicle of the ferry cup', chronicle);
      expect(page).toContain('So it ended.');
      expect(page).toContain('By Mara Quay, Harbour Gazette');
      expect(page.length).toBeGreaterThan(1024 * 1024);
    }
    const s3 = new S3Client({
      region: 'us-east-1',
      credentials: localCredentials,
      endpoint: stack.endpoints.s3,
      forcePathStyle: true,
    });
    const listed = await s3.send(
      new ListObjectsV2Command({ Bucket: stack.outputs.ContentBucketName, Prefix: claimsPrefix }),
    );
    s3.destroy();
    expect(listed.KeyCount).toBeGreaterThan(0);
  }, 120_000);

  test('a correction reaches those that want corrections, and a retraction everybody', async () => {
    const file = join(dir, 'cup.json');
    writeFileSync(file, football('Ferry crews win the harbour cup'));
    expect((await byline(['upload', file])).code).toBe(0);
    for (const id of running.filter((one) => one !== 'coast-blog')) await shown(id, 'win the harbour cup');

    writeFileSync(file, football('Ferry crews win the harbour cup', 'canceled'));
    expect((await byline(['upload', file])).code).toBe(0);
    for (const id of running)
      await vi.waitFor(async () => expect((await receivers.get(id)!.page(articleId)).status).toBe(404), patience);
    const { code, stdout } = await byline(['plan', join(dir, 'registry'), '--exit-code']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'nothing to change\n' });
  }, 60_000);

  const patience = { timeout: 30_000, interval: 100 };

  function shown(id: string, headline: string, ofArticle = articleId): Promise<string> {
    return vi.waitFor(async () => {
      const { html } = await receivers.get(id)!.page(ofArticle);
      expect(html).toContain(headline);
      return html;
    }, patience);
  }
});

describe('byline receive', () => {
  test('shows what a new partner is sent, once it is verified', async () => {
    const added = await byline(['partners', 'add', 'desk', '--url', 'http://127.0.0.1:1/', '--language', 'en']);
    expect(added.stdout).toMatch(/^whsec_/);
    expect(added.stderr).toContain('byline partners verify desk');
    const args = ['receive', '--partner', 'desk', '--port', '0', '--fail-first', '1', '--count', '3', '--json'];
    const receiver = spawn(process.execPath, [join(root, 'cli/main.js'), ...args, '--dir', dir]);
    const ended = once(receiver, 'exit');
    const lines: Record<string, unknown>[] = [];
    const output = createInterface({ input: receiver.stdout });
    output.on('line', (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
    await once(output, 'line');
    const url = String(lines[0]?.url);
    await byline(['partners', 'add', 'desk', '--url', url, '--language', 'en']);

    // A header that holds a secret travels with the webhook, and is shown by its name alone.
    const given = await byline(['partners', 'credentials', 'desk', '--headers', '-'], 'authorization: Bearer hush\n');
    expect(given).toMatchObject({ code: 0, stdout: 'header authorization\n' });
    expect(await bylineJson('partners', 'verify', 'desk')).toMatchObject({ outcome: 'verified' });
    const failing = await byline(['partners', 'test', 'desk']);
    expect(failing).toMatchObject({ code: 1, stdout: expect.stringMatching(/^desk: answered 503 after/) });
    expect((await byline(['partners', 'test', 'desk'])).code).toBe(0);
    // Functions know of a new partner within ten seconds; an article of before reaches it with its next revision.
    let editions = 0;
    await vi.waitFor(
      async () => {
        const file = join(dir, 'desk.md');
        const text = `The harbour office opens an hour earlier from Monday on, it said in its notice number ${(editions += 1)}.`;
        writeFileSync(file, `---\ntitle: For the desk\nlang: en\n---\n\n${text}\n`);
        expect((await byline(['upload', file])).code).toBe(0);
        expect(lines.some(({ verdict }) => verdict === 'published')).toBe(true);
      },
      { timeout: 40_000, interval: 1_000 },
    );
    expect((await ended)[0]).toBe(0);
    expect(lines.map(({ kind, verdict, status, reason }) => [kind, verdict ?? reason, status].join(' '))).toEqual([
      'listening  ',
      'webhook challenge 200',
      'refused signature-wrong 401',
      'webhook test 503',
      'webhook test 204',
      'webhook published 204',
    ]);
    // What opens doors is in no log; the attempt itself is, a moment after it was answered.
    const logged = (text: string): boolean =>
      readdirSync(join(dir, 'logs')).some((name) => readFileSync(join(dir, 'logs', name), 'utf8').includes(text));
    await vi.waitFor(() => expect(logged('"partnerId":"desk"')).toBe(true), { timeout: 30_000 });
    for (const hidden of ['hush', added.stdout.trim().slice(6)]) expect(logged(hidden)).toBe(false);
  }, 120_000);

  const certificate = selfSigned();
  if (!certificate) console.warn('skipped: a client certificate is made with openssl, which is missing');
  test.skipIf(!certificate)(
    'a client certificate is kept, and shown by its subject and its end',
    async () => {
      const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
      writeFileSync(cert, certificate?.cert ?? '');
      writeFileSync(key, certificate?.key ?? '');
      const kept = await byline(['partners', 'credentials', 'desk', '--client-cert', cert, '--client-key', key]);
      expect(kept).toMatchObject({ code: 0, stderr: '' });
      expect(kept.stdout).toMatch(/^header authorization\nclient certificate CN=partner, until .* GMT\n$/);
      const swapped = await byline(['partners', 'credentials', 'desk', '--client-cert', key, '--client-key', cert]);
      expect(swapped).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('are no certificate and its key'),
      });
      const cleared = await byline(['partners', 'credentials', 'desk', '--clear']);
      expect(cleared).toMatchObject({ code: 0, stdout: '', stderr: 'none\n' });
      const injected = await byline(['partners', 'credentials', 'desk', '--headers', '-'], 'webhook-id: hush\n');
      expect(injected).toMatchObject({
        code: 2,
        stderr: 'line 1: webhook-id is set by Byline and cannot be changed\n',
      });
    },
    60_000,
  );

  test('an endpoint that cannot be reached is not verified', async () => {
    await byline(['partners', 'add', 'away', '--url', 'http://127.0.0.1:1/']);
    const refused = await byline(['partners', 'verify', 'away']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('away is not verified: no connection to the endpoint');
  }, 30_000);
});

test('what is wrong is told in a line each, with the next step, and nothing is changed', async () => {
  const file = join(dir, 'partners.yaml');
  writeFileSync(
    file,
    `partners:\n  - id: x\n    name: X\n    url: ${stack.endpoints.s3}/hook\n    filter: {langages: [en]}\n`,
  );
  const wrong = await byline(['apply', file]);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toBe(`${file}:5:14  partners[0].filter.langages  is not known here: did you mean languages?\n`);
  writeFileSync(file, `partners:\n  - id: x\n    name: X\n    url: ${stack.endpoints.s3}/hook\n`);
  expect((await byline(['apply', file])).stderr).toContain(
    `${file}:4:5  partners[0].url  this is an address of Byline’s own`,
  );
  expect((await byline(['partners', 'verify', 'nobody'])).stderr).toContain('no partner nobody');
  expect((await byline(['partners', 'match', 'nothing'])).stderr).toContain('neither a file nor an article');
}, 60_000);
