// oxlint-disable no-control-regex -- control characters are what is looked for here.
import type { Warnings } from './warnings.ts';

/** Controls that no text needs: C0 but tab and line feed, DEL. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
/** Terminal sequences lose their parameters too, or “[31m” would stay in the text. */
const terminalSequences = /\u001b\[[0-9;]{0,16}[A-Za-z]/g;
/** Overrides, embeddings and isolates reverse what is read (“Trojan Source”). RLM, LRM and ALM stay: Arabic and Hebrew need them. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;
/** Of every plane, with the marks of interlinear notes. */
const noncharacters = /\p{Noncharacter_Code_Point}|[\ufff9-\ufffb]/gu;
/** Invisible tag characters; they stay in flags, where U+1F3F4 begins the sequence. */
const tagCharacters = /(\u{1f3f4}[\u{e0020}-\u{e007f}]+)|[\u{e0000}-\u{e007f}]/gu;
const c1Controls = /[\u0080-\u009f]/g;
const invisibleJoins = /[\ufeff\u2060\u180e]/g;
/** ZERO WIDTH SPACE parts words in scripts without spaces; elsewhere it only hides. */
const zeroWidthSpace =
  /(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])/g;
const combiningRun = /(\p{M}{4})\p{M}{8,}/gu;

/** Code points of windows-1252 bytes 80 to 9F: what C1 controls in a decoded text nearly always were. */
const c1Meaning = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ';

/**
 * Text as it may be stored, hashed, signed and shown: well-formed, NFC (never NFKC, which changes meaning), without control characters,
 * bidi overrides, noncharacters and invisible tags. Keeps line feeds, tabs, ZWJ, ZWNJ, soft hyphens and variation selectors.
 * What was removed is added to `warnings`, with `path`. Idempotent.
 */
export function cleanText(text: string, warnings?: Warnings, path?: string): string {
  // Nearly all text is clean: one look at it instead of ten replacements.
  if (!/[^\t\n\u0020-\u007e\u00a0-\u02ff]/.test(text)) return text;
  const unbroken = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/\u000c/g, '\n');
  const spelt = unbroken.replace(c1Controls, (found) => windowsMeaning(found));
  if (spelt !== unbroken)
    warnings?.add('CONTROL_REMOVED', 'C1 controls were read as the windows-1252 characters they were', path);
  const withoutBidi = spelt.replace(bidiControls, '');
  if (withoutBidi !== spelt)
    warnings?.add('BIDI_REMOVED', 'characters that reverse the order of text were removed', path);
  const visible = withoutBidi
    .replace(terminalSequences, '')
    .replace(controls, '')
    .replace(noncharacters, '')
    .replace(tagCharacters, '$1')
    .replace(invisibleJoins, '')
    .replace(zeroWidthSpace, '');
  if (visible !== withoutBidi) warnings?.add('CONTROL_REMOVED', 'invisible control characters were removed', path);
  const readable = visible.replace(combiningRun, '$1');
  if (readable !== visible) warnings?.add('COMBINING_RUN', 'a pile of combining marks was cut to four', path);
  return readable.normalize('NFC');
}

/** `cleanText` on one line: runs of white space become one space, ends are trimmed. */
export function cleanLine(text: string, warnings?: Warnings, path?: string): string {
  return cleanText(text, warnings, path)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** UTF-8 read as windows-1252 and saved again (“Ã©”, “â€œ”): shown as it is, since undoing it may be wrong, but flagged. */
export function looksLikeMojibake(text: string): boolean {
  // A quotation mark or a dash in this form can be nothing else.
  if (/\p{L}â€(?:™|[œ\u009d“”])|â€[™œ\u009d“”¦]\p{L}/u.test(text)) return true;
  const found = text.match(/Ã[\u0080-\u00bf©®¡-¿€‚ƒ„…†‡ˆ‰Š‹Œ]|â€[œ\u009d™˜“”¦]|Â[£«»°§]/g);
  return (found?.length ?? 0) >= 2;
}

function windowsMeaning(control: string): string {
  const meaning = c1Meaning[control.charCodeAt(0) - 0x80];
  return meaning === undefined || meaning === '\u0000' ? '' : meaning;
}

/** The letters and digits of a text, by which two spellings of it are compared. */
export function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
