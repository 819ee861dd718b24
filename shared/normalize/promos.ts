/** Wordings that open a promotion for another article, in the languages of news sites. A publisher adds its own in its profile. */
const wordings = [
  'also read',
  'read also',
  'read more',
  'read next',
  'see also',
  'related',
  'related story',
  'related stories',
  'related article',

  'related articles',
  'related news',
  'more on this story',
  'more from',
  'must read',
  "don't miss",
  'don’t miss',
  'recommended',

  'recommended reading',
  'you may also like',
  'you might also like',
  'further reading',
  'watch',
  'watch also',
  'also watch',
  'listen',

  'lire aussi',
  'à lire aussi',
  'a lire aussi',
  'à lire',
  'lisez aussi',
  'lire également',
  'à lire également',
  'voir aussi',
  'sur le même sujet',

  'lesen sie auch',
  'lesen sie mehr',
  'lies auch',
  'mehr zum thema',
  'siehe auch',
  'auch interessant',
  'zum thema',
  'das könnte sie auch interessieren',

  'lea también',
  'lee también',
  'leer también',
  'lea más',
  'leer más',
  'le puede interesar',
  'te puede interesar',
  'también te puede interesar',
  'vea también',
  'ver también',

  'leia também',
  'leia mais',
  'veja também',
  'saiba mais',
  'leggi anche',
  'leggi di più',
  'vedi anche',
  'potrebbe interessarti',

  'lees ook',
  'lees meer',
  'bekijk ook',
  'läs också',
  'läs även',
  'läs mer',
  'les også',
  'les mer',
  'læs også',
  'læs mere',
  'lue myös',

  'czytaj także',
  'czytaj też',
  'zobacz też',
  'zobacz także',
  'czytaj więcej',
  'přečtěte si také',
  'čtěte také',
  'prečítajte si aj',
  'olvassa el',
  'citește și',

  'читайте также',
  'читайте ещё',
  'читать также',
  'смотрите также',
  'читайте також',
  'прочетете още',
  'čitajte i',
  'pročitajte još',
  'διαβάστε επίσης',
  'διαβάστε ακόμα',

  'baca juga',
  'lihat juga',
  'xem thêm',
  'đọc thêm',
  'อ่านเพิ่มเติม',
  'อ่านข่าว',
  'ayrıca okuyun',
  'bunlar da ilginizi çekebilir',
  'ilgili haber',

  'यह भी पढ़ें',
  'ये भी पढ़ें',
  'इसे भी पढ़ें',
  'আরও পড়ুন',
  'மேலும் படிக்க',
  'ఇది కూడా చదవండి',
  'یہ بھی پڑھیں',
  'اقرأ أيضا',
  'اقرأ أيضاً',
  'إقرأ أيضا',
  'بیشتر بخوانید',
  'קראו גם',
  'עוד בנושא',

  '相关阅读',
  '延伸阅读',
  '推荐阅读',
  '相關閱讀',
  '延伸閱讀',
  '関連記事',
  'あわせて読みたい',
  '관련기사',
  '관련 기사',
  '함께 보기',
].map(fold);

/** Longer titles are paragraphs that happen to begin so. */
const maxTitleCharacters = 220;

/**
 * The title a promotion line advertises (“Also Read: Title” → “Title”); undefined for a line that is none. Needs the wording, a colon or an
 * arrow, and a title on the same line: “Related costs rose” is a sentence.
 */
export function promotedTitle(line: string, houseWords: readonly string[] = []): string | undefined {
  const match = /^[\s>*•▶►→»|-]*([^:：|→»►]{3,60}?)\s*(?:[:：|→»►]|>>|[-–—]\s)[\s:»>-]*(\S[^]*)$/u.exec(line);
  if (!match?.[1] || !match[2] || line.length > maxTitleCharacters) return undefined;
  return isPromoWording(match[1], houseWords) ? match[2].trim() : undefined;
}

/** Whether a text is nothing but such a wording, as a heading over links is (“Read more”, “Related articles:”). */
export function isPromoWording(text: string, houseWords: readonly string[] = []): boolean {
  const folded = fold(text);
  return wordings.includes(folded) || houseWords.some((word) => fold(word) === folded);
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[:：|→»►.…\s]+$/u, '')
    .trim();
}
