import { createHash } from 'node:crypto';
import { instantOf } from '../article/instant.ts';
import { type KeptProofKey, proofKeyFor } from '../article/proof-key.ts';
import type { Revision } from '../article/revision.ts';
import { signProof } from '../attribution/proof.ts';
import { deliveryLimits } from '../contract/limits.ts';
import type { ArticleEvent, Partner } from '../partners/partner.ts';
import { articleWebhook, bodyOf, type Envelope, messageIdOf } from './envelope.ts';

export type ArticleBodies = (
  revision: Revision,
  event: ArticleEvent,
  partner: Partner,
  previous: Revision | undefined,
) => Promise<Envelope>;

/** Where a body lies that is too large to travel, and until when it can be fetched there. */
export interface OfferedBody {
  readonly url: string;
  readonly expiresAtMs: number;
}

/** What making bodies needs of the rooms beside this one; the stages put them together. */
export interface BodyParts {
  /** The deployment's own keys; without any, nothing is proven. */
  readonly proofKeys: () => Promise<readonly KeptProofKey[]>;
  /** Keeps bodies by what they depend on: one is made once. */
  readonly remember: (dependsOn: string, make: () => Promise<Buffer>) => Promise<Buffer>;
  /** Keeps a body under this name, and says where it can be fetched. */
  readonly offer: (name: string, body: string) => Promise<OfferedBody>;
}

/**
 * Renders and proves the bodies of webhooks. Partners that take the same rendering of a revision share one body, rendered and signed once in a container:
 * with a hundred partners that is the larger part of the work. A body over what the partner takes is offered for fetching, and a claim check for it travels.
 */
export function articleBodies({ proofKeys, remember, offer }: BodyParts): ArticleBodies {
  return async (revision, event, partner, previous) => {
    const body = await remember(sharedBy(revision, event, partner, previous), async () => {
      const webhook = articleWebhook(revision, event, partner, previous);
      const key = proofKeyFor(await proofKeys(), revision.acceptedAtMs);
      const { attribution, ...data } = webhook.data;
      const isProven = key !== undefined && attribution !== undefined;
      const proof = isProven ? await signProof({ ...data, attribution: { ...attribution } }, key) : undefined;
      return Buffer.from(bodyOf(webhook, proof));
    });
    const messageId = messageIdOf(revision, partner.id);
    const mostBytes = partner.maxBodyBytes ?? deliveryLimits.bodyBytes;
    if (body.length <= mostBytes || body.length > deliveryLimits.claimedBytes) return { messageId, body };
    return { messageId, body: await claimCheck(body, revision, mostBytes, offer) };
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

interface WholeBody {
  readonly data: Readonly<Record<string, unknown>> & { readonly article: unknown };
}

/**
 * The webhook that travels in place of one too large: the same without the article, and with where to fetch the whole. Where even that is more than the
 * partner takes, attribution and changes are left to the whole body, too.
 */
async function claimCheck(
  body: Buffer,
  { articleId, revision }: Revision,
  mostBytes: number,
  offer: BodyParts['offer'],
): Promise<Buffer> {
  const sha256 = createHash('sha256').update(body).digest('hex');
  // Named by its content: one object for all attempts and partners, which no later rendering changes.
  const text = body.toString();
  const { url, expiresAtMs } = await offer(`${articleId}/${revision}-${sha256.slice(0, 32)}.json`, text);
  const claim = { url, expiresAt: instantOf(expiresAtMs), sha256, bytes: body.length, mediaType: 'application/json' };
  const { data, ...webhook } = JSON.parse(text) as WholeBody;
  const { article: _fetched, ...light } = data;
  const checked = Buffer.from(JSON.stringify({ ...webhook, data: { ...light, claim } }));
  if (checked.length <= mostBytes) return checked;
  return Buffer.from(JSON.stringify({ ...webhook, data: { articleId, revision, claim } }));
}
