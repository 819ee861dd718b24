import type { Warning } from '../contract/reasons.ts';
import type { DraftItem, Format, ParseContext, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import type { ZipEntry } from './zip-archive.ts';
import { looksLikeZip, openZip } from './zip-archive.ts';

/**
 * Archives of documents in any other format. Each entry is read as if it had been uploaded by itself; one that cannot be read is rejected
 * alone. The archive as a whole is refused for what no ordinary tool writes (zip-archive.ts), and archives within it are not opened.
 */
export const zip: Format = {
  id: 'zip',
  name: 'ZIP archives of any of these',
  detect(source: Source) {
    if (looksLikeZip(source.bytes)) return 50;
    // Bytes before the first header make it something else to another reader: refused by name.
    return source.extension === 'zip' && source.isBinary ? 50 : 0;
  },
  async parse(source: Source, context: ParseContext): Promise<ParsedDocument> {
    const { entries } = await openZip(source.bytes).catch((error: unknown) => {
      throw misnamed(source, error) ?? error;
    });
    const items: DraftItem[] = [];
    const skipped: string[] = [];
    for (const entry of entries) {
      if (isJunk(entry.name)) continue;
      if (isAsset(entry.name)) skipped.push(entry.name);
      else items.push(...(await readEntry(entry, context)));
    }
    return { items, ...(skipped.length > 0 ? { warnings: [skippedWarning(skipped)] } : {}) };
  },
};

/** What opens like an archive, is none, and is called a text, has a name that is wrong. */
function misnamed({ extension }: Source, error: unknown): Unreadable | undefined {
  const isText = /^(?:txt|md|html?|xhtml|xml|json|rss|atom|nitf|newsml)$/.test(extension);
  if (!isText || !(error instanceof Unreadable) || error.code !== 'ZIP_CORRUPT') return undefined;
  return new Unreadable('TYPE_MISMATCH', `the name says text (.${extension}), the bytes are a damaged archive`);
}

/** What systems leave in archives, and nobody means to send. */
function isJunk(name: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git\/)/i.test(name) || name === 'mimetype';
}

/** Parts of pages that are no articles by themselves. */
function isAsset(name: string): boolean {
  return /\.(?:png|jpe?g|gif|webp|avif|svg|ico|tiff?|bmp|mp[34]|m4a|mov|webm|ogg|wav|pdf|css|js|mjs|map|woff2?|ttf|eot|csv|xlsx?|pptx?)$/i.test(
    name,
  );
}

async function readEntry(entry: ZipEntry, context: ParseContext): Promise<readonly DraftItem[]> {
  try {
    const bytes = entry.read();
    if (bytes.length === 0) throw new Unreadable('EMPTY_FILE', 'the entry has no bytes', entry.name);
    if (looksLikeZip(bytes) && !isWordDocument(bytes, entry.name)) {
      throw new Unreadable('ZIP_NESTED', 'an archive within the archive', entry.name);
    }
    return await context.readPart(bytes, entry.name);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [
      { item: entry.name, rejections: [{ code: error.code, message: error.message, path: error.path ?? entry.name }] },
    ];
  }
}

function isWordDocument(bytes: Uint8Array, name: string): boolean {
  return (
    /\.doc[xm]$/i.test(name) &&
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('word/document.xml')
  );
}

function skippedWarning(names: readonly string[]): Warning {
  return {
    code: 'ENTRY_SKIPPED',
    message: `${names.length} ${names.length === 1 ? 'entry is' : 'entries are'} no article and left out: ${names.slice(0, 5).join(', ').slice(0, 200)}`,
  };
}
