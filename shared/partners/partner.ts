/** The events a partner can be sent; `partner.*` events are ours, not an article's. */
export const articleEvents = ['article.published', 'article.updated', 'article.retracted'] as const;
export type ArticleEvent = (typeof articleEvents)[number];

export const contentTypes = ['text', 'audio', 'video', 'picture', 'graphic', 'composite'] as const;
export type ContentType = (typeof contentTypes)[number];

/**
 * What a partner wants. Every named field must hold; within a list one entry suffices; an empty filter matches all.
 * `all`, `any` and `not` compose.
 */
export interface Filter {
  readonly publishers?: readonly string[];
  /** BCP 47 ranges: `en` matches `en-GB`. */
  readonly languages?: readonly string[];
  /**
   * IPTC mediatopics (`medtop:15000000`, or by English name) and subject codes (`subj:15054000`), with all that lies under them, or any other
   * name, literal or code of a subject; compared without case.
   */
  readonly subjects?: readonly string[];
  /** Names or codes, compared without case. */
  readonly genres?: readonly string[];
  /** Names or codes of places, and the dateline’s; two capitals are a country. Compared without case. */
  readonly places?: readonly string[];
  /** `text`, and the types of what belongs to the article: `picture` asks for one with pictures. */
  readonly contentTypes?: readonly ContentType[];
  /** Words looked for in headline, slugline and subjects, without case. */
  readonly keywords?: readonly string[];
  /** 1 is the most urgent; articles of this urgency or a more urgent one. Articles without one do not match. */
  readonly urgencyAtMost?: number;
  readonly all?: readonly Filter[];
  readonly any?: readonly Filter[];
  readonly not?: Filter;
}

/** A partner outlet as registered. Its secrets live in the key table, never here. */
export interface Partner {
  /** `[a-z0-9][a-z0-9-]{0,62}`. */
  readonly id: string;
  readonly name: string;
  /** Where webhooks are sent. Absent: it fetches, and is sent nothing (`pull`). */
  readonly url?: string;
  /** It may fetch what it is owed, by a token: in place of webhooks, or what they did not bring. */
  readonly pull?: true;
  /** The rendering of `article`; an id of the registry of output formats. */
  readonly format: string;
  /** Retractions are sent whatever stands here. */
  readonly events: readonly ArticleEvent[];
  readonly filter: Filter;
  /** Where the partner publishes: ISO 3166-1 alpha-2 codes; decides what is licensed for it. Absent: not said. */
  readonly territories?: readonly string[];
  /**
   * What the partner's page is to tell search engines: that the original is elsewhere (`rel=canonical`), or not to be indexed, as search engines ask of
   * licensees. @default 'canonical'
   */
  readonly indexing?: 'canonical' | 'noindex';
  /** `paused` parks what it is owed; `removed` is owed retractions only. */
  readonly status: 'active' | 'paused' | 'removed';
  readonly pauseReason?: string;
  /** When the status last changed, where that is known. */
  readonly statusAtMs?: number;
  /**
   * How its webhooks are signed from its first key on: `v1` (HMAC, a shared secret) or `v1a` (Ed25519, it holds a public key only).
   * @default 'v1'
   */
  readonly signature?: 'v1' | 'v1a';
  /** The endpoint has not answered the challenge of `partner.verify` yet: what it is owed is parked. Absent once it has. */
  readonly unverified?: true;
  /** The key table holds headers or a client certificate for it. */
  readonly credentials?: true;
  /** Sent with every webhook beside the signature's; nothing secret, which belongs in the key table. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The largest body that is sent; of a larger one, its claim check. */
  readonly maxBodyBytes?: number;
  /** POSTs started in one second, over all functions; absent means no limit. */
  readonly maxPerSecond?: number;
  /** POSTs under way at once, over all functions; absent means no limit. */
  readonly maxInFlight?: number;
  readonly createdAtMs: number;
}

/** The rendering of partners that ask for none. */
export const defaultFormat = 'ninjs-3';

/** What is said of a partner when it is registered; Byline keeps the rest. */
export type PartnerProfile = Omit<
  Partner,
  'status' | 'pauseReason' | 'statusAtMs' | 'unverified' | 'credentials' | 'createdAtMs'
> & {
  /** Absent: as it stands, and active for a new partner. */
  readonly status?: 'active' | 'paused';
};

/** A partner with an endpoint. */
export type PushedPartner = Partner & { readonly url: string };

export function isPushed(partner: Partner): partner is PushedPartner {
  return partner.url !== undefined;
}

/** Whether nothing may be sent to the partner now, so that what it is owed is parked. One that fetches is never sent anything. */
export function isHeldBack({ status, unverified, url }: Pick<Partner, 'status' | 'unverified' | 'url'>): boolean {
  return url === undefined || status === 'paused' || (status === 'active' && unverified === true);
}

/** A partner or publisher id as it may be registered. */
export const registryIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
