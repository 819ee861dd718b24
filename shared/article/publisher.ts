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
  /** House wordings that start a promotion (“Also Read:”), beside the general list. */
  readonly promoWords?: readonly string[];
  /** `false` stops taking uploads: they are rejected with PUBLISHER_UNKNOWN. */
  readonly active: boolean;
}
