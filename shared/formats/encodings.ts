import type { Warning } from '../contract/reasons.ts';
import { Unreadable } from './format.ts';
import { latin } from './utf8.ts';

export interface Declared {
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

export const doubleByte = new Set(['gb18030', 'big5-hkscs', 'shift_jis', 'euc-jp', 'euc-kr']);

/** ISO 2022 escapes are looked for, and declarations read, in this many bytes. */
const declarationBytes = 1024;
export const lateDeclarationBytes = 64 * 1024;
/** A bound on what a detector reads: more does not make it surer. */
const detectionBytes = 64 * 1024;

export function declaredEncoding(bytes: Uint8Array, contentType: string | undefined): Declared {
  const head = latin(bytes.subarray(0, lateDeclarationBytes));
  const early = head.slice(0, declarationBytes);
  const inFile = charsetIn(early) ?? charsetIn(head);
  refuseHiding(xmlCharsetIn(head));
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

/** Encodings in which markup hides from those who look at the bytes. HTML's readers ignore such a label; XML's obey it. */
function refuseHiding(label: string | undefined): void {
  if (
    label !== undefined &&
    /^(?:(?:unicode-1-1-)?utf-?7|ebcdic.*|ibm-?(?:037|500|1047)|cp-?(?:037|500|1047)|scsu)$/i.test(label)
  )
    throw new Unreadable('ENCODING_UNSUPPORTED', `the XML is in ${label}; save it as UTF-8`);
}

function xmlCharsetIn(head: string): string | undefined {
  return /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1];
}

function charsetIn(head: string): string | undefined {
  const xml = xmlCharsetIn(head);
  const meta = /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head);
  return xml ?? meta?.[1];
}

const readable = new Set([
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
  ...[874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].map((page) => `windows-${page}`),
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((part) => `iso-8859-${part}`),
]);

function knownEncoding(label: string): string | undefined {
  const lower = label.toLowerCase();
  const encoding = labels[lower] ?? lower.replace(/^cp-?(125\d)$/, 'windows-$1');
  return readable.has(encoding) ? encoding : undefined;
}

export async function detectEncoding(
  buffer: Buffer,
  decode: (from: Buffer, encoding: string) => string,
): Promise<string> {
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

export function isClean(text: string): boolean {
  return !/[\ufffd\u0080-\u0084\u0086-\u009f]/.test(text);
}

export function guessed(encoding: string): Warning {
  return { code: 'ENCODING_GUESSED', message: `the encoding was not declared, and detected as ${encoding}` };
}

export function mismatch(declared: string): Warning {
  return { code: 'ENCODING_MISMATCH', message: `the bytes are not in the encoding declared (${declared})` };
}
