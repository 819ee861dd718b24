/**
 * The canonical article: IPTC ninjs 3.1 names and meanings (https://iptc.org/std/ninjs/).
 * Only the properties Byline reads or writes; anything emitted validates against the published schema.
 * All instants are ISO 8601 text in UTC with milliseconds left out when zero.
 */

export type PubStatus = 'usable' | 'withheld' | 'canceled';

/** Text with a role: a headline, a description (caption, alternative text, credit line). */
export interface RoleText {
  readonly role?: string;
  readonly lang?: string;
  readonly contentType?: string;
  readonly value: string;
}

export interface Body extends RoleText {
  readonly charCount?: number;
  readonly wordCount?: number;
}

/** A person, organisation, place, subject or genre, by name and, where known, by its code. */
export interface Concept {
  readonly name?: string;
  readonly rel?: string;
  readonly role?: string;
  readonly uri?: string;
  readonly literal?: string;
}

export interface AltId {
  readonly role?: string;
  readonly value: string;
}

export interface Rendition {
  readonly name: string;
  readonly href?: string;
  readonly contentType?: string;
  readonly width?: number;
  readonly height?: number;
}

export interface RightsInfo {
  readonly langId?: string;
  readonly linkedRights?: string;
  readonly encodedRights?: string;
}

/** What a news object says of itself; an article and its associations share this shape. */
export interface NewsObject {
  readonly uri?: string;
  readonly type?: 'text' | 'audio' | 'video' | 'picture' | 'graphic' | 'composite' | 'component' | 'event' | 'planning';
  readonly by?: string;
  readonly headlines?: readonly RoleText[];
  readonly descriptions?: readonly RoleText[];
  readonly bodies?: readonly Body[];
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  readonly rightsInfo?: RightsInfo;
  readonly renditions?: readonly Rendition[];
  readonly altIds?: readonly AltId[];
}

/** A picture or a related item. `name` is unique within the article (`picture-1`, `related-1`). */
export interface Association extends NewsObject {
  readonly name: string;
  /** `picture`s are part of the article; `related` items are only pointed to. */
  readonly rel?: string;
}

export interface Article extends NewsObject {
  readonly uri: string;
  readonly type: 'text';
  readonly version?: string;
  readonly firstCreated?: string;
  readonly versionCreated?: string;
  readonly contentCreated?: string;
  readonly embargoedUntil?: string;
  readonly expires?: string;
  readonly pubStatus: PubStatus;
  readonly urgency?: number;
  readonly language?: string;
  readonly slugline?: string;
  readonly located?: string;
  readonly edNote?: string;
  readonly subjects?: readonly Concept[];
  readonly people?: readonly Concept[];
  readonly organisations?: readonly Concept[];
  readonly places?: readonly Concept[];
  readonly infoSources?: readonly Concept[];
  readonly genres?: readonly Concept[];
  readonly associations?: readonly Association[];
}
