import { createHmac, createSecretKey, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { deliverBatch, type DeliverDeps } from '../functions/deliver/deliver-batch.ts';
import type { Revision } from '../shared/article/revision.ts';
import type { DeliverMessage } from '../shared/contract/messages.ts';
import { articleStore } from '../shared/store/articles.ts';
import { deliveryStore } from '../shared/store/deliveries.ts';
import { partnerHealthStore } from '../shared/store/partner-health.ts';
import { partnerLimitStore } from '../shared/store/partner-limits.ts';
import { partnerStore } from '../shared/store/partners.ts';
import { articleBodies } from '../shared/webhooks/article-bodies.ts';
import { articleWebhook, bodyOf } from '../shared/webhooks/envelope.ts';
import { newSecret } from '../shared/webhooks/keys.ts';
import { guardedPost } from '../shared/webhooks/post.ts';
import { cacheLimits, functionLimits } from '../shared/contract/limits.ts';
import { cached } from '../shared/runtime/cache.ts';
import { recent } from '../shared/runtime/recent.ts';
import { MemoryObjects } from '../tests/support/memory-objects.ts';
import { QuickTable } from './quick-table.ts';
import { partnerOf } from '../tests/support/partners.ts';
import { revisionOf } from '../tests/support/revisions.ts';
import { articleJson } from './articles.ts';
import { cpuClock, type Figure, figure, median } from './figures.ts';
import { startReceiver } from './receiver.ts';

const partnersPerArticle = 10;
const batchesAtOnce = 4;
const connections = batchesAtOnce * functionLimits.deliver.batchSize;
/** Deliveries of one round; the two sides take turns. */
const perRound = 2_000;
const rounds = 5;

/**
 * Signed deliveries a second: the real batch of `deliver`, with every state transition on a table in memory, against a loop that signs
 * and posts the same body over as many connections of undici to the same receiver, and remembers nothing.
 */
export async function deliverFigures(): Promise<Figure[]> {
  const receiver = await startReceiver();
  const secret = newSecret();
  const webhook = articleWebhook(usualRevision('bench-0-0'), 'article.published', partnerOf(), undefined);
  const body = Buffer.from(bodyOf(webhook));
  const pool = new Pool(receiver.url, { connections, pipelining: 1 });
  const world = await deliverWorld(receiver.url, secret);
  try {
    const [ours, bare]: [Taken[], Taken[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      const messages = await world.prepare(round);
      const our = await timed(() => world.deliver(messages));
      const their = await timed(() => bareLoop(pool, body, secret));
      // The first round warms the compiler and the connections of both.
      if (round === 0) continue;
      ours.push(our);
      bare.push(their);
    }
    const rate = (taken: readonly Taken[]): number => median(taken.map(({ wallMs }) => (perRound / wallMs) * 1000));
    const cpu = (taken: readonly Taken[]): number => median(taken.map(({ cpuMs }) => cpuMs / perRound));
    const referenceName = 'undici and HMAC alone';
    return [
      figure('deliver.rate', rate(ours), '1/s', {
        reference: rate(bare),
        referenceName,
        goal: { atLeast: 0.6, of: 'ratio' },
      }),
      figure('deliver.cpu', cpu(ours), 'ms a delivery', { reference: cpu(bare), referenceName }),
      figure('deliver.body', body.length, 'bytes'),
    ];
  } finally {
    await pool.close();
    receiver.stop();
  }
}

interface Taken {
  readonly wallMs: number;
  /** Of this process, all its threads. */
  readonly cpuMs: number;
}

async function timed(run: () => Promise<void>): Promise<Taken> {
  const [startMs, cpuMs] = [performance.now(), cpuClock()];
  await run();
  return { wallMs: performance.now() - startMs, cpuMs: cpuMs() };
}

/** A revision of usual length. */
function usualRevision(articleId: string): Revision {
  const { body_html: value } = JSON.parse(articleJson(1)) as { body_html: string };
  const revision = revisionOf({ articleId });
  return { ...revision, article: { ...revision.article, bodies: [{ contentType: 'text/html', value }] } };
}

async function bareLoop(pool: Pool, body: Buffer, secret: string): Promise<void> {
  const key = createSecretKey(Buffer.from(secret.slice('whsec_'.length), 'base64'));
  let sent = 0;
  const sender = async (): Promise<void> => {
    while (sent < perRound) {
      sent += 1;
      const [id, timestamp] = [`msg_${sent}`, String(Math.floor(Date.now() / 1000))];
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
        'content-type': 'application/json',
      };
      const answer = await pool.request({ method: 'POST', path: '/', headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 204) throw new Error(`the receiver answered ${answer.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
}

interface World {
  /** Stores articles and answers the messages for their pairs. */
  prepare(round: number): Promise<DeliverMessage[]>;
  deliver(messages: readonly DeliverMessage[]): Promise<void>;
}

async function deliverWorld(url: string, secret: string): Promise<World> {
  const table = new QuickTable();
  const articles = articleStore(table, new MemoryObjects());
  const [partners, health] = [partnerStore(table), partnerHealthStore(table)];
  const partnerIds = Array.from({ length: partnersPerArticle }, (_, number) => `partner-${number}`);
  for (const id of partnerIds) await partners.put(partnerOf({ id, url: `${url}/${id}` }));
  const queue = { send: () => Promise.reject(new Error('nothing should have to come again')) };
  let [delivered, failed] = [0, 0];
  const deps: DeliverDeps = {
    articles,
    deliveries: deliveryStore(table),
    health,
    partners,
    limits: partnerLimitStore(table),
    partner: cached(partners.get, cacheLimits.registryMs, Date.now),
    partnerHealth: cached(health.get, cacheLimits.healthMs, Date.now),
    credentials: () => Promise.resolve(undefined),
    signingKeys: (partnerId) => Promise.resolve({ partnerId, keys: [{ secret }] }),
    bodies: articleBodies({
      proofKeys: () => Promise.resolve([]),
      remember: recent((body) => body.length, cacheLimits.bodiesBytes),
      offer: () => Promise.reject(new Error('no article here is that large')),
    }),
    notices: { tell: () => Promise.resolve() },
    post: guardedPost('local'),
    deliverQueue: queue,
    slowQueue: queue,
    // As much work as a line is, without a terminal that takes it.
    log: (event, fields) => {
      const line = JSON.stringify({ event, ...fields });
      if (line.includes('"outcome":"delivered"')) delivered += 1;
      else failed += 1;
    },
    now: Date.now,
    random: Math.random,
    newToken: randomUUID,
  };

  return {
    async prepare(round) {
      const articleIds = Array.from(
        { length: perRound / partnersPerArticle },
        (_, number) => `bench-${round}-${number}`,
      );
      for (const articleId of articleIds) {
        await articles.append(articleId, () => ({ kind: 'append', revision: usualRevision(articleId) }));
      }
      [delivered, failed] = [0, 0];
      return articleIds.flatMap((articleId) => partnerIds.map((partnerId) => ({ articleId, partnerId, revision: 1 })));
    },
    async deliver(messages) {
      const { batchSize } = functionLimits.deliver;
      let next = 0;
      const invocations = async (): Promise<void> => {
        while (next < messages.length) {
          const batch = messages.slice(next, (next += batchSize));
          const again = await deliverBatch(deps, batch);
          if (again.length > 0) throw new Error(`${again.length} deliveries failed`);
        }
      };
      await Promise.all(Array.from({ length: batchesAtOnce }, invocations));
      if (delivered !== messages.length || failed > 0) throw new Error(`${delivered} delivered, ${failed} not`);
    },
  };
}
