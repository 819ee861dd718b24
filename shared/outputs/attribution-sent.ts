import type { Attribution } from '../article/attribution.ts';
import { escapeHtml } from '../article/escape-html.ts';
import { instantOf } from '../article/instant.ts';
import type { Revision } from '../article/revision.ts';
import type { Indexing } from './output.ts';

/** What a partner's page is to tell search engines, ready for its head. */
export interface IndexingInstruction {
  readonly instruction: Indexing;
  /** `<link rel="canonical" …>` or `<meta name="robots" …>`. */
  readonly html: string;
}

/** The attribution as one partner is sent it. */
export interface SentAttribution extends Attribution {
  readonly revision: number;
  readonly contentHash: string;
  /** Absent where the original has no address, and the partner does not ask for `noindex`. */
  readonly indexing?: IndexingInstruction;
}

/** Who hands the article on to partners: the last link of its chain. */
const syndicator = 'Byline';

/**
 * Adds to an attribution what depends on the partner and the revision: the instruction for search engines, the counting picture of republications,
 * the last hand it went through. Pure: the same partner and revision give the same bytes.
 */
export function attributionSent(
  { articleId, revision, contentHash, acceptedAtMs, attribution }: Revision,
  partner: { readonly id: string; readonly indexing?: Indexing },
): SentAttribution | undefined {
  if (!attribution) return undefined;
  const { beaconUrl: template, chain, html, ...lasting } = attribution;
  const beaconUrl = template?.replace(/\{(article|partner|revision)\}/g, (_, name: string) =>
    encodeURIComponent({ article: articleId, partner: partner.id, revision: String(revision) }[name] ?? ''),
  );
  const indexing = indexingOf(attribution, partner.indexing);
  return {
    ...lasting,
    revision,
    contentHash,
    ...(indexing ? { indexing } : {}),
    ...(beaconUrl ? { beaconUrl } : {}),
    chain: [...chain, { name: syndicator, role: 'syndicator', at: instantOf(acceptedAtMs) }],
    html: beaconUrl ? `${html}<img src="${escapeHtml(beaconUrl)}" alt="" width="1" height="1">` : html,
  };
}

function indexingOf({ canonicalUrl }: Attribution, wanted: Indexing = 'canonical'): IndexingInstruction | undefined {
  if (wanted === 'noindex') return { instruction: 'noindex', html: '<meta name="robots" content="noindex">' };
  if (canonicalUrl === undefined) return undefined;
  return { instruction: 'canonical', html: `<link rel="canonical" href="${escapeHtml(canonicalUrl)}">` };
}
