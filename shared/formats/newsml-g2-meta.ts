import { listOf, present } from '../article/present.ts';
import type { Concept, RoleText } from '../article/article.ts';
import { gravestSignal, urgencyOf } from './agency-words.ts';
import type { DraftItem, DraftRelated } from './format.ts';
import type { ItemContext } from './newsml-g2-concepts.ts';
import { readChain, readCredits } from './newsml-g2-credits.ts';
import { conceptOf, localCodeOf, localPart, partyNameOf } from './newsml-g2-concepts.ts';
import { unescapedLine } from './story-nodes.ts';
import {
  allAt,
  append,
  attributeOf,
  childrenOf,
  distinct,
  findAt,
  firstOf,
  inLanguage,
  lineAt,
  lineOf,
} from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** What `itemMeta` and `contentMeta` say, in a draft's terms. `message`: the envelope's header, for who sends it. */
export function readItemMeta(item: XmlElement, context: ItemContext): Partial<DraftItem> {
  const [meta, content] = [findAt(item, 'itemMeta'), findAt(item, 'contentMeta')];
  const urgency = urgencyOf(lineAt(content, 'urgency'));
  const headlines = readHeadlines(content, context);
  const descriptions = readDescriptions(content, context, headlines.headline);
  const credits = readCredits(meta, content, context);
  return present<Partial<DraftItem>>({
    nativeId: attributeOf(item, 'guid'),
    version: attributeOf(item, 'version'),
    altIds: listOf(
      allAt(content, 'altId').flatMap((altId) => {
        const value = lineOf(altId);
        const type = attributeOf(altId, 'type');
        return value === undefined ? [] : [{ ...(type ? { role: localPart(type) } : {}), value }];
      }),
    ),
    ...headlines,
    ...descriptions,
    slugline: lineOf(inLanguage(childrenOf(content, 'slugline'), context.language)[0]),
    ...credits,
    dateline: lineOf(inLanguage(childrenOf(content, 'dateline'), context.language)[0]),
    located: firstOf(childrenOf(content, 'located'), (place) => partyNameOf(place, context)),
    chain: listOf(readChain(item, context)),
    ...readTimes(meta, content),
    status: localCodeOf(findAt(meta, 'pubStatus'))?.toLowerCase(),
    signal: gravestSignal(
      allAt(meta, 'signal').flatMap((signal) => attributeOf(signal, 'qcode') ?? localCodeOf(signal) ?? []),
    ),
    urgency: urgency.urgency,
    language: context.language,
    keywords: listOf(
      distinct(
        inLanguage(childrenOf(content, 'keyword'), context.language).flatMap((keyword) => lineOf(keyword) ?? []),
      ),
    ),
    ...readConcepts(content, context),
    related: listOf(readRelated(meta)),
    canonicalUrl: firstOf(childrenOf(meta, 'link'), canonicalOf),
    warnings: listOf(urgency.warnings),
  });
}

const main = ['', 'main', 'hl1', 'headline', 'default', 'title'];

function readHeadlines(content: XmlElement | undefined, context: ItemContext): Partial<DraftItem> {
  const headlines = inRoles(childrenOf(content, 'headline'), context);
  const named = (pattern: RegExp): RoleText | undefined => headlines.find(({ role }) => pattern.test(role ?? ''));
  const [headline] = [headlines.find(({ role }) => main.includes(role ?? '')) ?? headlines[0]];
  const [subheadline, kicker] = [
    named(/^(?:sub|deck|hl2|secondary|standfirst)/i),
    named(/kicker|overline|eyebrow|catchline|dachzeile/i),
  ];
  const others = headlines.filter((other) => ![headline, subheadline, kicker].includes(other));
  return {
    headline: headline?.value,
    subheadline: subheadline === headline ? undefined : subheadline?.value,
    kicker: kicker === headline ? undefined : kicker?.value,
    otherHeadlines: listOf(others),
  };
}

function readDescriptions(
  content: XmlElement | undefined,
  context: ItemContext,
  headline: string | undefined,
): Partial<DraftItem> {
  const slugline = lineAt(content, 'slugline');
  const descriptions = inRoles(childrenOf(content, 'description'), context).filter(({ value }) => {
    // Some repeat the headline, behind the slugline.
    const plain =
      slugline !== undefined && value.startsWith(`${slugline}:`) ? value.slice(slugline.length + 1).trim() : value;
    return !(headline ?? '').startsWith(plain);
  });
  const summary = descriptions.find(
    ({ role }) => role === undefined || /^(?:summary|abstract|teaser|lead|lede|standfirst|synthe|intro)/i.test(role),
  );
  return {
    summary: summary?.value,
    otherDescriptions: listOf(descriptions.filter((description) => description !== summary)),
  };
}

/** Texts with the local part of their role, each role in the item's language, in the order of `@rank`. */
function inRoles(elements: readonly XmlElement[], { language }: ItemContext): readonly RoleText[] {
  const rank = (element: XmlElement): number => Number(attributeOf(element, 'rank') ?? 1) || 1;
  const roles = new Map<string, XmlElement[]>();
  for (const element of elements) append(roles, localPart(attributeOf(element, 'role') ?? ''), element);
  return [...roles].flatMap(([role, inRole]) =>
    inLanguage(inRole, language)
      .toSorted((a, b) => rank(a) - rank(b))
      .flatMap((element) => {
        const paragraphs = childrenOf(element, 'p');
        const value =
          paragraphs.length > 1 ? paragraphs.flatMap((line) => lineOf(line) ?? []).join(' ') : lineOf(element);
        return value === undefined ? [] : [{ ...(role ? { role } : {}), value: unescapedLine(value) }];
      }),
  );
}

/** An `embargoed` without a value is an embargo without an end (NewsML-G2, `embargoed`). */
function readTimes(meta: XmlElement | undefined, content: XmlElement | undefined): Partial<DraftItem> {
  const embargoed = findAt(meta, 'embargoed');
  return {
    versionCreated: lineAt(meta, 'versionCreated'),
    firstCreated: lineAt(meta, 'firstCreated'),
    contentCreated: lineAt(content, 'contentCreated'),
    modified: lineAt(content, 'contentModified'),
    embargo: embargoed === undefined ? undefined : (lineOf(embargoed) ?? ''),
    expires: lineAt(meta, 'expires'),
  };
}

function readConcepts(content: XmlElement | undefined, context: ItemContext): Partial<DraftItem> {
  const found: Record<'subjects' | 'people' | 'organisations' | 'places', Concept[]> = {
    subjects: [],
    people: [],
    organisations: [],
    places: [],
  };
  for (const subject of childrenOf(content, 'subject')) {
    const concept = conceptOf(subject, context);
    if (concept) found[kindOf(subject, context)].push(concept);
  }
  // Written in two places: the first is where it is from, the others are places all the same.
  const known = new Set(found.places.map(({ name }) => name));
  const morePlaces = childrenOf(content, 'located')
    .slice(1)
    .flatMap((place) => conceptOf(place, context) ?? [])
    .filter(({ name }) => name !== undefined && !known.has(name));
  const genres = childrenOf(content, 'genre').flatMap((genre) => conceptOf(genre, context) ?? []);
  return {
    subjects: listOf(found.subjects),
    people: listOf(found.people),
    organisations: listOf(found.organisations),
    places: listOf([...found.places, ...morePlaces]),
    genres: listOf(genres),
  };
}

/** IPTC's `cpnat:` types, and Reuters' `cptType:` numbers. */
function kindOf(subject: XmlElement, { asserts }: ItemContext): 'subjects' | 'people' | 'organisations' | 'places' {
  const asserted = ['qcode', 'uri', 'literal'].flatMap(
    (name) => asserts.get(attributeOf(subject, name) ?? '') ?? [],
  )[0];
  const type = attributeOf(subject, 'type') ?? attributeOf(findAt(asserted, 'type'), 'qcode') ?? '';
  if (/person$/i.test(type)) return 'people';
  if (/organi[sz]ation$|company$/i.test(type)) return 'organisations';
  if (/(?:geoarea|poi|place|city|country)$|^cpttype:5$/i.test(type)) return 'places';
  return 'subjects';
}

function readRelated(meta: XmlElement | undefined): readonly DraftRelated[] {
  return childrenOf(meta, 'link').flatMap((link) => {
    if (!/^(?:seealso|related|hassidebar|sidebar)/i.test(localPart(attributeOf(link, 'rel') ?? ''))) return [];
    const [title, href, nativeId] = [lineAt(link, 'title'), attributeOf(link, 'href'), attributeOf(link, 'residref')];
    const url = /^https?:/i.test(href ?? '') ? href : undefined;
    return url || nativeId ? [present<DraftRelated>({ title, url, nativeId })] : [];
  });
}

function canonicalOf(link: XmlElement): string | undefined {
  const [rel, href] = [localPart(attributeOf(link, 'rel') ?? ''), attributeOf(link, 'href')];
  return href !== undefined && /^https?:/i.test(href) && /^(?:canonical|permalink|webpage|alternate|altrep)$/i.test(rel)
    ? href
    : undefined;
}
