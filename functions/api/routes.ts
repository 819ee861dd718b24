import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { ProofPublicKey } from '../../shared/article/proof-key.ts';
import { pullLimits } from '../../shared/contract/limits.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { type Partner, registryIdPattern } from '../../shared/partners/partner.ts';
import { errorFields } from '../../shared/runtime/batch.ts';
import type { PullTokenStore } from '../../shared/store/pull-tokens.ts';
import { opensBy } from '../../shared/webhooks/pull-tokens.ts';
import { readCursor } from './cursor.ts';
import { entriesText, feedText } from './page-text.ts';
import { problem } from './problem.ts';
import { type PullDeps, pullArticles } from './pull-articles.ts';

export interface ApiDeps extends PullDeps {
  readonly partner: (partnerId: string) => Promise<Partner | undefined>;
  readonly tokens: Pick<PullTokenStore, 'get'>;
  /** Notes that a partner read, for those who wait for it to. */
  readonly noteRead: (partnerId: string, nowMs: number) => Promise<void>;
  /** Public halves of the keys that prove text and credit. */
  readonly publicKeys: () => Promise<readonly ProofPublicKey[]>;
}

const feedType = 'application/feed+json';

/** What partners ask of Byline: what they are owed, and the keys that proofs are checked with. Only GET, only JSON, nothing for browsers. */
export function apiRoutes(deps: ApiDeps): Hono {
  const app = new Hono();
  app.use(secureHeaders({ strictTransportSecurity: 'max-age=63072000; includeSubDomains' }));
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });

  app.get('/v1/health', (c) => c.json({ status: 'ok' }));

  app.get('/v1/.well-known/jwks.json', async (c) => {
    const keys = await deps.publicKeys();
    c.header('cache-control', 'public, max-age=300');
    return c.body(JSON.stringify({ keys }), 200, { 'content-type': 'application/jwk-set+json' });
  });

  app.get('/v1/partners/:partnerId/articles', async (c) => {
    const partnerId = c.req.param('partnerId');
    const partner = await authorized(deps, partnerId, c.req.header('authorization'));
    // The same answer whether there is no such partner, no token, or a wrong one.
    if (!partner) return problem('UNAUTHORIZED', undefined, { 'www-authenticate': 'Bearer realm="byline"' });
    if (!partner.pull) return problem('PULL_NOT_ALLOWED', 'ask the operator for pull: true');
    if (isPausedByHand(partner)) return problem('PARTNER_PAUSED');
    const asked = readQuery(c.req.query());
    if ('wrong' in asked) return problem('BAD_PARAMETER', asked.wrong);
    const { after, afterText, limit } = asked;
    const isFeed = asked.format === 'json-feed' || (asked.format === undefined && accepts(c.req.header('accept')));
    await deps.noteRead(partnerId, deps.now());
    const page = await pullArticles(deps, isFeed ? { ...partner, format: 'json-feed' } : partner, { after, limit });
    if (!isFeed) return c.body(entriesText(page, afterText), 200, { 'content-type': 'application/json' });
    const nextUrl = (cursor: string): string => {
      const url = new URL(c.req.url);
      // What the function is told of as https; a laptop's front says what it is.
      if (c.req.header('x-forwarded-proto') === 'http') url.protocol = 'http:';
      url.searchParams.set('after', cursor);
      return url.href;
    };
    return c.body(feedText(page, nextUrl), 200, { 'content-type': feedType });
  });

  app.notFound((c) =>
    c.req.method === 'GET' ? problem('NOT_FOUND') : problem('METHOD_NOT_ALLOWED', undefined, { allow: 'GET' }),
  );
  app.onError((error) => {
    deps.log(logEvents.requestFailed, errorFields(error));
    return problem('INTERNAL');
  });
  return app;
}

/** The partner, if the token opens its door. */
async function authorized(deps: ApiDeps, partnerId: string, header: string | undefined): Promise<Partner | undefined> {
  const token = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(header ?? '')?.[1];
  if (token === undefined || !registryIdPattern.test(partnerId)) return undefined;
  const [partner, tokens] = await Promise.all([deps.partner(partnerId), deps.tokens.get(partnerId)]);
  return opensBy(tokens, token, deps.now()) ? partner : undefined;
}

/** Paused by a person, it gets nothing. By its own failing endpoint, it may fetch: that is what fetching is for. */
function isPausedByHand({ status, pauseReason }: Partner): boolean {
  return status === 'paused' && pauseReason !== 'FAILING_FOR_DAYS' && pauseReason !== 'ENDPOINT_GONE';
}

const parameters = ['after', 'limit', 'format'];

function readQuery(query: Readonly<Record<string, string>>) {
  const unknown = Object.keys(query).find((name) => !parameters.includes(name));
  if (unknown !== undefined) return { wrong: `there is no such parameter: use ${parameters.join(', ')}` };
  const { after: afterText, format, limit: limitText = String(pullLimits.entries) } = query;
  const limit = /^\d{1,4}$/.test(limitText) ? Number(limitText) : 0;
  if (limit < 1 || limit > pullLimits.entriesMost) return { wrong: `limit takes 1 to ${pullLimits.entriesMost}` };
  if (format !== undefined && format !== 'json-feed')
    return { wrong: 'format takes json-feed; left out, entries are as webhooks carry them' };
  const after = afterText === undefined ? undefined : readCursor(afterText);
  if (afterText !== undefined && !after)
    return { wrong: 'after takes the next of an earlier answer, and nothing else' };
  return { after, afterText, limit, format };
}

function accepts(header = ''): boolean {
  return header.toLowerCase().includes(feedType);
}
