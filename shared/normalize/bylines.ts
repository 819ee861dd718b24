import { agencyNamed } from './agencies.ts';

/** Words that open a byline. “De”, “Di”, “Da” open names too, and count only where the whole line is known to be a byline. */
const openers =
  /^(?:(?:written|story|report|reporting|text|words|article|analysis|opinion|posted|published)\s+)?(?:by|von|par|por|door|av|af|texte?|autor|autorin|auteur|yazan|автор|текст|作者|文|記者|记者|글|بقلم)\s*[:：|]?\s+/iu;
const colonOpeners =
  /^(?:by|author|authors|byline|autor|autorin|autores|auteur|auteurs|autore|von|par|por|text|автор|作者|文|記者|记者|글)\s*[:：]\s*/iu;

/** What stands beside names and is none: roles, beats, times. */
const notNames =
  /^(?:(?:first |last )?(?:updated|published|posted|modified)\b.*|special to\b.*|for the\s.*|\d.*|.*\b(?:staff|senior|contributing|freelance|guest|sports|news|features?) writers?\b.*|.*\b(?:correspondents?|reporters?|editors?|editorial|columnists?|contributors?|photographers?|producers?|bureau chief|redakteur|redakteurin|korrespondent|korrespondentin|journaliste|correspondant|rédaction|redactor|redactora|corresponsal)\b.*|in\s+\p{Lu}.*)$/iu;
/** A day or a time beside the name is the dateline's, in no language a person. */
const dayOrTime = /^(?:\p{L}{3,9}\.? )?\d{1,2}(?:\.? ?\p{L}{3,9}\.?)?(?:,? \d{4})?$|\d:\d{2}/u;
const weekday =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:segunda|terça|quarta|quinta|sexta)-feira|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica|(?:maan|dins|woens|donder|vrij|zater|zon)dag)$/iu;
const suffixes = /^(?:jr|sr|ii|iii|iv|md|m\.?d|phd|ph\.?d|esq|dr|mba|cpa|rn)\.?$/i;

/** What may follow a first and a last name without a mark between: when it was put up, whom it was written for. */
const tail =
  /(?<=\p{L}\S*\s\p{L}\S*)\s+(?:(?:first |last )?(?:updated|published|posted|modified)\b|special to\b|for the\s|on (?:\p{Lu}\p{L}{2,8}day|\p{Lu}\p{L}{2,8}\.? \d{1,2})\b).*$/iu;
/** “Par Anne Auteur (avec AFP)”: two who wrote it. */
const withAgency = /\s*\((?:with|avec|mit|con|com|met|med)\s+([^()]{2,60})\)/giu;

/** Longer bylines are biographies. */
const maxBylineCharacters = 300;

/** One entry a person or desk: “By A and B”, “A, B and C | Agency”, “A; B” → names without “By”, roles and times. */
export function splitByline(byline: string): readonly string[] {
  const line = byline
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .slice(0, maxBylineCharacters)
    .replace(withAgency, ' | $1');
  const names: string[] = [];
  for (const part of withoutOpener(line).split(/\s*(?:\||•|·|;|\/|\n|，|、|\s[-–—]\s)\s*/u)) {
    for (const name of withoutPlace(part).split(
      /\s*,\s*(?:(?:and|und|et|y|e|en|og|och|ja|i|и|та)\s+)?|\s+(?:and|und|et|&)\s+/iu,
    )) {
      for (const single of splitShortConnector(name)) for (const one of withoutAgency(single)) addName(names, one);
    }
  }
  return names;
}

/** “Reuters, Washington”: where the agency writes from. */
function withoutPlace(part: string): string {
  const [agency = '', place, ...more] = part.split(/\s*,\s*/);
  const isPlace = place !== undefined && more.length === 0 && /^\p{Lu}[\p{L}-]{2,30}$/u.test(place);
  return isPlace && agencyNamed(withoutOpener(agency)) && !agencyNamed(place) ? agency : part;
}

/** “BEN WRITER Associated Press”: a name and the agency it is of. */
function withoutAgency(name: string): readonly string[] {
  const words = name.split(' ');
  for (const count of [3, 2, 1]) {
    const [person, agency] = [words.slice(0, -count), words.slice(-count).join(' ')];
    if (person.length >= 2 && agencyNamed(agency) && !agencyNamed(name)) return [person.join(' '), agency];
  }
  return [name];
}

function addName(names: string[], name: string): void {
  const whole = withoutOpener(name)
    .replace(tail, '')
    .replace(/^[\s,.:;–—-]+|[\s,:;–—-]+$/g, '');
  // “Ann Author in Paris”: where she writes from.
  const tidy = whole.replace(/(?<=\p{L}\s\p{L}+)\s+in\s+(?:the\s+)?\p{Lu}[\p{L} .'’-]{1,40}$/u, '');
  const last = names.at(-1);
  if (tidy === '') return;
  if (suffixes.test(tidy) && last !== undefined) names[names.length - 1] = `${last}, ${tidy}`;
  else if ((notNames.test(tidy) || dayOrTime.test(tidy) || weekday.test(tidy)) && names.length > 0) return;
  else if (!names.includes(tidy)) names.push(tidy);
}

/** “Ana Ruiz y Luis Gil” are two, “José Ortega y Gasset” is one: each side needs a first and a last name. */
function splitShortConnector(name: string): readonly string[] {
  const [left, right, ...more] = name.split(/\s+(?:y|e|en|og|och|ja|i|и|та)\s+/u);
  const isPair = left?.includes(' ') && right?.includes(' ') && more.length === 0;
  return isPair ? [left as string, right as string] : [name];
}

/** Whether a line opens like a byline: “By”, “Von”, “Par”, “作者：”. */
export function hasBylineOpener(line: string): boolean {
  return openers.test(line) || colonOpeners.test(line);
}

/**
 * Whether a bare line could be a name or a few: two to four capitalised words each (particles apart), no digits, no closing stop.
 * Says nothing for scripts without capitals.
 */
export function looksLikeNames(line: string): boolean {
  const text = line.trim();
  if (text.length > 80 || /[\d.!?:;…"“”()@]$/.test(text) || /[\d!?:;@"“”]/.test(text)) return false;
  const names = splitByline(text);
  return names.length > 0 && names.length <= 4 && names.every(isName);
}

function isName(name: string): boolean {
  const words = name.split(' ');
  const capitalised = words.filter((word) => /^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(word));
  const particles = words.filter((word) =>
    /^(?:de|da|di|do|dos|das|del|della|la|le|van|von|der|den|ter|ten|zu|al|el|bin|ibn|bint|ben|y|e|af|av|st\.?)$/u.test(
      word,
    ),
  );
  return (
    capitalised.length >= 2 &&
    capitalised.length + particles.length === words.length &&
    words.length <= 5 &&
    name !== name.toUpperCase()
  );
}

function withoutOpener(line: string): string {
  return line.replace(colonOpeners, '').replace(openers, '').trim();
}
