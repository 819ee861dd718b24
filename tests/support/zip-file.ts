import { crc32 } from 'node:zlib';

/** What a crafted entry says of itself beside its name and content. */
export interface CraftedEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Upper half: the Unix mode. */
  readonly attributes?: number;
  readonly flags?: number;
  readonly method?: number;
  /** The size both headers declare, when it is to be a lie. */
  readonly declaredBytes?: number;
  /** The name in the entry's own header, when it is to differ. */
  readonly localName?: string;
}

/** An archive of stored entries, byte by byte (PKWARE APPNOTE 4.3), so that tests can lie where they want to. */
export function zipOf(entries: readonly CraftedEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = typeof entry.content === 'string' ? Buffer.from(entry.content) : Buffer.from(entry.content);
    const [name, localName] = [Buffer.from(entry.name), Buffer.from(entry.localName ?? entry.name)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((entry.flags ?? 0) | 0x800, 2);
    common.writeUInt16LE(entry.method ?? 0, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(entry.declaredBytes ?? content.length, 18);
    common.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, localName, content]);
    const listed = Buffer.from(common);
    listed.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((entry.attributes ?? 0) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), listed, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listing, Buffer.from('PK\u0005\u0006'), end]);
}
