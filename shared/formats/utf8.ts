import { Unreadable } from './format.ts';

/** JSON is UTF-8 (RFC 8259 §8.1); elsewhere a text cut inside a character is incomplete, and forbidden spellings are an attack. */
export function refuseBrokenUtf8(bytes: Uint8Array, declared: string | undefined): void {
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
export function isMostlyUtf8(bytes: Uint8Array): boolean {
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
export function repairUtf8(bytes: Uint8Array): string {
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

export function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(bytes: Uint8Array): string {
  return strictUtf8.decode(bytes);
}

/** Bytes as characters of the same number: for looking at what is ASCII in them. */
export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
