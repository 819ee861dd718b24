import type { UsageRules } from './rights.ts';

/** Who is to be credited, and on what terms: travels beside the article, complete or not at all. */

/** Where a field of the attribution came from. */
export type Origin = 'item' | 'publisher' | 'inferred';

export interface ImageCredit {
  /** The association it belongs to. */
  readonly name: string;
  readonly credit?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  readonly altText?: string;
}

export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  readonly logo?: string;
}

/** One hand the article went through, oldest first. */
export interface ChainLink {
  readonly name: string;
  readonly role: 'source' | 'provider' | 'syndicator';
  readonly at?: string;
}

export interface Attribution {
  /** Ready to print: “By Ann Author, Example News”. */
  readonly creditLine: string;
  /** One entry a person or desk, without “By”. */
  readonly bylines: readonly string[];
  readonly provider: Provider;
  /** Who originated the text: an agency, or the provider itself. */
  readonly source: string;
  readonly canonicalUrl?: string;
  readonly copyrightHolder: string;
  readonly copyrightNotice: string;
  readonly usageTerms: string;
  readonly licenseUrl?: string;
  /** What may be done with the article, machine readable, where it or its publisher says so. */
  readonly rules?: UsageRules;
  /** The same as sentences, in the article's language where Byline speaks it. */
  readonly rulesText?: readonly string[];
  readonly imageCredits: readonly ImageCredit[];
  readonly firstPublished?: string;
  readonly lastModified?: string;
  readonly chain: readonly ChainLink[];
  /** For each field that was not taken from the item: where it came from. */
  readonly origins: Readonly<Partial<Record<string, Origin>>>;
  /** Counts republications: `{article}`, `{revision}` and `{partner}` are filled in for each partner. */
  readonly beaconUrl?: string;
  /** Ready to insert, sanitized, with the canonical link where there is one. */
  readonly html: string;
  readonly text: string;
}
