/** Territories of a licence, as ISO 3166-1 alpha-2 codes. */
export interface Territories {
  readonly territories?: readonly string[];
  readonly excludedTerritories?: readonly string[];
}

/** What is said for several countries at once. */
const groups: Readonly<Record<string, readonly string[]>> = {
  dach: ['DE', 'AT', 'CH'],
  benelux: ['BE', 'NL', 'LU'],
  scandinavia: ['DK', 'NO', 'SE'],
  nordics: ['DK', 'FI', 'IS', 'NO', 'SE'],
  'north america': ['US', 'CA', 'MX'],
};

/** What people write and no list of names has. */
const aliases: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  uae: 'AE',
  korea: 'KR',
  holland: 'NL',
  'czech republic': 'CZ',
  türkei: 'TR',
  turkey: 'TR',
};

const everywhere = /^(?:world(?:wide)?|global|all(?: territories)?|everywhere|weltweit|monde(?: entier)?|mundial)$/i;
/** “Japan out”, “no use in Japan”, “except Japan”: the rest of the world remains. */
const exclusions = [
  /^(?<places>.+?)\s+out$/i,
  /^(?:no use in|not for use in|not in|except|excluding|excl\.?|ohne|außer|sauf|excepto)\s+(?<places>.+)$/i,
];

/**
 * Reads a licence’s territory in words or codes (“Australia”, “DE, AT, CH”, “Japan out”, “worldwide”). Undefined when any part of it names no country: half
 * a territory would be a wrong one.
 */
export function readTerritories(text: string): Territories | undefined {
  const whole = text.trim().replace(/[.;]$/, '');
  const pieces = whole.split(/\s*;\s*/);
  const found = pieces.map(readPiece);
  if (found.some((piece) => piece === undefined)) return undefined;
  const territories = found.flatMap((piece) => piece?.territories ?? []);
  const excluded = found.flatMap((piece) => piece?.excludedTerritories ?? []);
  return {
    ...(territories.length > 0 ? { territories: [...new Set(territories)] } : {}),
    ...(excluded.length > 0 ? { excludedTerritories: [...new Set(excluded)] } : {}),
  };
}

function readPiece(piece: string): Territories | undefined {
  if (everywhere.test(piece)) return {};
  const excludedTerritories = readExclusion(piece);
  if (excludedTerritories !== undefined) return { excludedTerritories };
  const territories = codesIn(piece.replace(/\s+only$/i, ''));
  return territories && { territories };
}

/** The countries that a line of terms shuts out, where it says that and nothing else (“JAPAN OUT”). */
export function readExclusion(line: string): readonly string[] | undefined {
  for (const pattern of exclusions) {
    const places = pattern.exec(line.trim())?.groups?.places;
    const codes = places === undefined ? undefined : codesIn(places);
    if (codes !== undefined) return codes;
  }
  return undefined;
}

function codesIn(places: string): readonly string[] | undefined {
  const codes = places
    .split(/\s*[,/|+]\s*/)
    .filter((name) => name !== '')
    // “Trinidad and Tobago” is one country.
    .flatMap((name) => (codesOf(name) ? [name] : name.split(/\s+(?:and|&|und|et|y|or|oder|ou)\s+/i)))
    .map(codesOf);
  return codes.length > 0 && codes.every((code) => code !== undefined) ? codes.flat() : undefined;
}

function codesOf(name: string): readonly string[] | undefined {
  const key = keyOf(name);
  const code = aliases[key] ?? namedCountries().get(key);
  return code === undefined ? groups[key] : [code];
}

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(' & ', ' and ')
    .replace(/^the\s+/, '');

const noCountries = new Set(['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB']);

let countries: ReadonlyMap<string, string> | undefined;

/** Names in four languages and the codes themselves, lower case; made once, when first needed. */
function namedCountries(): ReadonlyMap<string, string> {
  return (countries ??= listCountries());
}

function listCountries(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const byName = new Map<string, string>();
  for (const language of ['en', 'de', 'fr', 'es']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = names.of(code);
      // Codes that were withdrawn stand for their successors (DD for DE); groups and placeholders are no countries.
      const isInUse = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
      if (name === undefined || !isInUse || noCountries.has(code)) continue;
      byName.set(keyOf(name), code).set(code.toLowerCase(), code);
    }
  }
  return byName;
}
