import type { Warning } from '../contract/reasons.ts';
import { Unreadable } from './format.ts';

/** What a document's bytes say as text. */
export interface Decoded {
  readonly isBinary: boolean;
  /** Without BOM, line ends `\n`, well-formed; empty for a binary. */
  readonly text: string;
  /** Lower case; `binary` for a binary. */
  readonly encoding: string;
  readonly warnings: readonly Warning[];
}

/**
 * Turns bytes into text: by BOM, else as UTF-8 where they are valid UTF-8, else as declared (media type, XML declaration, HTML meta), else as
 * detected. What the bytes are outweighs what is declared: a wrong declaration is a warning (`ENCODING_MISMATCH`), not an error.
 * Throws `Unreadable` (`ENCODING_INVALID`, `ENCODING_UNSUPPORTED`) for text cut inside a character, for spellings that UTF-8 forbids because they
 * hide characters (overlong, surrogates), and for UTF-32.
 */
export async function decodeBytes(bytes: Uint8Array, contentType?: string): Promise<Decoded> {
  const byBom = decodeByBom(bytes);
  if (byBom) return byBom;
  if (looksBinary(bytes)) return { isBinary: true, text: '', encoding: 'binary', warnings: [] };
  const wide = utf16WithoutBom(bytes);
  if (wide) return decodeUtf16(bytes, wide, [guessed(wide)]);

  const declared = declaredEncoding(bytes, contentType);
  if (declared.encoding === 'iso-2022-jp' || (declared.encoding === undefined && hasJisEscapes(bytes))) {
    return finish(new TextDecoder('iso-2022-jp').decode(bytes), 'iso-2022-jp', declared.warnings);
  }
  if (!hasHighBytes(bytes)) return finish(latin(bytes), 'utf-8', declared.warnings);
  if (isValidUtf8(bytes)) {
    if (declared.encoding === undefined || declared.encoding === 'utf-8') {
      return finish(utf8(bytes), 'utf-8', declared.warnings);
    }
    if (!mayBeDoubleByte(bytes, declared.encoding)) return finish(utf8(bytes), 'utf-8', [mismatch(declared.encoding)]);
  }
  return decodeLegacy(bytes, declared);
}

interface Declared {
  readonly encoding?: string;
  readonly warnings: readonly Warning[];
}

/** WHATWG labels that name another encoding than they say, and names iconv-lite spells in its own way. */
const labels: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  iso8859_1: 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  cp1252: 'windows-1252',
  'x-user-defined': 'windows-1252',
  'iso-8859-9': 'windows-1254',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'tis-620': 'windows-874',
  'iso-8859-11': 'windows-874',
  big5: 'big5-hkscs',
  'x-sjis': 'shift_jis',
  'shift-jis': 'shift_jis',
  'windows-31j': 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
  'iso-8859-8-i': 'iso-8859-8',
};

const doubleByte = new Set(['gb18030', 'big5-hkscs', 'shift_jis', 'euc-jp', 'euc-kr']);

/** ISO 2022 escapes are looked for, and declarations read, in this many bytes. */
const declarationBytes = 1024;
const lateDeclarationBytes = 64 * 1024;
/** A bound on what a detector reads: more does not make it surer. */
const detectionBytes = 64 * 1024;

function decodeByBom(bytes: Uint8Array): Decoded | undefined {
  const [a, b, c, d] = bytes;
  const isUtf32Le = a === 0xff && b === 0xfe && c === 0 && d === 0;
  const isUtf32Be = a === 0 && b === 0 && c === 0xfe && d === 0xff;
  if (isUtf32Le || isUtf32Be) throw new Unreadable('ENCODING_UNSUPPORTED', 'the file is UTF-32; save it as UTF-8');
  if (a === 0xff && b === 0xfe) return decodeUtf16(bytes.subarray(2), 'utf-16le', []);
  if (a === 0xfe && b === 0xff) return decodeUtf16(bytes.subarray(2), 'utf-16be', []);
  if (a !== 0xef || b !== 0xbb || c !== 0xbf) return undefined;
  const rest = bytes.subarray(3);
  return isValidUtf8(rest) ? finish(utf8(rest), 'utf-8', []) : finish(repairUtf8(rest), 'utf-8', [repaired]);
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', warnings: readonly Warning[]): Decoded {
  if (bytes.length % 2 === 1) {
    throw new Unreadable('ENCODING_INVALID', 'UTF-16 with an odd number of bytes: the file is cut off');
  }
  return finish(new TextDecoder(encoding).decode(bytes), encoding, warnings);
}

/** Beginnings of files that hold no text, whatever their name says. */
const binaryBeginnings = [
  [0x50, 0x4b, 0x03, 0x04], // ZIP, DOCX
  [0x50, 0x4b, 0x05, 0x06], // ZIP without entries
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0xd0, 0xcf, 0x11, 0xe0], // OLE: old Word files
  [0x52, 0x49, 0x46, 0x46], // RIFF
  [0x42, 0x5a, 0x68], // bzip2
  [0x37, 0x7a, 0xbc, 0xaf], // 7-Zip
  [0x28, 0xb5, 0x2f, 0xfd], // Zstandard
];

function looksBinary(bytes: Uint8Array): boolean {
  if (binaryBeginnings.some((beginning) => beginning.every((byte, at) => bytes[at] === byte))) return true;
  const sample = bytes.subarray(0, 8192);
  if (utf16WithoutBom(sample)) return false;
  let controls = 0;
  for (const byte of sample) {
    // Tab, line ends, form feed, escape and the separators of wire text (SOH, STX, ETX, EOT, SUB, SYN …) do stand in texts.
    if (
      byte === 0 ||
      (byte < 0x20 && ![1, 2, 3, 4, 8, 9, 10, 12, 13, 14, 15, 22, 26, 27, 28, 29, 30, 31].includes(byte))
    ) {
      controls++;
    }
  }
  return controls > 8 && controls / sample.length > 0.02;
}

/** UTF-16 of a mostly Latin text has every other byte zero. */
function utf16WithoutBom(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 1024);
  if (sample.length < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array, contentType: string | undefined): Declared {
  const head = latin(bytes.subarray(0, lateDeclarationBytes));
  const early = head.slice(0, declarationBytes);
  const inFile = charsetIn(early) ?? charsetIn(head);
  const isLate = inFile !== undefined && charsetIn(early) === undefined;
  const inType = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  const warnings: Warning[] = [];
  // The file knows better than the upload's header: tools set that to UTF-8 for everything.
  const named = [inFile, inType].filter((label) => label !== undefined);
  const known = named.map((label) => knownEncoding(label)).find((encoding) => encoding !== undefined);
  if (named.length > 0 && known === undefined) {
    warnings.push({
      code: 'ENCODING_GUESSED',
      message: `“${named[0]}” names no encoding that is read; it was ignored`,
    });
  }
  if (isLate && known !== undefined) {
    warnings.push({
      code: 'ENCODING_GUESSED',
      message: `the encoding is declared only after ${declarationBytes} bytes`,
    });
  }
  if (inFile && inType && known && knownEncoding(inType) !== known) warnings.push(mismatch(inType));
  return { encoding: known, warnings };
}

function charsetIn(head: string): string | undefined {
  const xml = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head);
  const meta = /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head);
  return xml?.[1] ?? meta?.[1];
}

const readable = new Set([
  ...[
    'utf-8',
    'iso-2022-jp',
    'gb18030',
    'big5-hkscs',
    'shift_jis',
    'euc-jp',
    'euc-kr',
    'koi8-r',
    'koi8-u',
    'ibm866',
    'macintosh',
  ],
  ...[874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].map((page) => `windows-${page}`),
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((part) => `iso-8859-${part}`),
]);

function knownEncoding(label: string): string | undefined {
  const lower = label.toLowerCase();
  const encoding = labels[lower] ?? lower.replace(/^cp-?(125\d)$/, 'windows-$1');
  return readable.has(encoding) ? encoding : undefined;
}

async function decodeLegacy(bytes: Uint8Array, declared: Declared): Promise<Decoded> {
  const { decode } = (await import('iconv-lite')).default;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (declared.encoding !== undefined && declared.encoding !== 'utf-8') {
    const text = decode(buffer, declared.encoding);
    if (isClean(text)) return finish(text, declared.encoding, declared.warnings);
  }
  refuseBrokenUtf8(bytes, declared.encoding);
  if (isMostlyUtf8(bytes)) return finish(repairUtf8(bytes), 'utf-8', [repaired]);
  const detected = await detectEncoding(buffer, decode);
  const warnings = declared.encoding
    ? [mismatch(declared.encoding), guessed(detected)]
    : [...declared.warnings, guessed(detected)];
  return finish(decode(buffer, detected), detected, warnings);
}

/** JSON is UTF-8 (RFC 8259 §8.1); elsewhere a text cut inside a character is incomplete, and forbidden spellings are an attack. */
function refuseBrokenUtf8(bytes: Uint8Array, declared: string | undefined): void {
  const first = bytes.find((byte) => byte > 0x20);
  const beginsJson = first === 0x7b || first === 0x5b;
  const looksUtf8 = declared === 'utf-8' || beginsJson || isMostlyUtf8(bytes);
  if (!looksUtf8) return;
  for (let at = 0; at < bytes.length - 1; at++) {
    const [byte, next] = [bytes[at] as number, bytes[at + 1] as number];
    const continues = next >= 0x80 && next < 0xc0;
    if ((byte === 0xc0 || byte === 0xc1) && continues) {
      throw new Unreadable('ENCODING_INVALID', 'overlong UTF-8, which hides characters', `byte ${at}`);
    }
    if (byte === 0xed && next >= 0xa0 && next < 0xc0) {
      throw new Unreadable('ENCODING_INVALID', 'surrogates spelt in UTF-8 (CESU-8)', `byte ${at}`);
    }
  }
  if (beginsJson) throw new Unreadable('ENCODING_INVALID', 'JSON that is not UTF-8 (RFC 8259 §8.1)');
  const rest = brokenTail(bytes);
  if (rest > 0 && isValidUtf8(bytes.subarray(0, bytes.length - rest))) {
    throw new Unreadable(
      'ENCODING_INVALID',
      'the file ends inside a character: it is cut off',
      `byte ${bytes.length - rest}`,
    );
  }
}

/** How many bytes at the end begin a UTF-8 character without finishing it. */
function brokenTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc2 && byte < 0xf5) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return wanted > back ? back : 0;
    }
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** More whole UTF-8 characters than stray bytes: UTF-8 into which something else was pasted. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let whole = 0;
  let stray = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] as number) < 0x80) continue;
    const length = utf8LengthAt(bytes, at);
    if (length === 0) stray++;
    else {
      whole++;
      at += length - 1;
    }
  }
  return whole > stray;
}

/** UTF-8 with each stray byte read as windows-1252: what pasting from an old editor leaves behind. */
function repairUtf8(bytes: Uint8Array): string {
  const repairedBytes: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const length = byte < 0x80 ? 1 : utf8LengthAt(bytes, at);
    if (length > 0) for (let next = at; next < at + length; next++) repairedBytes.push(bytes[next] as number);
    else repairedBytes.push(...Buffer.from(windows1252(byte), 'utf8'));
    at += Math.max(length, 1) - 1;
  }
  return utf8(Uint8Array.from(repairedBytes));
}

/** 2 to 4 when a well-formed character begins at `at`, else 0. */
function utf8LengthAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] as number;
  const length =
    byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
  return length > 0 && at + length <= bytes.length && isValidUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** Code points of bytes 80 to 9F; Node 20.18 to 24.6 leaves them as C1 controls (nodejs/node#56542). */
const windows1252High =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** The character of one windows-1252 byte (WHATWG Encoding). */
export function windows1252(byte: number): string {
  return byte >= 0x80 && byte <= 0x9f ? (windows1252High[byte - 0x80] as string) : String.fromCharCode(byte);
}

async function detectEncoding(buffer: Buffer, decode: (from: Buffer, encoding: string) => string): Promise<string> {
  const { analyse } = (await import('chardet')).default;
  const sample = buffer.subarray(0, detectionBytes);
  // Markup is ASCII and only dilutes what a detector sees.
  const words = Buffer.from(sample.toString('latin1').replace(/<[^<>]*>/g, ' '), 'latin1');
  for (const { name, confidence } of analyse(words)) {
    const encoding = knownEncoding(name);
    if (!encoding || encoding === 'utf-8' || encoding === 'iso-2022-jp') continue;
    if (encoding === 'windows-1252') return encoding;
    // Single-byte guesses on little text are dice: they need more than the western default does.
    if (confidence < (doubleByte.has(encoding) ? 10 : 25)) continue;
    if (isClean(decode(buffer, encoding))) return encoding;
  }
  return 'windows-1252';
}

function isClean(text: string): boolean {
  return !/[\ufffd\u0080-\u0084\u0086-\u009f]/.test(text);
}

function finish(text: string, encoding: string, warnings: readonly Warning[]): Decoded {
  // A second BOM comes from joining files.
  return {
    isBinary: false,
    text: text
      .replace(/^\ufeff+/, '')
      .replace(/\r\n?/g, '\n')
      .toWellFormed(),
    encoding,
    warnings,
  };
}

/** Short texts of two-byte encodings can be valid UTF-8 by accident; then the declaration decides. */
function mayBeDoubleByte(bytes: Uint8Array, declared: string): boolean {
  if (!doubleByte.has(declared)) return false;
  let pairs = 0;
  for (const byte of bytes) {
    if (byte >= 0xe0) return false;
    if (byte >= 0xc2) pairs++;
  }
  return pairs < 16;
}

function hasHighBytes(bytes: Uint8Array): boolean {
  // A plain loop: `some` with a callback takes seconds over ten megabytes.
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) >= 0x80) return true;
  return false;
}

function hasJisEscapes(bytes: Uint8Array): boolean {
  return (
    !hasHighBytes(bytes) && /\x1b\$[@B][\x21-\x7e]{2,}\x1b\([BJ]/.test(latin(bytes.subarray(0, lateDeclarationBytes)))
  );
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8(bytes: Uint8Array): string {
  return strictUtf8.decode(bytes);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

const repaired: Warning = {
  code: 'ENCODING_MISMATCH',
  message: 'the file is UTF-8 with bytes of windows-1252 in it; they were read as such',
};

function guessed(encoding: string): Warning {
  return { code: 'ENCODING_GUESSED', message: `the encoding was not declared, and detected as ${encoding}` };
}

function mismatch(declared: string): Warning {
  return { code: 'ENCODING_MISMATCH', message: `the bytes are not in the encoding declared (${declared})` };
}
