import { crc32, inflateRawSync } from 'node:zlib';
import { archiveLimits } from '../contract/limits.ts';
import { Unreadable } from './format.ts';

/** A checked archive: entries may be read without further thought. */
export interface ZipArchive {
  /** Files in the archive's order, without folders. */
  readonly entries: readonly ZipEntry[];
}

export interface ZipEntry {
  /** A plain relative path with `/`, NFC. */
  readonly name: string;
  /** Unpacked size in bytes, as declared; reading checks it. */
  readonly size: number;
  /** Unpacks the entry. Throws `Unreadable`: `ZIP_CORRUPT` (damaged, wrong checksum), `ZIP_SIZE_MISMATCH`. */
  read(): Uint8Array;
}

/** Whether bytes begin like an archive, with entries or without. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
}

/**
 * Opens an archive (PKWARE APPNOTE 6.3) and refuses what no ordinary tool writes: entries that share bytes, links and devices, paths that
 * leave the archive, names that occur twice, passwords, other methods than stored and deflated, headers that contradict each other, more than is allowed
 * in number, size and ratio. yauzl reads the directory; sizes, checksums and overlaps are checked here, since it leaves them to its callers.
 * Throws `Unreadable` with the `ZIP_` code. Nothing is unpacked before all of the directory is checked.
 */
export async function openZip(bytes: Uint8Array): Promise<ZipArchive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = await readDirectory(buffer);
  const spans = found.map(({ start, end }) => [start, end] as const).toSorted((a, b) => a[0] - b[0]);
  for (const [index, [start]] of spans.entries()) {
    if (index > 0 && start < (spans[index - 1]?.[1] ?? 0)) {
      throw new Unreadable('ZIP_OVERLAP', 'entries of the archive share their bytes');
    }
  }
  const names = new Set<string>();
  let total = 0;
  for (const { name, size, packed } of found) {
    if (names.has(name)) throw new Unreadable('ZIP_DUPLICATE_NAME', 'two entries have the same name', name);
    names.add(name);
    total += size;
    const isBomb = size > archiveLimits.ratioFromBytes && size > packed * archiveLimits.ratio;
    if (isBomb || size > archiveLimits.entryBytes || total > archiveLimits.totalBytes) {
      throw new Unreadable('ZIP_RATIO', `unpacks to ${size} bytes, from ${packed}`, name);
    }
  }
  return {
    entries: found
      .filter(({ name }) => !name.endsWith('/'))
      .map((entry) => ({ name: entry.name, size: entry.size, read: () => unpack(buffer, entry) })),
  };
}

interface Found {
  readonly name: string;
  readonly size: number;
  readonly packed: number;
  readonly isDeflated: boolean;
  readonly checksum: number;
  /** Bytes from the local header to the end of the data. */
  readonly start: number;
  readonly end: number;
  readonly dataStart: number;
}

async function readDirectory(buffer: Buffer): Promise<readonly Found[]> {
  const yauzl = await import('yauzl');
  const options = { decodeStrings: false, validateEntrySizes: true };
  const file = await yauzl.default.fromBufferPromise(buffer, options).catch((cause: unknown) => {
    throw new Unreadable('ZIP_CORRUPT', `no archive that can be read: ${reasonOf(cause)}`, undefined, { cause });
  });
  if (file.entryCount > archiveLimits.entries) {
    throw new Unreadable('ZIP_TOO_MANY', `${file.entryCount} entries; at most ${archiveLimits.entries} are read`);
  }
  const found: Found[] = [];
  try {
    for await (const entry of file.eachEntry()) {
      // Their names are raw bytes, with `decodeStrings` off: yauzl's own check of paths says too little of what was wrong.
      const name = nameOf(
        yauzl.default.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
      );
      checkKind(entry, name);
      const local = await file.readLocalFileHeaderPromise(entry);
      checkLocal(entry, local, name);
      found.push({
        name,
        size: entry.uncompressedSize,
        packed: entry.compressedSize,
        isDeflated: entry.compressionMethod === 8,
        checksum: entry.crc32,
        start: entry.relativeOffsetOfLocalHeader,
        dataStart: local.fileDataStart,
        end: local.fileDataStart + entry.compressedSize,
      });
    }
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable('ZIP_CORRUPT', `the archive is damaged: ${reasonOf(cause)}`, undefined, { cause });
  }
  return found;
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, 120).toLowerCase();
}

interface Header {
  readonly generalPurposeBitFlag: number;
  readonly compressionMethod: number;
  readonly externalFileAttributes: number;
  readonly versionMadeBy: number;
  readonly fileNameRaw: Buffer;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly crc32: number;
}

/** Unix file types in the upper half of the attributes; 0 where the packing system has none. */
const [typeMask, regularFile, folder] = [0o170000, 0o100000, 0o040000];

function checkKind(entry: Header, name: string): void {
  const type = (entry.externalFileAttributes >>> 16) & typeMask;
  if (type !== 0 && type !== regularFile && type !== folder) {
    throw new Unreadable('ZIP_SYMLINK', 'an entry is a link or a device', name);
  }
  if ((entry.generalPurposeBitFlag & 0x41) !== 0) throw new Unreadable('ZIP_ENCRYPTED', 'an entry is encrypted', name);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new Unreadable('ZIP_UNSUPPORTED', `an entry is packed with method ${entry.compressionMethod}`, name);
  }
}

interface LocalHeader {
  readonly fileName: Buffer;
  readonly compressionMethod: number;
  readonly generalPurposeBitFlag: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly crc32: number;
}

/** Two readers of one archive must see the same: the header before the data says what the directory says. */
function checkLocal(entry: Header, local: LocalHeader, name: string): void {
  const isStreamed = (local.generalPurposeBitFlag & 8) !== 0;
  const isLarge = local.uncompressedSize === 0xffffffff;
  const sizesDiffer =
    !isStreamed &&
    !isLarge &&
    (local.compressedSize !== entry.compressedSize ||
      local.uncompressedSize !== entry.uncompressedSize ||
      local.crc32 !== entry.crc32);
  if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod || sizesDiffer) {
    throw new Unreadable('ZIP_INCONSISTENT', 'an entry’s own header differs from the directory', name);
  }
}

/** A plain relative path, or `ZIP_PATH`. Full-width dots stay: names are never folded. */
function nameOf(raw: string): string {
  const name = raw.normalize('NFC');
  const isBad =
    Buffer.byteLength(name) > archiveLimits.nameBytes ||
    name === '' ||
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\\]/u.test(name) ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name) ||
    name
      .split('/')
      .some((part, index, parts) => part === '..' || part === '.' || (part === '' && index < parts.length - 1));
  if (isBad)
    throw new Unreadable(
      'ZIP_PATH',
      'an entry’s name is no plain relative path',
      name
        .slice(0, 80)
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}]/gu, ''),
    );
  return name;
}

function unpack(buffer: Buffer, entry: Found): Uint8Array {
  const data = buffer.subarray(entry.dataStart, entry.end);
  const unpacked = entry.isDeflated ? inflate(data, entry) : data;
  if (unpacked.length !== entry.size) {
    throw new Unreadable('ZIP_SIZE_MISMATCH', `unpacks to ${unpacked.length} bytes, not to ${entry.size}`, entry.name);
  }
  if (crc32(unpacked) !== entry.checksum) throw new Unreadable('ZIP_CORRUPT', 'the checksum is wrong', entry.name);
  return unpacked;
}

function inflate(data: Buffer, { name, size }: Found): Uint8Array {
  try {
    // One byte more than declared is enough to know that the size is a lie.
    return inflateRawSync(data, { maxOutputLength: size + 1 });
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new Unreadable('ZIP_SIZE_MISMATCH', `unpacks to more than the ${size} bytes declared`, name, { cause });
    }
    throw new Unreadable('ZIP_CORRUPT', `cannot be unpacked: ${reasonOf(cause)}`, name, { cause });
  }
}
