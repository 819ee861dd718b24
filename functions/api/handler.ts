import { randomUUID } from 'node:crypto';
import { handle } from 'hono/aws-lambda';
import { apiEnv } from '../../shared/contract/env.ts';
import { cacheLimits, readingLimits } from '../../shared/contract/limits.ts';
import { cached } from '../../shared/runtime/cache.ts';
import { dynamoClient } from '../../shared/runtime/clients.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { logLine } from '../../shared/runtime/logger.ts';
import { recent } from '../../shared/runtime/recent.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { claimStore } from '../../shared/store/claims.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { presignedOnDemand, s3ObjectsOnDemand } from '../../shared/store/objects-on-demand.ts';
import { partnerReadStore } from '../../shared/store/partner-reads.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { proofKeyStore, publicProofKeyStore } from '../../shared/store/proof-keys.ts';
import { pullStore } from '../../shared/store/pulls.ts';
import { pullTokenStore } from '../../shared/store/pull-tokens.ts';
import { readTogether } from '../../shared/store/read-together.ts';
import { articleBodies } from '../../shared/webhooks/article-bodies.ts';
import { type ApiDeps, apiRoutes } from './routes.ts';

type Handler = ReturnType<typeof handle>;
let answer: Handler | undefined;

/** Called by API Gateway with one request (payload 2.0). */
export const handler: Handler = (event, context) => (answer ??= handle(apiRoutes(build())))(event, context);

/** Asks for it again only after so long: a partner that catches up page by page costs one write, not one a page. */
function seldom(note: ApiDeps['noteRead'], everyMs: number): ApiDeps['noteRead'] {
  const notedAtMs = new Map<string, number>();
  return async (partnerId, nowMs) => {
    if (nowMs - (notedAtMs.get(partnerId) ?? 0) < everyMs) return;
    await note(partnerId, nowMs);
    notedAtMs.set(partnerId, nowMs);
  };
}

/** Runs once per cold start. */
function build(): ApiDeps {
  const env = readEnv(apiEnv);
  const dynamo = dynamoClient();
  const table = readTogether(dynamoTable(dynamo, env.TABLE_NAME));
  const s3 = () => import('../../shared/runtime/s3-client.ts');
  const content = s3ObjectsOnDemand(env.CONTENT_BUCKET, s3);
  const keys = proofKeyStore(dynamoTable(dynamo, env.KEYS_TABLE_NAME));
  const proofKeys = cached(() => keys.get({ stale: true }), cacheLimits.signingKeysMs, Date.now);
  const publicKeys = cached(publicProofKeyStore(table).get, cacheLimits.signingKeysMs, Date.now);
  return {
    articles: articleStore(table, content),
    deliveries: deliveryStore(table),
    pulls: pullStore(table),
    partner: partnerStore(table).get,
    tokens: pullTokenStore(table),
    noteRead: seldom(partnerReadStore(table).note, readingLimits.oneReadingMs),
    publicKeys: () => publicKeys('all'),
    bodies: articleBodies({
      proofKeys: () => proofKeys('all'),
      remember: recent((body) => body.length, cacheLimits.bodiesBytes),
      offer: claimStore(content, presignedOnDemand(env.CONTENT_BUCKET, s3), Date.now),
    }),
    log: logLine,
    now: Date.now,
    newToken: randomUUID,
  };
}
