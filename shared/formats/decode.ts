// oxlint-disable no-control-regex -- control characters are what is looked for here.
import type { Warning } from '../contract/reasons.ts';
import {
  declaredEncoding,
  detectEncoding,
  doubleByte,
  guessed,
  isClean,
  lateDeclarationBytes,
  mismatch,
} from './encodings.ts';
import type { Declared } from './encodings.ts';
import { Unreadable } from './format.ts';
import { isMostlyUtf8, isValidUtf8, latin, refuseBrokenUtf8, repairUtf8, utf8 } from './utf8.ts';

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
 * hide characters (overlong, surrogates), for UTF-32, and for XML in EBCDIC or UTF-7.
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

function decodeByBom(bytes: Uint8Array): Decoded | undefined {
  const [a, b, c, d] = bytes;
  const isUtf32Le = a === 0xff && b === 0xfe && c === 0 && d === 0;
  const isUtf32Be = a === 0 && b === 0 && c === 0xfe && d === 0xff;
  if (isUtf32Le || isUtf32Be) throw new Unreadable('ENCODING_UNSUPPORTED', 'the file is UTF-32; save it as UTF-8');
  // “<?xm” in EBCDIC.
  if (a === 0x4c && b === 0x6f && c === 0xa7 && d === 0x94)
    throw new Unreadable('ENCODING_UNSUPPORTED', 'the file is EBCDIC; save it as UTF-8');
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

function finish(text: string, encoding: string, warnings: readonly Warning[]): Decoded {
  // A second BOM comes from joining files.
  return {
    isBinary: false,
    text: withLineFeeds(text.replace(/^\ufeff+/, '')).toWellFormed(),
    encoding,
    warnings,
  };
}

/** Characters whose line ends are replaced at once. V8 strings replacements together match by match: five million of them take 300 MB. */
const sliceCharacters = 65_536;

function withLineFeeds(text: string): string {
  if (!text.includes('\r')) return text;
  const slices: string[] = [];
  for (let [start, end] = [0, 0]; start < text.length; start = end) {
    end = Math.min(start + sliceCharacters, text.length);
    // A pair is one line end, wherever a slice would part it.
    if (text[end - 1] === '\r' && text[end] === '\n') end++;
    slices.push(text.slice(start, end).split(/\r\n?/).join('\n'));
  }
  return slices.join('');
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

const repaired: Warning = {
  code: 'ENCODING_MISMATCH',
  message: 'the file is UTF-8 with bytes of windows-1252 in it; they were read as such',
};
