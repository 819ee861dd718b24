import type { DraftItem } from '../article/draft.ts';
import type { Warning } from '../contract/reasons.ts';

// What formats are written with, in one place. The draft stands in `article/`, since `normalize/` reads it too.
export type {
  DraftAuthor,
  DraftBody,
  DraftItem,
  DraftLicense,
  DraftPicture,
  DraftRelated,
  Inference,
} from '../article/draft.ts';
export { Unreadable } from '../article/unreadable.ts';

/**
 * A format reads one kind of document into drafts. One file a format, listed in `registry.ts`.
 *
 * A draft says what the document says, in the document's own words: dates stay text, bylines unsplit, HTML unclean. Whatever holds for every
 * format alike (sanitizing, dates, language, byline splitting, attribution, validation) is done once, afterwards, in `shared/normalize`
 * and `shared/intake`. So a format file knows its standard, and nothing else.
 */
export interface Format {
  /** Stable, kebab-case; stands in receipts (`ninjs`, `newsml-g2`, `html-page`). */
  readonly id: string;
  /** For people: “IPTC ninjs 1.x to 3.x”. */
  readonly name: string;
  /**
   * How sure the format is that the document is its own, from its content; key and content type may only tip a balance.
   * Must be quick and must not throw: look at `source.head`, `source.xmlRoot`, `source.json()`; never parse the whole text.
   */
  detect(source: Source): Confidence;
  /**
   * Reads the document. Heavy libraries are imported inside (`(await import('saxes')).default`: those in the older module format have no
   * other export once they are bundled), so that a function which never meets the format never loads them. Throws `Unreadable` when the whole document cannot be read; a bad item among good ones carries its `rejections` instead.
   * Any other exception is caught by the caller and reported as `INTERNAL_ERROR`: a bug to fix.
   */
  parse(source: Source, context: ParseContext): Promise<ParsedDocument>;
}

/**
 * 0: not mine. 20: could be (a fallback). 50: likely, by its shape. 80: it says so itself (root element, context, telling keys).
 * 100: says so beyond doubt, and more exactly than a general format could (a dialect over its core). The highest wins; among equals, the
 * earlier in the registry.
 */
export type Confidence = 0 | 20 | 50 | 80 | 100;

/** One document: its bytes, and its text where it is a text. */
export interface Source {
  readonly bytes: Uint8Array;
  /** True for what is no text in any encoding (archives, DOCX, pictures); `text` is then empty. */
  readonly isBinary: boolean;
  /** Decoded, without BOM, line ends `\n`; well-formed Unicode, otherwise as sent: control characters are still inside. */
  readonly text: string;
  /** The first 4,096 characters of `text`, for detection. */
  readonly head: string;
  /** The name of the encoding `text` was decoded from, lower case (`utf-8`, `windows-1252`). */
  readonly encoding: string;
  /** The object's key, or the entry's name within an archive. A hint. */
  readonly key: string;
  /** Lower case, without the dot; empty when there is none. A hint. */
  readonly extension: string;
  /** Lower case, without parameters. A hint. */
  readonly contentType?: string;
  /** The root element when the text begins like XML: local name, namespace and the raw start tag; undefined for anything else. */
  readonly xmlRoot?: XmlRoot;
  /**
   * The text as JSON when it begins with `{` or `[`; undefined for anything else and for broken JSON (registry.ts reports that with its place).
   * Read once, shared by all formats: treat it as read-only. Bounded in depth, free of `__proto__` keys, of duplicate keys that differ and
   * of integers that JavaScript cannot hold exactly.
   */
  json(): unknown;
}

export interface XmlRoot {
  /** Without prefix: `newsItem`, `rss`, `nitf`. */
  readonly localName: string;
  readonly namespace?: string;
  /** The start tag as it stands, for telling attributes. */
  readonly startTag: string;
  /** The DOCTYPE as it stands, for documents that say there what they are (`NewsML`, `nitf`). */
  readonly doctype?: string;
}

/** What a parser may use beside the document. Nothing here changes what the document says. */
export interface ParseContext {
  /** House wordings that start a promotion (“Also Read:”), beside the general list. */
  readonly promoWords: readonly string[];
  /** The language the publisher writes in, where registered: a hint for word lists. */
  readonly language?: string;
  /** Reads a document inside this one (an archive's entry, an e-mail's attachment) by the same registry; its items' names get `name` in front. */
  readPart(bytes: Uint8Array, name: string, contentType?: string): Promise<readonly DraftItem[]>;
}

export interface ParsedDocument {
  /** In document order. An empty list is reported as `NO_ARTICLES`. */
  readonly items: readonly DraftItem[];
  /** What holds for the document as a whole; repeated with each of its items. */
  readonly warnings?: readonly Warning[];
}
