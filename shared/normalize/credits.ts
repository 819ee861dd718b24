import { present } from '../article/present.ts';
import type { DraftItem } from '../article/draft.ts';
import type { ItemLicense } from '../article/rights.ts';
import { agencyNamed, findDateline } from './agencies.ts';
import { looksLikeNames, splitByline } from './bylines.ts';
import type { Fields } from './fields.ts';
import { maxLine, maxText } from './fields.ts';
import { readExclusion, readTerritories } from './territories.ts';
import { safeUrl } from './urls.ts';

/** What the item itself says of who is to be credited; `inferred` names the fields that were concluded. */
export interface NormalizedCredits {
  readonly bylines: readonly string[];
  /** Those of the bylines that are the source under another of its names (“Press Association” of PA): credited once. */
  readonly sourceBylines?: readonly string[];
  readonly source?: string;
  readonly provider?: string;
  readonly creditLine?: string;
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  readonly copyrightYear?: string;
  readonly usageTerms?: string;
  readonly licenseUrl?: string;
  readonly chain: readonly { readonly name: string; readonly at?: string }[];
  readonly inferred: ReadonlySet<string>;
}

export function readCredits(
  draft: DraftItem,
  fields: Fields,
  text: string,
  baseUrl: string | undefined,
): NormalizedCredits {
  const inferred = new Set((draft.inferences ?? []).map(({ field }) => field));
  const authors = (draft.authors ?? []).filter(
    ({ role }) => role === undefined || !/photo|editor|redigerare|translat/i.test(role),
  );
  const byline = fields.line('byline');
  const named = authors.flatMap(({ name, isOrganisation }) => {
    const tidy = fields.tidy(name, 'authors', maxLine);
    if (tidy === undefined) return [];
    return isOrganisation ? [tidy] : namesIn(tidy);
  });
  // The printed byline loses nothing (“and agencies”), entities are exact: they are taken where they say as much.
  const fromLine = byline === undefined ? [] : splitByline(byline);
  // Both name someone, and not the same people: the list is of others, too (editors, desks).
  const listed = fromLine.filter((name) => named.some((known) => isSameName(known, name)));
  const isOther = listed.length > 0 && listed.length < fromLine.length;
  const isListed = named.length >= fromLine.length && !isOther;
  const bylines = namedOnly(isListed ? [...new Set(named)] : fromLine, fields);
  const source = fields.line('source') ?? agencyIn(bylines) ?? findDateline(text)?.agency;
  if (source !== undefined && draft.source === undefined) {
    inferred.add('source');
    fields.warnings.add('FIELD_INFERRED', `the source (${source}) was concluded from the byline or dateline`, 'source');
  }
  const licenseUrl = draft.licenseUrl === undefined ? undefined : safeUrl(draft.licenseUrl, baseUrl);
  return {
    ...present({
      source,
      licenseUrl,
      provider: fields.line('provider') ?? fields.line('distributor'),
      creditLine: fields.line('creditLine'),
      copyrightHolder: fields.line('copyrightHolder'),
      copyrightNotice: fields.line('copyrightNotice'),
      copyrightYear: fields.line('copyrightYear'),
      usageTerms: usageTermsOf(draft, fields),
    }),
    bylines,
    ...sameAgency(bylines, source),
    chain: (draft.chain ?? []).flatMap(({ name, at }) => {
      const tidy = fields.tidy(name, 'chain', maxLine);
      return tidy ? [{ name: tidy, ...(at ? { at } : {}) }] : [];
    }),
    inferred,
  };
}

/** A field for one author holds several as often: parted where each part is a person's name or an agency's, without “By”. */
function namesIn(author: string): readonly string[] {
  const name = author.replace(/^by:?\s+(?=\p{Lu})/iu, '');
  if (!/[,;&|/]|\s(?:and|und|et|y|e|en|og|och)\s/i.test(name)) return [name];
  const parts = splitByline(name);
  return parts.length > 1 && parts.every((part) => looksLikeNames(part) || agencyNamed(part)) ? parts : [name];
}

/** What programs write for nothing, and what systems call an account that is nobody's in particular. */
const nothing = /^(?:null|undefined|none|n\/a|nan|\[object Object\])$|^[^\s@]+@[^\s@]+\.[^\s@]+$/i;
const account = /^(?:(?:site|super|sys|web|wp)?[ _-]?admin(?:istrator)?\d{0,3}|root|webmaster)$/i;

/** Bylines without what programs write for nothing, and without mail addresses, which are nobody's name; the account of nobody is credited as its site credits it, and said. */
function namedOnly(bylines: readonly string[], fields: Fields): readonly string[] {
  const nobody = bylines.find((name) => account.test(name));
  if (nobody !== undefined)
    fields.warnings.add(
      'FIELD_INFERRED',
      `“${nobody}” is the name of an account, and nobody’s: name the author`,
      'bylines',
    );
  const named = bylines.filter((name) => !nothing.test(name));
  if (named.length < bylines.length)
    fields.warnings.add('FIELD_IGNORED', `“${bylines.find((name) => nothing.test(name))}” is nobody’s name`, 'bylines');
  return named;
}

/** “ANN AUTHOR”, “A. Author” and “Ann Author” are one: by the last name. */
function isSameName(one: string, other: string): boolean {
  const last = (name: string): string | undefined =>
    name
      .toLowerCase()
      .split(/[\s,]+/)
      .at(-1);
  return last(one) === last(other);
}

function sameAgency(bylines: readonly string[], source: string | undefined): Pick<NormalizedCredits, 'sourceBylines'> {
  const agency = source === undefined ? undefined : agencyNamed(source);
  if (agency === undefined) return {};
  const same = bylines.filter((byline) => byline !== source && agencyNamed(byline) === agency);
  return same.length > 0 ? { sourceBylines: same } : {};
}

function agencyIn(bylines: readonly string[]): string | undefined {
  return bylines.map(agencyNamed).find((agency) => agency !== undefined);
}

function usageTermsOf(draft: DraftItem, fields: Fields): string | undefined {
  const { territory, endsAt, limitations } = draft.license ?? {};
  const limits = [
    ...(limitations ?? '').split('\n'),
    ...(territory ? [`Territory: ${territory}`] : []),
    ...(endsAt ? [`Until: ${endsAt}`] : []),
  ].flatMap((limit) => fields.tidy(limit, 'license', maxText) ?? []);
  // What comes round to us a second time has the limits among its terms.
  const said = fields.text('usageTerms') ?? '';
  const terms = [said, ...new Set(limits)].filter(
    (term) => term !== '' && !(term !== said && said.split('\n').includes(term)),
  );
  return terms.length > 0 ? terms.join('\n') : undefined;
}

/**
 * Where the item itself may be published: its licence's territory, and lines of its terms that are nothing but an exclusion (“JAPAN OUT”). What cannot be
 * read stays in the terms' words, with a warning.
 */
export function readLicensedTerritories(draft: DraftItem, fields: Fields): Omit<ItemLicense, 'endsMs'> {
  const { territory, limitations } = draft.license ?? {};
  const said = territory === undefined || territory.trim() === '' ? {} : readTerritories(territory);
  if (said === undefined) {
    fields.warnings.add(
      'TERRITORY_UNREADABLE',
      `“${territory?.slice(0, 60)}” names no country that is known: it stands in the usage terms only`,
      'license',
    );
  }
  const lines = `${draft.usageTerms ?? ''}\n${limitations ?? ''}`.split(/[\n;.]/).slice(0, 50);
  const excluded = [...(said?.excludedTerritories ?? []), ...lines.flatMap((line) => readExclusion(line) ?? [])];
  return present({
    territories: said?.territories,
    excludedTerritories: excluded.length > 0 ? [...new Set(excluded)] : undefined,
  });
}
