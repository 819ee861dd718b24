import { beforeEach, describe, expect, test } from 'vitest';
import { apiRoutes } from '../../../functions/api/routes.ts';
import type { Partner } from '../../../shared/partners/partner.ts';
import { deliveryKey } from '../../../shared/store/keys.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { pullTokenStore } from '../../../shared/store/pull-tokens.ts';
import { rotatePullToken } from '../../../shared/webhooks/pull-tokens.ts';
import { Process } from '../../support/simulated-process.ts';
import { stagesOf } from '../../support/simulated-stages.ts';
import { Simulation } from '../../support/simulation.ts';

let world: Simulation;
let token: string;
const lines: [string, object][] = [];
/** Who was noted to have read. */
const reads: string[] = [];

interface Pulled {
  readonly entries: readonly {
    readonly id: string;
    readonly type: string;
    readonly data: { readonly articleId: string; readonly revision: number };
  }[];
  readonly next?: string;
}

beforeEach(async () => {
  lines.length = 0;
  reads.length = 0;
  world = new Simulation(7, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'reader', url: undefined, pull: true });
  ({ token } = await rotatePullToken(pullTokenStore(world.table), 'reader', { overlapMs: 0, nowMs: world.nowMs }));
});

/** One request, among whatever the stages are doing. */
async function request(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const app = apiRoutes({
    ...stagesOf(world.parts, new Process(world, () => undefined)).api(),
    partner: partnerStore(world.table).get,
    tokens: pullTokenStore(world.table),
    noteRead: (partnerId) => Promise.resolve(void reads.push(partnerId)),
    publicKeys: async () => [{ kty: 'OKP', crv: 'Ed25519', x: 'AA', kid: 'k1', use: 'sig', alg: 'EdDSA' }],
    log: (event, fields) => void lines.push([event, fields]),
  });
  const answer = Promise.resolve(app.request(path, { headers }));
  let isDone = false;
  answer.finally(() => (isDone = true)).catch(() => undefined);
  for (let round = 0; round < 200 && !isDone; round++) await world.run(world.nowMs, 50);
  return answer;
}

const articles = (query = '', given = token): Promise<Response> =>
  request(`/v1/partners/reader/articles${query}`, { authorization: `Bearer ${given}` });

async function pull(query = ''): Promise<Pulled> {
  const answer = await articles(query);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Pulled;
}

async function publish(...stories: readonly string[]): Promise<void> {
  for (const story of stories) {
    await world.upload(`publishers/demo/${story}.json`, JSON.stringify({ id: story, text: `${story} news` }));
    await world.run(world.nowMs + 10_000);
  }
}

describe('what a partner fetches', () => {
  test('comes oldest first, page after page, and is gone once it was confirmed', async () => {
    await publish('ferry', 'bridge', 'market');
    const first = await pull('?limit=2');
    const second = await pull(`?limit=2&after=${first.next}`);
    expect(first.entries.map(({ type }) => type)).toEqual(['article.published', 'article.published']);
    expect(second.entries).toHaveLength(1);
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(3);
    expect(await pull(`?after=${second.next}`)).toEqual({ entries: [], next: second.next });
    expect(await pull()).toEqual({ entries: [] });
  });

  test('is noted as read, whether anything was there or not, and what was refused is not', async () => {
    expect((await articles('', 'bylt_wrong')).status).toBe(401);
    expect((await articles('?limit=0')).status).toBe(400);
    expect(reads).toEqual([]);
    await pull();
    expect(reads).toEqual(['reader']);
  });

  test('comes however few are asked for, though one before it is being looked after elsewhere', async () => {
    await publish('ferry', 'bridge');
    const [first] = (await pull('?limit=1')).entries;
    await world.table.update(
      deliveryKey(String(first?.data.articleId), 'reader'),
      { set: { leaseToken: 'another', leaseUntilMs: world.nowMs + 600_000 } },
      { attribute: 'pk', is: 'present' },
    );
    const { entries } = await pull('?limit=1');
    expect(entries).toHaveLength(1);
    expect(entries[0]?.data.articleId).not.toBe(first?.data.articleId);
  });

  test('comes again as long as it was not confirmed, and an old cursor confirms no more than it named', async () => {
    await publish('ferry');
    const first = await pull();
    expect((await pull()).entries).toEqual(first.entries);
    // The first answer's cursor: what it named was given out again since, in another answer.
    expect((await pull(`?after=${first.next}`)).entries).toEqual(first.entries);
  });

  test('was parked before fetching was allowed, too', async () => {
    await world.addPartner({ id: 'reader', pull: undefined });
    await partnerStore(world.table).setStatus('reader', 'paused', 'FAILING_FOR_DAYS', world.nowMs);
    await publish('ferry', 'bridge');
    const paused = await partnerStore(world.table).get('reader');
    await partnerStore(world.table).put({ ...paused, pull: true } as Partner);
    const page = await pull();
    expect(page.entries).toHaveLength(2);
    expect((await pull(`?after=${page.next}`)).entries).toEqual([]);
    await world.resumePartner('reader');
    await world.run(world.nowMs + 3_600_000);
    expect(world.posts).toEqual([]);
  });

  test('is a feed where it asks for one', async () => {
    await publish('ferry');
    const answer = await request('/v1/partners/reader/articles?limit=1', {
      authorization: `Bearer ${token}`,
      accept: 'application/feed+json',
    });
    expect(answer.headers.get('content-type')).toBe('application/feed+json');
    const feed = (await answer.json()) as { version: string; next_url: string; items: object[] };
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ _byline: { type: 'article.published', revision: 1 } }],
    });
    const next = new URL(feed.next_url);
    expect(next.searchParams.get('limit')).toBe('1');
    expect((await pull(`?after=${next.searchParams.get('after')}`)).entries).toEqual([]);
  });
});

describe('who is refused', () => {
  test('is told so alike, whatever is wrong', async () => {
    const answers = await Promise.all([
      request('/v1/partners/reader/articles'),
      articles('', `${token}x`),
      articles('', 'Basic'),
      request('/v1/partners/nobody/articles', { authorization: `Bearer ${token}` }),
      request('/v1/partners/%00/articles', { authorization: `Bearer ${token}` }),
    ]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(JSON.parse(texts[0] ?? '')).toEqual({
      type: 'about:blank',
      title: 'no token that opens this',
      status: 401,
      code: 'UNAUTHORIZED',
    });
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test.each<[Partial<Partner>, number]>([
    [{ pull: undefined, url: 'https://reader.partners.dev/hook' }, 403],
    [{ status: 'paused', pauseReason: 'OPERATOR' }, 403],
    [{ status: 'paused' }, 403],
    [{ status: 'paused', pauseReason: 'FAILING_FOR_DAYS' }, 200],
    [{ status: 'paused', pauseReason: 'ENDPOINT_GONE' }, 200],
    [{ unverified: true }, 200],
    [{ status: 'removed' }, 200],
  ])('%j is answered with %i', async (changes, status) => {
    await world.addPartner({ id: 'reader', url: undefined, pull: true, ...changes } as Parameters<
      Simulation['addPartner']
    >[0]);
    expect((await articles()).status).toBe(status);
  });

  test.each(['limit=0', 'limit=101', 'limit=1e2', 'limit=', 'after=x', 'after=', 'format=xml', 'since=1'])(
    '%s is a parameter that cannot be read',
    async (query) => {
      const answer = await articles(`?${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'BAD_PARAMETER', detail: expect.any(String) });
    },
  );
});

describe('the rest', () => {
  test('health and keys are public, and everything carries headers for browsers and caches', async () => {
    const [health, keys] = [await request('/v1/health'), await request('/v1/.well-known/jwks.json')];
    expect(await health.json()).toEqual({ status: 'ok' });
    expect(await keys.json()).toEqual({ keys: [expect.objectContaining({ kid: 'k1' })] });
    expect(keys.headers.get('cache-control')).toBe('public, max-age=300');
    for (const answer of [health, keys, await articles()]) {
      expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await articles()).headers.get('cache-control')).toBe('no-store');
  });

  test('an article that cannot be made keeps none behind it', async () => {
    await publish('ferry', 'bridge');
    const [broken] = [...world.table.items.keys()].filter((key) => key.includes('REV#'));
    world.table.items.delete(broken ?? '');
    expect((await pull()).entries).toHaveLength(1);
    expect(lines.map(([event]) => event)).toContain('record.failed');
  });

  test('a fault of ours is told without what it was', async () => {
    const app = apiRoutes({
      ...stagesOf(world.parts, new Process(world, () => undefined)).api(),
      partner: () => Promise.reject(new Error('secret words')),
      tokens: pullTokenStore(world.table),
      noteRead: () => Promise.resolve(),
      publicKeys: async () => [],
      log: (event, fields) => void lines.push([event, fields]),
    });
    const answer = await app.request('/v1/partners/reader/articles', { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(lines.map(([event]) => event)).toEqual(['request.failed']);
    expect((await app.request('/v1/else')).status).toBe(404);
    expect((await app.request('/v1/health', { method: 'POST' })).status).toBe(405);
  });
});
