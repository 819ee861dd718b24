import type { PublisherRules } from './rights.ts';

/** A publisher as registered: who it is, and what it says for every article that does not say it itself. */
export interface Publisher {
  /** The segment after `publishers/` in upload keys: `[a-z0-9][a-z0-9-]{0,62}`. */
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  readonly logo?: string;
  /** BCP 47; the language of articles in which none is declared and none is detected with confidence. */
  readonly language?: string;
  /** IANA name; the zone of dates without one. */
  readonly timeZone?: string;
  /** Defaults for attribution; `{year}`, `{byline}` and `{publisher}` are filled in. */
  readonly creditLine?: string;
  readonly byline?: string;
  readonly source?: string;
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  readonly licenseUrl?: string;
  /** What partners may do with its articles, where an article does not say it for itself. */
  readonly rules?: PublisherRules;
  /** The ready-to-insert credit in the publisher's own words, instead of the general one. */
  readonly snippet?: SnippetTemplate;
  /**
   * Counts republications: an https address with `{article}`, `{partner}` and `{revision}` in it, which stands as a one-pixel picture in the snippet sent
   * to each partner.
   */
  readonly beaconUrl?: string;
  /** House wordings that start a promotion (“Also Read:”), beside the general list. */
  readonly promoWords?: readonly string[];
  /**
   * Holds a sudden flood for an operator: of new articles beyond so many within so many minutes, or `off`. @default 200 within 10 minutes
   */
  readonly brake?: Brake | 'off';
  /** Operators are told when nothing new of it was accepted for so long. @default never */
  readonly quietAfterHours?: number;
  /** `false` stops taking uploads: they are rejected with PUBLISHER_UNKNOWN. */
  readonly active: boolean;
}

/** How many new articles go out within a time before further ones are held. */
export interface Brake {
  readonly articles: number;
  readonly minutes: number;
}

/** One template a form; what both may hold in braces: creditLine, byline, publisher, source, canonicalUrl, copyrightNotice, usageTerms, year. */
export interface SnippetTemplate {
  /** HTML; values are escaped as they are filled in, and the result is sanitized. */
  readonly html: string;
  readonly text: string;
}
