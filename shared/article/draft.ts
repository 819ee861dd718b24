import type { Rejection, Warning } from '../contract/reasons.ts';
import type { Concept, RightsInfo, RoleText } from './article.ts';

/**
 * One article as its document says it. Everything optional is left out when the document does not say it: never an empty string,
 * never a guess without an entry in `inferences`. Plain-text fields are text (entities resolved, no tags); only `body` may be HTML.
 */
export interface DraftItem {
  /** Names the item within its document: empty for a single article, else `items[3]`, `entry 2`, `story/12.xml`. */
  readonly item: string;
  /** Set when this item cannot be accepted (a draft, a broken part, fields of another type); the rest may then be missing. */
  readonly rejections?: readonly Rejection[];

  // Who it is.
  /** The id the document gives the article, as it stands (ninjs `uri`, G2 `guid`, NITF `doc-id`, RSS `guid`). Never a file name. */
  readonly nativeId?: string;
  readonly altIds?: readonly { readonly role?: string; readonly value: string }[];
  readonly version?: string;
  /** The id of another item that this one kills or replaces (NITF `management-doc-idref`). */
  readonly replaces?: string;

  // What it is called.
  readonly headline?: string;
  /** Deck, standfirst, `hl2`, alternative headline. */
  readonly subheadline?: string;
  readonly kicker?: string;
  /** Headlines in further roles (ninjs 3.x `headlines[]`), beside the three above. */
  readonly otherHeadlines?: readonly RoleText[];
  /** The desk's keyword (“russia-korea-pact”), not the slug of a URL. */
  readonly slugline?: string;
  /** Abstract, excerpt, teaser: text. */
  readonly summary?: string;
  /** Descriptions in further roles. */
  readonly otherDescriptions?: readonly RoleText[];

  // Who made it, and whose it is. Kept apart: they differ in real items.
  /** As printed: “By Ann Author and Ben Writer, Example News”. */
  readonly byline?: string;
  /** The same people as entities, where the document has them. */
  readonly authors?: readonly DraftAuthor[];
  /** “GENEVA, 3 May (XYZ) –”, where marked as such. */
  readonly dateline?: string;
  /** Where the article was written, a place's name. */
  readonly located?: string;
  /** Who originated the text (an agency). */
  readonly source?: string;
  /** Who sends it: the publisher as the document names it. */
  readonly provider?: string;
  /** A legal supplier apart from source and provider (Arc ANS, NITF distributor). */
  readonly distributor?: string;
  readonly creditLine?: string;
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  /** Four digits. */
  readonly copyrightYear?: string;
  /** Several terms joined with a line break. */
  readonly usageTerms?: string;
  readonly licenseUrl?: string;
  readonly rightsInfo?: RightsInfo;
  /** A licence's territory and window (NITF `doc.rights`). */
  readonly license?: DraftLicense;
  /** Hands the item went through, oldest first. */
  readonly chain?: readonly { readonly name: string; readonly at?: string }[];
  readonly digitalSourceType?: string;

  // Where and when.
  /** Where the original stands: `rel=canonical`, `mainEntityOfPage`, RSS `link`. */
  readonly canonicalUrl?: string;
  /** What relative addresses are resolved against, when it is not `canonicalUrl`. */
  readonly baseUrl?: string;
  /** First published to readers. Dates are text as they stand, with the zone if they have one; ISO, RFC 822, “3 May 2026 10:15 CEST”. */
  readonly published?: string;
  /** Last changed for readers. */
  readonly modified?: string;
  readonly firstCreated?: string;
  readonly contentCreated?: string;
  /** When this version was made; orders versions. Left out: `modified`, then `published`. */
  readonly versionCreated?: string;
  /** As it stands, also when unreadable (“Next Monday”): that holds the article. Empty text: under embargo without an end. */
  readonly embargo?: string;
  readonly expires?: string;

  // What may be done with it.
  /**
   * As it stands, lower or upper case: `usable`, `withheld`, `canceled`, `cancelled`, `killed`, `published`, `draft`, `private`, `pending`,
   * `scheduled`, … Formats with codes of their own say the plain word (`stat:canceled` → `canceled`). An unknown word rejects the item.
   */
  readonly status?: string;
  /** What kind of version it is, where said: `update`, `correction`, `kill`, `takedown`, as it stands. */
  readonly signal?: string;
  /** The reader's correction note, where kept apart from the body. */
  readonly correction?: string;
  /** 1 (most) to 9. */
  readonly urgency?: string;
  /** For editors only: never reaches a partner's body. */
  readonly edNote?: string;
  /** The post only points to this address, and has no text of its own. */
  readonly linksTo?: string;

  // What it is about.
  /** As declared; `en-US`, `en_US`, `eng`, `English`. */
  readonly language?: string;
  /** With codes where there are any: `uri` (`http://cv.iptc.org/newscodes/mediatopic/…`, `medtop:…`), `literal`, `name`. */
  readonly subjects?: readonly Concept[];
  readonly keywords?: readonly string[];
  readonly genres?: readonly Concept[];
  readonly people?: readonly Concept[];
  readonly organisations?: readonly Concept[];
  readonly places?: readonly Concept[];

  // The content.
  /** Absent for picture items, link posts and kills. */
  readonly body?: DraftBody;
  /** Pictures apart from those that stand in an HTML body as `<figure>` or `<img>`: normalize.ts finds those itself. First the lead picture. */
  readonly pictures?: readonly DraftPicture[];
  /** Items this one points to, not part of it. */
  readonly related?: readonly DraftRelated[];

  /** What was concluded rather than read. Each becomes a `FIELD_INFERRED` warning, and the field's origin in the attribution. */
  readonly inferences?: readonly Inference[];
  /** What was dropped or repaired in reading this item. */
  readonly warnings?: readonly Warning[];
}

export interface DraftBody {
  /** `text`: paragraphs parted by a blank line, or, in a text without blank lines, by line breaks. */
  readonly kind: 'html' | 'text';
  readonly value: string;
}

export interface DraftAuthor {
  readonly name: string;
  /** As the document says it (“Reporter”, “photographer”); absent for a plain author. */
  readonly role?: string;
  readonly uri?: string;
  /** A desk or an agency rather than a person, where the document says so. */
  readonly isOrganisation?: boolean;
}

/** A licence's limits, as they stand. */
export interface DraftLicense {
  readonly territory?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly limitations?: string;
}

/** A picture, with its own rights: the article's never apply to it. */
export interface DraftPicture {
  readonly nativeId?: string;
  /** Absolute, or relative to the article; absent when the document describes a picture that it does not carry. */
  readonly url?: string;
  readonly alternativeText?: string;
  readonly title?: string;
  readonly caption?: string;
  /** The photographer, as printed. */
  readonly byline?: string;
  /** “NBC News / Korea News Service via AP file”, without “Photo:” or “Source:”. */
  readonly credit?: string;
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  readonly licenseUrl?: string;
  readonly rightsInfo?: RightsInfo;
  readonly contentType?: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Further sizes of the same picture. */
  readonly renditions?: readonly {
    readonly name: string;
    readonly url: string;
    readonly contentType?: string;
    readonly width?: number;
    readonly height?: number;
  }[];
}

/** At least one of the three. */
export interface DraftRelated {
  readonly title?: string;
  readonly url?: string;
  readonly nativeId?: string;
}

/** A conclusion: which field, from what, how sure. */
export interface Inference {
  /** The `DraftItem` field, `byline`, `pictures[1].credit`. */
  readonly field: string;
  /** For people: “a short line of names under the headline”. */
  readonly method: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** `line 3`. */
  readonly path?: string;
}
