import { present } from '../article/present.ts';
import type { Concept } from '../article/article.ts';
import { mediatopics, newsCodeUri, subjectCodes } from './news-codes.ts';
import { allAt, attributeOf, childrenOf, firstOf, inLanguage, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** What the values of one item are read with. */
export interface ItemContext {
  /** The item's own language, BCP 47: which of several names is taken. */
  readonly language?: string;
  /** Scheme addresses by alias: what the document's own catalogs declare, over what IPTC's do. */
  readonly schemes: ReadonlyMap<string, string>;
  /** `assert`s by code, address or literal: names kept apart from where they are used. */
  readonly asserts: ReadonlyMap<string, XmlElement>;
}

/** Aliases of IPTC's catalog (http://www.iptc.org/std/catalog/) that news items are described with. Nothing is fetched. */
const iptcSchemes: Readonly<Record<string, string>> = {
  medtop: mediatopics,
  subj: subjectCodes,
  genre: 'http://cv.iptc.org/newscodes/genre/',
  ninat: 'http://cv.iptc.org/newscodes/ninature/',
  spreg: 'http://cv.iptc.org/newscodes/subjectqualifier/',
  scene: 'http://cv.iptc.org/newscodes/scene/',
  wldreg: 'http://cv.iptc.org/newscodes/worldregion/',
  isin: 'http://cv.iptc.org/newscodes/isin/',
};

export function contextOf(item: XmlElement, message: XmlElement | undefined): ItemContext {
  const catalogs = [
    ...childrenOf(message, 'catalog'),
    ...allAt(message, 'header/catalog'),
    ...childrenOf(item, 'catalog'),
  ];
  const declared = catalogs
    .flatMap((catalog) => childrenOf(catalog, 'scheme'))
    .flatMap((scheme): [string, string][] => {
      const [alias, uri] = [attributeOf(scheme, 'alias'), attributeOf(scheme, 'uri')];
      return alias && uri ? [[alias, uri]] : [];
    });
  const language = attributeOf(allAt(item, 'contentMeta/language')[0], 'tag') ?? attributeOf(item, 'xml:lang');
  return {
    ...(language ? { language } : {}),
    schemes: new Map([...Object.entries(iptcSchemes), ...declared]),
    asserts: new Map(
      childrenOf(item, 'assert').flatMap((assert) => keysOf(assert).map((key) => [key, assert] as const)),
    ),
  };
}

function keysOf(element: XmlElement): readonly string[] {
  return ['qcode', 'uri', 'literal'].flatMap((name) => attributeOf(element, name) ?? []);
}

/** “stat:usable”, “http://cv.iptc.org/newscodes/pubstatusg2/usable” → “usable”; undefined without a code. */
export function localCodeOf(element: XmlElement | undefined): string | undefined {
  const code = attributeOf(element, 'qcode') ?? attributeOf(element, 'uri') ?? attributeOf(element, 'literal');
  return code === undefined ? undefined : localPart(code);
}

/** The part of a code after its scheme. */
export function localPart(code: string): string {
  return code.slice(Math.max(code.lastIndexOf(':'), code.lastIndexOf('/'), code.lastIndexOf('#')) + 1);
}

/** The name of a concept for people: displayed before full before short; a mnemonic only when there is no other. */
export function nameOf(element: XmlElement, language: string | undefined): string | undefined {
  const ranks = ['display', '', 'full', 'short', 'mnemonic'];
  const names = inLanguage(childrenOf(element, 'name'), language);
  const rank = (name: XmlElement): number => {
    const at = ranks.indexOf(localPart(attributeOf(name, 'role') ?? ''));
    return at < 0 ? 2 : at;
  };
  return lineOf(names.toSorted((a, b) => rank(a) - rank(b))[0]);
}

/** A party, by its own name, that of its `assert`, its literal, the code of its scheme, or the host of its address. */
export function partyNameOf(element: XmlElement | undefined, context: ItemContext): string | undefined {
  if (element === undefined) return undefined;
  const asserted = firstOf(keysOf(element), (key) => context.asserts.get(key));
  const address = attributeOf(element, 'uri');
  const host = address === undefined ? undefined : /^https?:\/\/(?:www\.)?([^/?#\s]+)/i.exec(address)?.[1];
  return (
    nameOf(element, context.language) ??
    (asserted ? nameOf(asserted, context.language) : undefined) ??
    attributeOf(element, 'literal') ??
    (attributeOf(element, 'qcode') ? localCodeOf(element) : undefined) ??
    host ??
    lineOf(element)
  );
}

/** A concept with its name and code: an address where the scheme's is known, else the code as it stands. Mediatopics are preferred. */
export function conceptOf(element: XmlElement, context: ItemContext): Concept | undefined {
  const asserted = firstOf(keysOf(element), (key) => context.asserts.get(key));
  const name = nameOf(element, context.language) ?? (asserted ? nameOf(asserted, context.language) : undefined);
  const codes = [element, ...childrenOf(element, 'sameAs'), ...allAt(element, 'bag/bit')]
    .map((coded) => codeOf(coded, context))
    .filter((code) => code.uri !== undefined || code.literal !== undefined);
  const best = codes.find(({ uri }) => uri?.includes('/mediatopic/')) ?? codes[0];
  const spoken =
    name ?? (best?.uri === undefined && best?.literal && !best.literal.includes(':') ? best.literal : undefined);
  return spoken === undefined && best === undefined ? undefined : present({ name: spoken, ...best });
}

function codeOf(element: XmlElement, { schemes }: ItemContext): { readonly uri?: string; readonly literal?: string } {
  const uri = attributeOf(element, 'uri');
  if (uri !== undefined) return { uri };
  const qcode = attributeOf(element, 'qcode');
  if (qcode === undefined) {
    const literal = attributeOf(element, 'literal');
    const newsCode = newsCodeUri(literal ?? '');
    return newsCode !== undefined ? { uri: newsCode } : literal === undefined ? {} : { literal };
  }
  const [alias = '', code = ''] = [
    qcode.slice(0, Math.max(qcode.indexOf(':'), 0)),
    qcode.slice(qcode.indexOf(':') + 1),
  ];
  const newsCode = newsCodeUri(qcode);
  if (newsCode !== undefined) return { uri: newsCode };
  // A word in the place of a code (“subj:Abroad”) is none of the vocabulary's.
  if (/^(?:medtop|subj)$/.test(alias) && !/^\d+$/.test(code)) return { literal: qcode };
  const scheme = schemes.get(alias);
  return scheme === undefined ? { literal: qcode } : { uri: scheme + code };
}
