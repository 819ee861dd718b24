import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalStack, startLocalStack } from '../../local/start.ts';
import type { ProofPublicKey } from '../../shared/article/proof-key.ts';
import { verifyProof } from '../../shared/attribution/proof.ts';
import { temporaryDir } from '../support/assembly.ts';

/** A partner that is down, one that has no endpoint, and a large article: what docs/pull.md and docs/webhooks.md promise. */

const root = join(import.meta.dirname, '../..');
const dir = temporaryDir();
let stack: LocalStack;

interface Hook {
  readonly type: string;
  readonly data: {
    readonly articleId: string;
    readonly revision: number;
    readonly article?: { readonly headlines?: readonly { readonly value: string }[] };
    readonly attribution?: { readonly proof?: string };
    readonly claim?: { readonly url: string; readonly sha256: string; readonly bytes: number };
  };
}

/** An endpoint that answers with one status, and keeps what it was sent. */
class Endpoint {
  status = 503;
  readonly taken: Hook[] = [];
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (this.status < 300) this.taken.push(JSON.parse(Buffer.concat(chunks).toString()) as Hook);
      response.writeHead(this.status).end();
    });
  });

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const endpoints: Endpoint[] = [];

async function newEndpoint(): Promise<{ endpoint: Endpoint; url: string }> {
  const endpoint = new Endpoint();
  endpoints.push(endpoint);
  return { endpoint, url: await endpoint.start() };
}

beforeAll(async () => {
  stack = await startLocalStack({ dir, port: 0 });
  writeFileSync(
    join(dir, 'publishers.yaml'),
    'publishers:\n  - id: harbour-gazette\n    name: The Harbour Gazette\n    copyrightHolder: The Harbour Gazette\n    usageTerms: For partners.\n',
  );
  await byline('apply', join(dir, 'publishers.yaml'));
}, 180_000);
afterAll(async () => {
  for (const endpoint of endpoints) endpoint.stop();
  await stack?.stop();
});

function byline(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(root, 'cli/main.js'), ...args, '--dir', dir], (error, stdout, stderr) =>
      error ? reject(new Error(`${args.join(' ')}: ${stderr}`)) : resolve(stdout.trim()),
    );
  });
}

async function upload(name: string, headline: string, text: string, changes: object = {}): Promise<void> {
  const file = join(dir, `${name}.json`);
  const article = {
    uri: `urn:harbour-gazette:${name}`,
    type: 'text',
    language: 'en-GB',
    headlines: [{ role: 'main', value: headline }],
    by: 'Mara Quay',
    bodies: [{ role: 'main', contentType: 'text/html', value: `<p>${text}</p>` }],
    ...changes,
  };
  writeFileSync(file, JSON.stringify(article));
  await byline('upload', file, '--publisher', 'harbour-gazette');
}

interface Pulled {
  readonly entries: readonly (Hook & { readonly id: string })[];
  readonly next?: string;
}

async function get(partnerId: string, token: string, query = ''): Promise<Response> {
  return fetch(`${stack.outputs.ApiUrl}/v1/partners/${partnerId}/articles${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

async function pull(partnerId: string, token: string, after?: string): Promise<Pulled> {
  const answer = await get(partnerId, token, after === undefined ? '' : `?after=${after}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Pulled;
}

const headlines = ({ entries }: Pulled): unknown[] =>
  entries.map(({ type, data }) => [type, data.article?.headlines?.[0]?.value]);

const waiting = { timeout: 60_000, interval: 250 };

async function publicKeys(): Promise<readonly ProofPublicKey[]> {
  const answer = await fetch(`${stack.outputs.ApiUrl}/v1/.well-known/jwks.json`);
  return ((await answer.json()) as { keys: ProofPublicKey[] }).keys;
}

describe('a partner whose endpoint is down', () => {
  let token = '';
  let endpoint: Endpoint;
  let cursor: string | undefined;

  test('fetches each article once, at its newest revision, with what proves it', async () => {
    const made = await newEndpoint();
    endpoint = made.endpoint;
    await byline('partners', 'add', 'harbour-radio', '--url', made.url, '--pull', '--no-verify');
    token = await byline('partners', 'token', 'harbour-radio');
    await upload('ferry', 'Night ferry returns', 'The night ferry is back.');
    await upload('bridge', 'Bridge closed', 'The old bridge is closed.');
    await upload('ferry', 'Night ferry returns on Monday', 'The night ferry is back, on Monday.');
    const page = await vi.waitFor(async () => {
      const found = await pull('harbour-radio', token);
      expect(headlines(found)).toEqual([
        ['article.published', 'Bridge closed'],
        ['article.published', 'Night ferry returns on Monday'],
      ]);
      return found;
    }, waiting);
    expect(page.entries.map(({ data }) => data.revision)).toEqual([1, 2]);
    const keys = await publicKeys();
    for (const { data } of page.entries) expect(await verifyProof(data, keys)).toMatchObject({ kind: 'valid' });
    const rest = await pull('harbour-radio', token, page.next);
    expect(rest).toEqual({ entries: [], next: page.next });
    cursor = rest.next;
  }, 180_000);

  test('fetches the retraction of what it fetched', async () => {
    await upload('ferry', 'Night ferry returns on Monday', 'Withdrawn.', { pubstatus: 'canceled' });
    const page = await vi.waitFor(async () => {
      const found = await pull('harbour-radio', token, cursor);
      expect(found.entries.map(({ type, data }) => [type, data.revision])).toEqual([['article.retracted', 3]]);
      return found;
    }, waiting);
    expect((await pull('harbour-radio', token, page.next)).entries).toEqual([]);
  }, 120_000);

  test('is sent nothing of that again once its endpoint is back, and what is new', async () => {
    endpoint.status = 204;
    await byline('partners', 'resume', 'harbour-radio');
    await upload('market', 'Fish market opens', 'The fish market opens.');
    await vi.waitFor(() => {
      expect(endpoint.taken.map(({ data }) => data.article?.headlines?.[0]?.value)).toContain('Fish market opens');
    }, waiting);
    expect(endpoint.taken).toHaveLength(1);
    await vi.waitFor(async () => expect((await pull('harbour-radio', token)).entries).toEqual([]), waiting);
  }, 120_000);

  test('opens its door by its own tokens only, until they are taken away', async () => {
    await byline('partners', 'add', 'other-radio', '--pull');
    const others = await byline('partners', 'token', 'other-radio');
    for (const [id, given] of [
      ['harbour-radio', others],
      ['harbour-radio', ''],
      ['no-such-partner', others],
    ] as const) {
      const refused = await get(id, given);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      expect(await refused.json()).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
    }
    const newer = await byline('partners', 'token', 'harbour-radio');
    for (const both of [token, newer]) expect((await get('harbour-radio', both)).status).toBe(200);
    await byline('partners', 'token', 'harbour-radio', '--revoke');
    for (const both of [token, newer]) expect((await get('harbour-radio', both)).status).toBe(401);
  }, 60_000);
});

test('a partner without an endpoint fetches everything, as JSON Feed if it likes', async () => {
  await byline('partners', 'add', 'coast-reader', '--pull');
  const token = await byline('partners', 'token', 'coast-reader');
  await upload('pier', 'Pier repaired', 'The pier is repaired.');
  await vi.waitFor(async () => {
    const answer = await get('coast-reader', token, '?format=json-feed');
    expect(answer.headers.get('content-type')).toBe('application/feed+json');
    const feed = (await answer.json()) as { next_url: string; items: { title: string; _byline: object }[] };
    expect(feed.items).toMatchObject([{ title: 'Pier repaired', _byline: { type: 'article.published', revision: 1 } }]);
    const next = await fetch(feed.next_url, { headers: { authorization: `Bearer ${token}` } });
    expect(await next.json()).toMatchObject({ items: [] });
  }, waiting);
}, 120_000);

test('a large article comes by claim check, and its hash and proof hold', async () => {
  const { endpoint, url } = await newEndpoint();
  endpoint.status = 204;
  await byline('partners', 'add', 'thin-radio', '--url', url, '--no-verify');
  await upload('chronicle', 'A long chronicle', 'The whole chronicle of the harbour. '.repeat(40_000));
  const { claim, attribution, article } = await vi.waitFor(() => {
    expect(endpoint.taken).toHaveLength(1);
    return endpoint.taken[0]!.data;
  }, waiting);
  expect(article).toBeUndefined();
  expect(attribution?.proof).toBeTypeOf('string');
  const whole = Buffer.from(await (await fetch(claim?.url ?? '')).arrayBuffer());
  expect(whole.byteLength).toBe(claim?.bytes);
  expect(createHash('sha256').update(whole).digest('hex')).toBe(claim?.sha256);
  const fetched = JSON.parse(whole.toString()) as Hook;
  expect(fetched.data.article?.headlines?.[0]?.value).toBe('A long chronicle');
  expect(await verifyProof(fetched.data, await publicKeys())).toMatchObject({ kind: 'valid' });
}, 120_000);
