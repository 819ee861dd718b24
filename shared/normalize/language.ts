/** ISO 639-2 and English or native names that exports write instead of BCP 47. */
const spelled: Readonly<Record<string, string>> = {
  eng: 'en',
  ger: 'de',
  deu: 'de',
  fre: 'fr',
  fra: 'fr',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  dut: 'nl',
  nld: 'nl',
  swe: 'sv',
  dan: 'da',

  nor: 'no',
  fin: 'fi',
  pol: 'pl',
  rus: 'ru',
  ukr: 'uk',
  cze: 'cs',
  ces: 'cs',
  gre: 'el',
  ell: 'el',
  tur: 'tr',
  ara: 'ar',
  heb: 'he',

  chi: 'zh',
  zho: 'zh',
  jpn: 'ja',
  kor: 'ko',
  hin: 'hi',
  ind: 'id',
  vie: 'vi',
  tha: 'th',
  hun: 'hu',
  rum: 'ro',
  ron: 'ro',

  english: 'en',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  italian: 'it',
  italiano: 'it',

  portuguese: 'pt',
  português: 'pt',
  dutch: 'nl',
  nederlands: 'nl',
  swedish: 'sv',
  svenska: 'sv',
  russian: 'ru',
  русский: 'ru',
  chinese: 'zh',
  japanese: 'ja',
  korean: 'ko',
  arabic: 'ar',
  turkish: 'tr',
  polish: 'pl',
  norwegian: 'no',
  norsk: 'no',
  danish: 'da',
  dansk: 'da',
  finnish: 'fi',
  suomi: 'fi',
  catalan: 'ca',
  català: 'ca',
  galego: 'gl',
  polski: 'pl',
  magyar: 'hu',
  čeština: 'cs',
};

/** A declared language as BCP 47 (`en_us.UTF-8` → `en-US`, `eng` → `en`); undefined for what names none (`und`, `mul`, `zxx`). */
export function languageTag(declared: string): string | undefined {
  const tidy = declared.trim().replace(/\..*$/, '').replace(/_/g, '-');
  const known = spelled[tidy.toLowerCase()] ?? tidy;
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(known) || /^(?:und|mul|zxx|mis|x)(?:-|$)/i.test(known))
    return undefined;
  try {
    return Intl.getCanonicalLocales(known)[0];
  } catch {
    return undefined;
  }
}

/** Shorter texts are guessed wrong too often to say anything. */
const minCharacters = 40;
const maxCharacters = 4000;

/** The language a text is most surely written in, `en`, `zh`; undefined when it is too short or too mixed to say. */
export async function detectLanguage(text: string): Promise<string | undefined> {
  const byScript = languageOfScript(text);
  if (byScript) return byScript;
  if (text.trim().length < minCharacters) return undefined;
  const { eld } = await import('eld/extrasmall');
  const found = eld.detect(text.slice(0, maxCharacters));
  return found.isReliable() ? languageTag(found.language) : undefined;
}

/** Written so alike that a detector takes one for the other: the profile knows better. */
const nearlyAlike: readonly ReadonlySet<string>[] = [
  new Set(['id', 'ms']),
  new Set(['no', 'nb', 'nn', 'da']),
  new Set(['hr', 'sr', 'bs']),
];

/** Whether a profile's language is the one detected, or one that is written nearly alike: it then says it more exactly (`pt-BR`). */
export function isSameOrNear(registered: string, detected: string): boolean {
  const [own = ''] = registered.split('-');
  return own === detected || nearlyAlike.some((group) => group.has(own) && group.has(detected));
}

/** Scripts that one language of news is written in. */
function languageOfScript(text: string): string | undefined {
  const sample = text.slice(0, maxCharacters);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 8) return undefined;
  const share = (pattern: RegExp): number => (sample.match(pattern)?.length ?? 0) / letters;
  if (share(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu) > 0.1) return 'ja';
  if (share(/\p{sc=Hangul}/gu) > 0.3) return 'ko';
  if (share(/\p{sc=Han}/gu) > 0.5) return 'zh';
  if (share(/\p{sc=Thai}/gu) > 0.5) return 'th';
  if (share(/\p{sc=Hebrew}/gu) > 0.5) return 'he';
  if (share(/\p{sc=Greek}/gu) > 0.5) return 'el';
  return undefined;
}
