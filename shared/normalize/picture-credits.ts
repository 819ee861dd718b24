/** Labels that can only mean a picture. */
const pictureLabels =
  'photo credits?|photos? by|photos? courtesy(?: of)?|foto von|foto de|foto di|photo de|images? by|images? courtesy(?: of)?|illustrations? by|photographs? by|' +
  'photos?|photograph|photography|photographer|images?|image credits?|image source|picture|picture credits?|pic|' +
  'crédits? photos?|crédits?|photographie|fotos?|bild|bilder|bildquelle|bildnachweis|fotografía|créditos?|imagen|imagem|crédito da foto|' +
  'immagine|credits?|fotocredit|beeld|kuva|zdjęcie|fot\\.?|фото|снимка|φωτογραφία|fotoğraf|gambar|ảnh|ภาพ|写真|图片|图源|圖片|사진|صورة|الصورة|תמונה|צילום|फोटो';
/** Labels that mean a picture's origin or the article's, by where they stand. */
const sourceLabels =
  'source|sources|quelle|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|источник|джерело|πηγή|kaynak|sumber|nguồn|来源|來源|出典|출처|المصدر|מקור|स्रोत';

const pictureLine = new RegExp(`^[([]?(?:${pictureLabels})\\s*(?:[:：©]|\\bby\\b|\\/)\\s*(.+?)[)\\]]?$`, 'iu');
const sourceLine = new RegExp(`^[([]?(?:${sourceLabels})\\s*[:：]\\s*(.+?)[)\\]]?$`, 'iu');

/** Longer lines are sentences. */
const maxCreditCharacters = 160;

export interface CreditLine {
  /** `picture`: can mean nothing else. `source`: a picture's, or the article's. */
  readonly kind: 'picture' | 'source';
  /** Without the label. */
  readonly credit: string;
}

/** Reads a line that is nothing but a credit (“Photo: Ann/Reuters”, “Source: AP”); undefined for any other line. */
export function readCreditLine(line: string): CreditLine | undefined {
  const text = line.trim();
  if (text.length > maxCreditCharacters || endsSentence(text)) return undefined;
  const credit = pictureLine.exec(text)?.[1];
  if (credit) return { kind: 'picture', credit: credit.trim() };
  const agencyPhoto = /^[([]?(\p{Lu}[\p{L} ]{1,30} (?:Photo|Images?)\s*\/\s*[^()[\]]+?)[)\]]?$/u.exec(text)?.[1];
  if (agencyPhoto) return { kind: 'picture', credit: agencyPhoto.trim() };
  const source = sourceLine.exec(text)?.[1];
  return source ? { kind: 'source', credit: source.trim() } : undefined;
}

/**
 * Whether a line reads like the alternative text of a picture rather than prose: at least three words, all lower case, without
 * punctuation. What content systems print when they export text with their pictures' keywords.
 */
export function looksLikeAlternativeText(line: string): boolean {
  const text = line.trim();
  const words = text.split(/\s+/);
  if (words.length < 3 || words.length > 30 || text.length > 250) return false;
  return /\p{Ll}/u.test(text) && !/[\p{Lu}.!?;:"“”„«»…]/u.test(text);
}

export interface Caption {
  readonly caption?: string;
  readonly credit?: string;
}

/** Parts a caption from the credit that closes it: “(AP Photo/Ann)”, “Photo: Ann/dpa”, “© Ann”, “| Getty Images”, “/ AFP”. */
export function splitCaption(text: string): Caption {
  const whole = text.trim();
  if (whole === '') return {};
  const alone = readCreditLine(whole);
  if (alone) return { credit: alone.credit };
  const found = tailPatterns.map((pattern) => pattern.exec(whole)).find((match) => match?.[1]);
  if (!found?.[1] || found[1].length > maxCreditCharacters) return { caption: whole };
  const caption = whole
    .slice(0, found.index)
    .replace(/[\s|·–—-]+$/, '')
    .trim();
  const credit = found[1].trim();
  return caption === '' ? { credit } : { caption, credit };
}

/** A caption as a field says it, with the credit that closes it where none is said beside it. */
export function creditedCaption(caption: string | undefined, credit?: string): Caption {
  if (credit !== undefined) return { ...(caption === undefined ? {} : { caption }), credit };
  return caption === undefined ? {} : splitCaption(caption);
}

const tailPatterns = [
  // In brackets: with a label, a slash, or an agency's word.
  new RegExp(`[([](?:${pictureLabels}|${sourceLabels})\\s*[:：]?\\s+([^()[\\]]{2,120})[)\\]]\\.?$`, 'iu'),
  /[([]((?:[^()[\]]*(?:Photo|Images|Reuters|AFP|EPA|dpa|Getty)[^()[\]]*)|[^()[\]/]{2,60}\/[^()[\]/]{2,60})[)\]]\.?$/u,
  // After the sentence: a label, a copyright sign, or a line of its own.
  /(?<=[.!?»”"|\n]\s*)(?:(?:[Pp]hotos?|[Pp]hotographs?|[Ii]mages?|[Pp]ictures?|[Ii]llustrations?|[Gg]raphics?) (?:by|courtesy of|from|via)|[Ff]otos? (?:von|de|di)|[Pp]hotos? de) (\p{Lu}(?:[^.!?\n]|(?<=\b\p{Lu})\.){1,100})\.?$/u,
  new RegExp(`(?<=^|[.!?»”"|\\n]\\s*)(?:${pictureLabels}|${sourceLabels})\\s*[:：©]\\s*([^.!?\\n]{2,120})\\.?$`, 'iu'),
  /(?<=^|[.!?»”"|\n]\s*)(?:©|\(c\))\s*([^.!?\n]{2,120})\.?$/iu,
  /(?<=[.!?»”"]\s*)(?:\||·|—|–)\s*([^|.!?\n]{2,80})$/u,
  /(?<=[.!?]\s+)((?:[\p{L}.'’ -]{2,50}\s*\/\s*)+(?:AP|AFP|Reuters|REUTERS|EPA|dpa|EFE|Getty Images|Shutterstock|Xinhua|Bloomberg|PA)[^.\n]{0,40})\.?$/u,
];

function endsSentence(text: string): boolean {
  // One stop may end an abbreviation (“Inc.”); a stop inside followed by a capital does not.
  return /[.!?]\s+\p{Lu}[\p{Ll}]+\s+\p{Ll}+/u.test(text) || /[!?]$/.test(text);
}
