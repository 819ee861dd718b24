import type { Warning } from '../contract/reasons.ts';
import type { DraftItem, ParseContext, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import { detectFormat } from './registry.ts';
import { openSource } from './source.ts';

export interface ReadDocument {
  readonly items: readonly DraftItem[];
  /** What holds for the document as a whole: its encoding, repeated names, … */
  readonly warnings: readonly Warning[];
}

export interface ReadOptions {
  readonly promoWords: readonly string[];
  readonly language?: string;
  /** Told the format's id as soon as it is known, so that a rejection can name it. */
  onFormat?(id: string): void;
}

/** An archive in a message in an archive is nothing a publisher sends. */
const maxParts = 2;

/**
 * Decodes a document, detects its format and reads it into drafts. Throws `Unreadable` with the reason when that cannot be done. `key` and
 * `contentType` are hints. Documents inside it are read by the same way, two levels deep.
 */
export async function readDocument(
  bytes: Uint8Array,
  key: string,
  contentType: string | undefined,
  options: ReadOptions,
  depth = 0,
): Promise<ReadDocument> {
  const { source, warnings, brokenJson, jsonWarnings } = await openSource(bytes, key, contentType);
  const format = detectFormat(source);
  const saysJson = source.extension === 'json' || (source.contentType ?? '').endsWith('json');
  const broken = brokenJson();
  // A text may open with a bracket, and a telling format may know better: only then is broken JSON something else.
  if (broken && (saysJson || !format || /^\s*(?:\{\s*["'}]|\[\s*[\]{"[])/.test(source.head))) throw broken;
  if (!format) throw refusal(source, saysJson);
  options.onFormat?.(format.id);
  const context: ParseContext = {
    promoWords: options.promoWords,
    ...(options.language ? { language: options.language } : {}),
    readPart: (part, name, type) => readPart(part, name, type, options, depth + 1),
  };
  const parsed: ParsedDocument = await format.parse(source, context);
  return { items: parsed.items, warnings: [...warnings, ...jsonWarnings(), ...(parsed.warnings ?? [])] };
}

async function readPart(
  bytes: Uint8Array,
  name: string,
  contentType: string | undefined,
  options: ReadOptions,
  depth: number,
): Promise<readonly DraftItem[]> {
  if (depth > maxParts)
    throw new Unreadable('FORMAT_UNSUPPORTED', 'documents are packed into each other too deeply', name);
  const { items, warnings } = await readDocument(bytes, name, contentType, { ...options, onFormat: () => {} }, depth);
  return items.map((item) => ({
    ...item,
    item: item.item === '' ? name : `${name} ${item.item}`,
    warnings: [...warnings, ...(item.warnings ?? [])],
  }));
}

const textExtensions = new Set('txt md markdown html htm xhtml xml json rss atom eml nitf newsml yaml csv'.split(' '));

function refusal(source: Source, saysJson: boolean): Unreadable {
  if (source.isBinary) {
    return textExtensions.has(source.extension) || source.contentType?.startsWith('text/')
      ? new Unreadable('TYPE_MISMATCH', `the name says text (.${source.extension}), the bytes are none`)
      : new Unreadable('FORMAT_UNSUPPORTED', 'the file is not text, and no kind of document that is read');
  }
  if (source.text.trim() === '') return new Unreadable('EMPTY_FILE', 'the file holds nothing but white space');
  if (saysJson && source.json() === undefined) {
    // Scalars are JSON, too, but no article.
    try {
      JSON.parse(source.text);
    } catch {
      return new Unreadable('JSON_MALFORMED', 'the file says JSON and is none', 'line 1');
    }
  }
  return new Unreadable('FORMAT_UNKNOWN', 'the document is in no format that is read');
}
