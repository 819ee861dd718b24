import { instantOf } from '../../shared/article/instant.ts';
import { canaryEveryMinutes, canaryKey, canaryPublisherId, noCanary } from '../../shared/contract/canary.ts';
import type { Objects } from '../../shared/store/objects.ts';
import type { PartnerStore } from '../../shared/store/partners.ts';
import type { PublisherStore } from '../../shared/store/publishers.ts';

export interface CanaryDeps {
  /** The partner that takes canaries, or `noCanary`. */
  readonly canaryPartner: string;
  readonly partners: Pick<PartnerStore, 'get'>;
  readonly publishers: Pick<PublisherStore, 'get' | 'put'>;
  /** The uploads bucket. */
  readonly canaries: Pick<Objects, 'put'>;
  /** When this container last sent one, epoch milliseconds: none yet is nought. */
  readonly lastCanary: { atMs: number };
  readonly now: () => number;
}

/** Sweeps come a little early or late: the fifth after a canary is its time, not the sixth. */
const everyMs = (canaryEveryMinutes - 0.5) * 60_000;

/**
 * Uploads a canary article when its time has come, as a publisher would, and with the first sweep after a deployment; whether it arrives, and how late, is measured where it is delivered. Nothing is
 * uploaded before its partner is registered: then the alarm on what is missing tells.
 */
export async function sendCanary(deps: CanaryDeps): Promise<void> {
  const nowMs = deps.now();
  if (deps.canaryPartner === noCanary || nowMs - deps.lastCanary.atMs < everyMs) return;
  const partner = await deps.partners.get(deps.canaryPartner);
  if (!partner || partner.status === 'removed') return;
  if (!(await deps.publishers.get(canaryPublisherId))) await deps.publishers.put(canaryPublisher);
  await deps.canaries.put(canaryKey, canaryArticle(nowMs), 'application/json');
  deps.lastCanary.atMs = nowMs;
}

const canaryPublisher = {
  id: canaryPublisherId,
  name: 'Byline canary',
  language: 'en',
  byline: 'Byline',
  copyrightHolder: 'Byline',
  copyrightNotice: 'Nobody’s',
  usageTerms: 'Not for publication: shows that articles arrive.',
  brake: 'off',
  active: true,
} as const;

/** ninjs; a day's canaries are revisions of one article. */
function canaryArticle(nowMs: number): string {
  const at = instantOf(nowMs);
  return JSON.stringify({
    uri: `urn:byline:canary:${at.slice(0, 10)}`,
    type: 'text',
    versioncreated: at,
    pubstatus: 'usable',
    language: 'en',
    headline: `Canary of ${at}`,
    body_text: `Sent at ${at} to see that articles arrive. It is not for publication.`,
  });
}
