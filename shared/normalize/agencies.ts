/** News agencies by the names and signs they are credited with. Signs of two or three letters match in capitals only. */
const agencies: readonly (readonly [name: string, ...spellings: string[]])[] = [
  ['AP', 'AP', 'Associated Press', 'The Associated Press'],
  ['Reuters', 'Reuters', 'Thomson Reuters', 'REUTERS'],
  ['AFP', 'AFP', 'Agence France-Presse', 'Agence France Presse', 'أ ف ب', 'ا ف ب'],
  ['dpa', 'dpa', 'DPA', 'Deutsche Presse-Agentur'],
  ['EFE', 'EFE', 'Agencia EFE'],
  ['ANSA', 'ANSA'],
  ['Bloomberg', 'Bloomberg', 'Bloomberg News'],
  ['UPI', 'UPI', 'United Press International'],
  ['PA Media', 'PA', 'PA Media', 'Press Association'],
  ['APA', 'APA', 'Austria Presse Agentur'],
  ['Keystone-SDA', 'SDA', 'Keystone-SDA', 'ATS'],
  ['ANP', 'ANP'],
  ['Belga', 'Belga'],
  ['NTB', 'NTB'],
  ['Ritzau', 'Ritzau', 'ritzau'],
  ['TT', 'TT', 'TT Nyhetsbyrån'],
  ['STT', 'STT'],
  ['PAP', 'PAP'],
  ['ČTK', 'ČTK', 'CTK'],
  ['Lusa', 'Lusa'],
  ['Kyodo', 'Kyodo', 'Kyodo News'],
  ['Jiji Press', 'Jiji', 'Jiji Press'],
  ['Xinhua', 'Xinhua'],
  ['Yonhap', 'Yonhap'],
  ['PTI', 'PTI', 'Press Trust of India'],
  ['ANI', 'ANI'],
  ['AAP', 'AAP', 'Australian Associated Press'],
  ['The Canadian Press', 'The Canadian Press', 'Canadian Press', 'CP'],
  ['TASS', 'TASS', 'ITAR-TASS'],
  ['Interfax', 'Interfax'],
  ['Ukrinform', 'Ukrinform'],
  ['Anadolu', 'Anadolu', 'Anadolu Agency', 'AA'],
  ['Europa Press', 'Europa Press'],
  ['Agência Brasil', 'Agência Brasil'],
  ['Notimex', 'Notimex'],
  ['Télam', 'Télam'],
  ['epd', 'epd'],
  ['KNA', 'KNA'],
  ['Kathpress', 'KAP', 'Kathpress'],
];

const bySpelling = new Map(
  agencies.flatMap(([name, ...spellings]) => spellings.map((spelling) => [spelling, name] as const)),
);

/** Names that are no signs, as they are set in capitals (“THE CANADIAN PRESS”). */
const byCapitals = new Map(
  [...bySpelling].flatMap(([spelling, name]) =>
    spelling.length >= 5 ? [[spelling.toUpperCase(), name] as const] : [],
  ),
);

/** The agency a credit names as a whole (“Reuters”, “The Associated Press”); undefined for anything else, a person's name too. */
export function agencyNamed(text: string): string | undefined {
  if (text.length > maxNameCharacters) return undefined;
  const name = text.trim().replace(/^(?:by|from|source:)\s+/i, '');
  return bySpelling.get(name) ?? bySpelling.get(name.replace(legalForm, '')) ?? byCapitals.get(name);
}

/** Longer texts name more than an agency. */
const maxNameCharacters = 100;
const legalForm = /,?(?:\s+(?:GmbH|AG|AB|A\/S|AS|Oy|S\.?A\.?|S\.?p\.?A\.?|Pty|Ltd|Limited|LLC|Inc|PLC|plc)\.?)+$/;

export interface Dateline {
  /** As printed: “GENEVA (Reuters)”. */
  readonly text: string;
  readonly place: string;
  readonly agency?: string;
}

/**
 * The dateline a text opens with: a place in capitals or with an agency in brackets, then a dash (“GENEVA, 3 May (Reuters) –”).
 * Undefined where neither is certain: a sentence may begin with a name and a dash as well.
 */
export function findDateline(text: string): Dateline | undefined {
  const opening = text.slice(0, 120);
  const withAgency =
    /^(\p{Lu}[\p{L}\p{M}.,'’/ -]{1,58}?)(?:,? +\d{1,2}\.? ?\p{L}*\.?| +\p{L}+\.? \d{1,2})? ?\(([^()]{2,30})\) *[-–—:]/u.exec(
      opening,
    );
  const agency = withAgency?.[2] === undefined ? undefined : agencyNamed(withAgency[2].split(/[/,]/)[0] ?? '');
  if (withAgency && agency) {
    return { text: withAgency[0].replace(/ *[-–—:]$/, ''), place: tidyPlace(withAgency[1] ?? ''), agency };
  }
  const slashed =
    /^(\p{Lu}[\p{L}\p{M}.,'’ -]{1,58}?)(?:,? +\d{1,2}\.? ?\p{L}*\.?| +\p{L}+\.? \d{1,2})?[.,]? ?\/([^/]{2,20})\/ ?[-–—:.]/u.exec(
      opening,
    );
  const sign = slashed?.[2] ?? '';
  const signed = agencyNamed(sign) ?? agencyNamed(`${sign[0]?.toUpperCase()}${sign.slice(1)}`);
  if (slashed && signed)
    return { text: slashed[0].replace(/ ?[-–—:.]$/, ''), place: tidyPlace(slashed[1] ?? ''), agency: signed };
  const released = release.exec(opening);
  if (released?.[1]) return { text: released[0].replace(/[\s–—-]+$/, ''), place: tidyPlace(released[1]) };
  const inCapitals =
    /^((?:\p{Lu}[\p{Lu}.'’-]+)(?: \p{Lu}[\p{Lu}.'’-]+){0,3}(?:, (?:\p{Lu}[\p{Ll}.]+ ?){1,3})?) +[-–—]{1,2} /u.exec(
      opening,
    );
  if (!inCapitals?.[1] || inCapitals[1].length < 4) return undefined;
  return { text: inCapitals[1], place: tidyPlace(inCapitals[1]) };
}

/** “LONDON--(BUSINESS WIRE)--”, “PARIS, May 5, 2026 /PRNewswire/ --”: how services for releases open theirs; the issuer is their source, not the service. */
const release =
  /^(\p{Lu}[\p{L}\p{M}.,'’ -]{1,50}?)(?:, (?:\p{L}{3,9}\.? \d{1,2}|\d{1,2} \p{L}{3,9}\.?)(?:, \d{4}| \d{4})?)?\s?[–—-]{0,2}\s?(?:\/(?:PRNewswire|CNW|EIN Presswire)[^/]{0,40}\/|\((?:BUSINESS WIRE|GLOBE ?NEWSWIRE|ACCESSWIRE|Marketwired|Newsfile|PRNewswire|NEWSWIRE|Newswire\.com)[^()]{0,30}\))\s?[–—-]{1,2}/u;

function tidyPlace(place: string): string {
  const town = place.split(',')[0]?.trim() ?? place;
  if (town !== town.toUpperCase()) return town;
  return town
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
