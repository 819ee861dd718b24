import { decodeBytes } from './decode.ts';
import type { Source } from './format.ts';
import { Unreadable } from './format.ts';
import type { ReadJson } from './read-json.ts';
import { readJson } from './read-json.ts';
import { findXmlRoot } from './xml-root.ts';
import type { Warning } from '../contract/reasons.ts';

/** A source, and what decoding it had to guess or repair. */
export interface OpenedSource {
  readonly source: Source;
  readonly warnings: readonly Warning[];
  /** Why the text, which begins like JSON, cannot be read as such; undefined when it can, or does not. Reads it once. */
  brokenJson(): Unreadable | undefined;
  /** What reading the JSON dropped. */
  jsonWarnings(): readonly Warning[];
}

const headCharacters = 4096;

/**
 * Opens a document for detection and parsing. Throws `Unreadable` when its encoding cannot be read.
 * `key` and `contentType` are hints; `contentType` may carry a charset.
 */
export async function openSource(bytes: Uint8Array, key: string, contentType?: string): Promise<OpenedSource> {
  const decoded = await decodeBytes(bytes, contentType);
  const { text } = decoded;
  let json: { read?: ReadJson; broken?: Unreadable } | undefined;
  const readOnce = (): { read?: ReadJson; broken?: Unreadable } => (json ??= tryJson(text));
  const source: Source = {
    bytes,
    isBinary: decoded.isBinary,
    text,
    head: text.slice(0, headCharacters),
    encoding: decoded.encoding,
    key,
    extension: /\.([a-z0-9]{1,12})$/i.exec(key)?.[1]?.toLowerCase() ?? '',
    ...(contentType ? { contentType: contentType.split(';')[0]?.trim().toLowerCase() } : {}),
    xmlRoot: decoded.isBinary ? undefined : findXmlRoot(text),
    json: () => readOnce().read?.value,
  };
  return {
    source,
    warnings: decoded.warnings,
    brokenJson: () => readOnce().broken,
    jsonWarnings: () => json?.read?.warnings ?? [],
  };
}

function tryJson(text: string): { read?: ReadJson; broken?: Unreadable } {
  if (!/^\s*[{[]/.test(text)) return {};
  try {
    return { read: readJson(text) };
  } catch (error) {
    if (error instanceof Unreadable) return { broken: error };
    throw error;
  }
}
