import { proofKeyFor } from '../../shared/article/proof-key.ts';
import type { Revision } from '../../shared/article/revision.ts';
import { signProof } from '../../shared/attribution/proof.ts';
import { cacheLimits } from '../../shared/contract/limits.ts';
import type { ArticleEvent, Partner } from '../../shared/partners/partner.ts';
import { cached } from '../../shared/runtime/cache.ts';
import { recent } from '../../shared/runtime/recent.ts';
import type { ProofKeyStore } from '../../shared/store/proof-keys.ts';
import { articleWebhook, bodyOf, type Envelope, messageIdOf } from '../../shared/webhooks/envelope.ts';

export type ArticleBodies = (
  revision: Revision,
  event: ArticleEvent,
  partner: Partner,
  previous: Revision | undefined,
) => Promise<Envelope>;

/**
 * Renders and proves the bodies of webhooks, by the deployment's own keys; without any, nothing is proven. Partners that take the same rendering of a
 * revision share one body, rendered and signed once in a container: with a hundred partners that is the larger part of the work.
 */
export function articleBodies(keys: Pick<ProofKeyStore, 'get'>, now: () => number): ArticleBodies {
  const proofKeys = cached(() => keys.get({ stale: true }), cacheLimits.signingKeysMs, now);
  const bodies = recent<string>((body) => body.length, cacheLimits.bodiesBytes);
  return async (revision, event, partner, previous) => {
    const body = await bodies(sharedBy(revision, event, partner, previous), async () => {
      const webhook = articleWebhook(revision, event, partner, previous);
      const key = proofKeyFor(await proofKeys('all'), revision.acceptedAtMs);
      const { attribution, ...data } = webhook.data;
      const isProven = key !== undefined && attribution !== undefined;
      return bodyOf(webhook, isProven ? await signProof({ ...data, attribution: { ...attribution } }, key) : undefined);
    });
    return { messageId: messageIdOf(revision, partner.id), body };
  };
}

/** Everything that a body depends on; the partner itself only where its publisher counts republications by partner. */
function sharedBy(
  { articleId, revision, attribution }: Revision,
  event: ArticleEvent,
  { id, format, indexing }: Partner,
  previous: Revision | undefined,
): string {
  const counted = attribution?.beaconUrl === undefined ? undefined : id;
  return JSON.stringify([articleId, revision, event, format, indexing, previous?.revision, counted]);
}
