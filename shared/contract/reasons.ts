/**
 * Why an upload was rejected, or what was dropped, guessed or repaired in one that was accepted.
 * Codes are contract: publishers and partners script against them. `message` is for people and may change.
 */

/** Codes that reject an item, each with what the publisher should do. */
export const rejectionReasons = {
  PUBLISHER_UNKNOWN: 'upload under publishers/<publisherId>/ with the id you were given',
  KEY_INVALID: 'upload under publishers/<publisherId>/<name>',
  SIZE_EXCEEDED: 'send smaller files, or the articles one by one',
  EMPTY_FILE: 'the file has no bytes; upload it again',
  FORMAT_UNKNOWN: 'send one of the formats in docs/formats.md',
  FORMAT_UNSUPPORTED: 'this format is recognized, but not read',
  ENCODING_INVALID: 'save the file as UTF-8',
  ENCODING_UNSUPPORTED: 'save the file as UTF-8',
  JSON_MALFORMED: 'the JSON is cut off or broken at the place named',
  JSON_TOO_DEEP: 'nest less deeply',
  JSON_DUPLICATE_KEY: 'name each key once: readers disagree on which one counts',
  JSON_UNSAFE_NUMBER: 'write ids and versions as strings: this number is not exact in JSON readers',
  FRONT_MATTER_MALFORMED: 'correct the front matter at the line named',
  FRONT_MATTER_LANGUAGE: 'front matter is read as YAML or TOML only, never run',
  FRONT_MATTER_TOO_LARGE: 'front matter holds fields, not the text',
  YAML_MALFORMED: 'correct the YAML at the line named',
  YAML_ALIAS: 'write values out: anchors and aliases are not read',
  YAML_TAG: 'write plain values: tags are not read',
  YAML_DUPLICATE_KEY: 'name each key once',
  YAML_TOO_DEEP: 'nest less deeply',
  HTML_TOO_DEEP: 'the page nests deeper than any article',
  MD_TOO_DEEP: 'the Markdown nests deeper than any article',
  ZIP_CORRUPT: 'the archive is cut off or damaged; pack it again',
  ZIP_INCONSISTENT: 'the archive says two things of one entry; pack it again with an ordinary tool',
  ZIP_RATIO: 'an entry grows too large when unpacked',
  ZIP_SIZE_MISMATCH: 'an entry is not as large as the archive says; pack it again',
  ZIP_OVERLAP: 'entries of the archive share their bytes; pack it again with an ordinary tool',
  ZIP_TOO_MANY: 'pack fewer files into one archive',
  ZIP_PATH: 'name entries by plain relative paths',
  ZIP_DUPLICATE_NAME: 'give each entry a name of its own',
  ZIP_SYMLINK: 'pack files and folders only, no links or devices',
  ZIP_ENCRYPTED: 'pack the archive without a password',
  ZIP_UNSUPPORTED: 'pack the archive with the usual method (deflate)',
  ZIP_NESTED: 'unpack the inner archive, and send its files',
  DOCX_INVALID: 'the document lacks its text; save it again as .docx',
  MACROS: 'save the document without macros, as .docx',
  EMAIL_INVALID: 'the message cannot be read; send it as an .eml file',
  XML_MALFORMED: 'the XML is cut off or broken at the place named',
  XML_ENTITY_DECLARED: 'remove the entity declarations: they are never expanded',
  XML_TOO_DEEP: 'nest less deeply',
  XML_TOO_MANY_NODES: 'send fewer articles in one file',
  XML_LIMIT: 'shorten the name or attribute at the line named',
  XML_ILLEGAL_CHAR: 'remove the character at the line named: XML forbids it',
  XML_UNSUPPORTED_VERSION: 'send XML 1.0',
  XML_DTD_INTERNAL_SUBSET: 'remove the declarations from the DOCTYPE: a DTD is never read',
  NO_INLINE_CONTENT: 'send the text inside the item: nothing is fetched',
  NO_ARTICLES: 'the file holds no article',
  TOO_MANY_ARTICLES: 'send fewer articles in one upload',
  EMPTY_ARTICLE: 'the article has no text',
  FIELD_MISSING: 'add the field named',
  FIELD_INVALID: 'correct the field named',
  FIELD_TOO_LONG: 'shorten the field named',
  TYPE_MISMATCH: 'the field named is of another type than its standard says',
  ATTRIBUTION_INCOMPLETE: 'say it in the article, or have it set in your profile',
  TYPE_UNSUPPORTED: 'pictures, videos and events are read as parts of articles only',
  OUTPUT_TOO_LARGE: 'the article grows too large when read',
  READ_TIMEOUT: 'the file takes too long to read: send its articles one by one, or as exported',
  READ_MEMORY: 'the file takes too much memory to read: send its articles one by one',
  STATUS_NOT_PUBLISHABLE: 'drafts, private and scheduled posts are not sent',
  VERSION_OUTDATED: 'a later version of this article was accepted before; send a newer one',
  ARTICLE_RETRACTED: 'this article was retracted; to publish it again, declare a later version time or use a new id',
  OBJECT_GONE: 'the object was removed before it was read',
  INTERNAL_ERROR: 'not your fault: the operators were told',
} as const;

/** Codes of what was changed or assumed in an accepted item. */
export const warningCodes = {
  ENCODING_GUESSED: 'the encoding was not declared',
  ENCODING_MISMATCH: 'the bytes are not in the encoding that was declared',
  FIELD_INFERRED: 'a field was inferred from its position or wording',
  FIELD_DEFAULTED: 'a field came from the publisher’s profile',
  LANGUAGE_DETECTED: 'the language was not declared',
  DATE_WITHOUT_ZONE: 'a date had no time zone; the profile’s, or UTC, was taken',
  DATE_UNREADABLE: 'a date could not be read and was left out',
  DATE_IN_FUTURE: 'a date lies in the future',
  EMBARGO_UNREADABLE: 'the embargo could not be read: the article is held',
  HELD_EMBARGO: 'the article is under embargo and held until it ends',
  HELD_BRAKE: 'more new articles came at once than usual: held until an operator has looked',
  LINK_ONLY: 'the article only links elsewhere: stored, not sent',
  PROMO_REMOVED: 'a promotion was taken out of the text',
  FURNITURE_REMOVED: 'parts of a page or feed that do not belong to the article were left out',
  CAPTION_REMOVED: 'a picture’s alternative text or credit was taken out of the text',
  PICTURE_URL_MISSING: 'a picture is described, but its address is not in the file',
  PICTURE_RIGHTS_UNKNOWN: 'a picture names its credit, but not its licence: do not republish it without asking',
  HTML_REMOVED: 'unsafe or foreign HTML was removed',
  LINK_REMOVED: 'a link with an unsafe address was removed',
  BIDI_REMOVED: 'control characters that reverse text were removed',
  COMBINING_RUN: 'a pile of combining marks was cut',
  MOJIBAKE: 'the text looks as if it had been read in the wrong encoding before it was sent',
  TRACKER_REMOVED: 'a counting pixel was removed',
  CONTROL_REMOVED: 'control characters were removed',
  HIDDEN_TEXT_REMOVED: 'deleted, hidden or commented text of a document was left out',
  ENTRY_SKIPPED: 'an entry of the archive or export is no article and was left out',
  FIELD_REPEATED: 'a field stood twice with the same value',
  XML_REPAIRED: 'the XML was not well-formed, and was mended where only one reading was possible',
  XML_HTML_ENTITY: 'HTML’s names of characters, which XML does not know, were read as such',
  FIELD_IGNORED: 'a field was not understood and left out',
  TERRITORY_UNREADABLE: 'the licence’s territory names no country that is known: it stands in the usage terms only',
  AGENCY_COPYRIGHT_CLAIMED: 'an agency is credited, but another claims the copyright',
} as const;

export type RejectionCode = keyof typeof rejectionReasons;
export type WarningCode = keyof typeof warningCodes;

/** One reason or warning, as it stands in receipts, the CLI and the console. */
export interface Notice<Code extends string = string> {
  readonly code: Code;
  /** One sentence for the publisher: what was found, and what to do. */
  readonly message: string;
  /** Where: a JSON path, `line 12`, an element path; absent when it concerns the whole. */
  readonly path?: string;
}

export type Rejection = Notice<RejectionCode>;
export type Warning = Notice<WarningCode>;
