import { listOf, present } from '../article/present.ts';
import type { Concept } from '../article/article.ts';
import { agencyNamed } from '../normalize/agencies.ts';
import { gravestSignal, isDeskSign, isPersonsName, partyByHost } from './agency-words.ts';
import { newsCodeUri } from './news-codes.ts';
import { unescapedLine } from './story-nodes.ts';
import type { DraftItem } from './format.ts';
import {
  allAt,
  attributeAt,
  attributeOf,
  childrenOf,
  descendantsOf,
  distinct,
  findAt,
  firstOf,
  inLanguage,
  lineAt,
  lineOf,
} from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** Where a story's fields are looked for: its components, innermost first. */
export type Components = readonly XmlElement[];

/** The first of a name's lines that any component has, in the item's language. */
export function newsLine(components: Components, name: string, language?: string): string | undefined {
  return firstOf(components, (component) => {
    // Some put the line into a `NewsLine`.
    const lines = [...allAt(component, `NewsLines/${name}`), ...allAt(component, `NewsLines/NewsLine/${name}`)];
    const line = lineOf(inLanguage(lines, language)[0]);
    return line === undefined ? undefined : unescapedLine(line);
  });
}

export function readLines(components: Components, language: string | undefined): Partial<DraftItem> {
  const line = (name: string): string | undefined => newsLine(components, name, language);
  const bylines = firstOf(components, (component) =>
    listOf(allAt(component, 'NewsLines/ByLine').flatMap((byline) => lineOf(byline) ?? [])),
  );
  const subheadlines = firstOf(components, (component) =>
    listOf(allAt(component, 'NewsLines/SubHeadLine').flatMap((sub) => lineOf(sub) ?? [])),
  );
  const notice = line('CopyrightLine');
  return present<Partial<DraftItem>>({
    headline: line('HeadLine'),
    subheadline: subheadlines?.[0],
    otherHeadlines: listOf((subheadlines ?? []).slice(1).map((value) => ({ role: 'subhead', value }))),
    kicker: typedLine(components, /kicker|overline|catchline/i),
    summary: typedLine(components, /summary|abstract|teaser/i),
    byline: listOf(distinct((bylines ?? []).filter((byline) => !isDeskSign(byline))))?.join(', '),
    dateline: line('DateLine'),
    creditLine: line('CreditLine')?.replace(/[\s–—-]+$/, '') || undefined,
    copyrightNotice: notice,
    slugline: line('SlugLine'),
    ...readAdvisory(components),
  });
}

/** Lines for editors; one that says what was corrected marks a correction. */
function readAdvisory(components: Components): Pick<DraftItem, 'edNote' | 'signal' | 'correction'> {
  const edNote = typedLine(components, advisoryLine);
  const isCorrection = edNote !== undefined && /^\W*(?:correct|corrig|rectif|berichtig|korrig|rettelse)/i.test(edNote);
  return present({ edNote, ...(isCorrection ? { signal: 'correction', correction: edNote } : {}) });
}

/** What `NewsLine`s for editors are called. */
export const advisoryLine = /advisory|editor|ed-?note/i;

/** `NewsLine` is any other line, by its type. */
export function typedLine(components: Components, type: RegExp): string | undefined {
  return firstOf(components, (component) =>
    firstOf(allAt(component, 'NewsLines/NewsLine'), (line) =>
      type.test(attributeAt(line, 'NewsLineType', 'FormalName') ?? '')
        ? unescapedLine(lineAt(line, 'NewsLineText') ?? '') || undefined
        : undefined,
    ),
  );
}

/** Who provides it, and who made it. `envelope` names the sender where no component does. */
export function readParties(
  components: Components,
  item: XmlElement,
  envelope: XmlElement | undefined,
): Partial<DraftItem> {
  const party = (role: string): readonly string[] =>
    firstOf(components, (component) =>
      listOf(
        administrative(component)
          .flatMap((admin) => allAt(admin, `${role}/Party`))
          .flatMap(partyName),
      ),
    ) ?? [];
  const creators = [
    ...party('Creator'),
    ...components.flatMap((component) => childrenOf(component, 'Author').flatMap((author) => lineOf(author) ?? [])),
  ];
  const people = distinct(creators.filter(isPersonsName));
  const providerId = lineAt(item, 'Identification/NewsIdentifier/ProviderId');
  const provider = party('Provider')[0] ?? allAt(envelope, 'SentFrom/Party').flatMap(partyName)[0];
  const creditLine = newsLine(components, 'CreditLine');
  const credited = creditLine !== undefined && agencyNamed(creditLine) ? creditLine : undefined;
  const agency = creators.find((name) => agencyNamed(name) !== undefined);
  return {
    authors: listOf(people.map((name) => ({ name }))),
    source: partyByHost(party('Source')[0] ?? credited ?? agency ?? provider ?? providerId),
    provider: partyByHost(provider ?? providerId),
  };
}

function administrative(component: XmlElement): readonly XmlElement[] {
  return childrenOf(component, 'AdministrativeMetadata');
}

/** A party by its name, its code, its text. */
export function partyName(party: XmlElement): readonly string[] {
  const named = childrenOf(party, 'Property').find((property) => attributeOf(property, 'FormalName') === 'Name');
  const name = attributeOf(named, 'Value') ?? attributeOf(party, 'FormalName') ?? lineOf(party);
  return name === undefined ? [] : [name];
}

/** `RightsMetadata`: dates that are none are words of the terms. */
export function readRights(components: Components, language: string | undefined): Partial<DraftItem> {
  const copyright = firstOf(components, (component) => findAt(component, 'RightsMetadata/Copyright'));
  const usages = firstOf(components, (component) => listOf(allAt(component, 'RightsMetadata/UsageRights'))) ?? [];
  const said = (name: string): string | undefined => firstOf(usages, (usage) => lineAt(usage, name));
  const date = (name: string): string | undefined => {
    const text = said(name);
    return text !== undefined && /^\d{4}-?\d{2}-?\d{2}/.test(text) ? text : undefined;
  };
  const worded = ['StartDate', 'EndDate'].flatMap((name) =>
    said(name) !== undefined && date(name) === undefined ? [said(name) as string] : [],
  );
  const terms = [
    ...usages.flatMap((usage) => lineAt(usage, 'UsageType') ?? []),
    newsLine(components, 'RightsLine', language) ?? '',
    ...worded,
  ];
  const license = present({
    territory: said('Geography'),
    startsAt: date('StartDate'),
    endsAt: date('EndDate'),
    limitations: said('Limitations'),
  });
  const year = /\b(?:19|20)\d{2}\b/.exec(lineAt(copyright, 'CopyrightDate') ?? '')?.[0];
  return present<Partial<DraftItem>>({
    copyrightHolder: lineAt(copyright, 'CopyrightHolder') ?? said('RightsHolder'),
    copyrightYear: year,
    usageTerms: listOf(distinct(terms.filter((term) => term !== '')))?.join('\n'),
    ...(Object.keys(license).length > 0 ? { license } : {}),
  });
}

/** `DescriptiveMetadata`, also where an agency misspells it. `topics`: what `TopicOccurrence` points to. */
export function readDescriptive(components: Components, topics: ReadonlyMap<string, XmlElement>): Partial<DraftItem> {
  const descriptive = components.flatMap((component) =>
    childrenOf(component).filter(({ name }) => name.startsWith('DescriptiveMetad')),
  );
  const codes = descriptive.flatMap((meta) => childrenOf(meta, 'SubjectCode').flatMap((code) => childrenOf(code)));
  const subjects = codes.flatMap((code): readonly Concept[] => {
    const formal = attributeOf(code, 'FormalName');
    if (formal === undefined) return [];
    const name = lineOf(code);
    const uri = newsCodeUri(formal);
    return [present<Concept>({ name: name ?? (uri ? undefined : formal), ...(uri ? { uri } : { literal: formal }) })];
  });
  const occurrences = descriptive
    .flatMap((meta) => childrenOf(meta, 'TopicOccurrence'))
    .flatMap((occurrence) => topics.get((attributeOf(occurrence, 'Topic') ?? '').replace(/^#/, '')) ?? []);
  const found = (type: RegExp): readonly Concept[] =>
    occurrences.filter((topic) => type.test(typeOf(topic))).map(topicConcept);
  const locations = descriptive.flatMap((meta) => childrenOf(meta, 'Location'));
  const isOrigin = (location: XmlElement): boolean => /^origin$/i.test(attributeOf(location, 'HowPresent') ?? '');
  const named = descriptive.flatMap((meta) =>
    childrenOf(meta, 'Property').filter((found) => isNamed(found, 'Keyword')),
  );
  const isPerson = (keyword: XmlElement): boolean => /^person/i.test(attributeOf(keyword, 'Role') ?? '');
  const keywords = [
    ...named.filter((keyword) => !isPerson(keyword)).flatMap(valueOf),
    ...components.flatMap((component) =>
      allAt(component, 'NewsLines/KeywordLine').flatMap((line) => lineOf(line) ?? []),
    ),
  ].flatMap((line) => line.split(/\s*[;,]\s*/));
  return present<Partial<DraftItem>>({
    subjects: listOf(
      unique([...subjects, ...found(/^(?!.*(?:person|organi[sz]ation|company|location|city|country))/i)]),
    ),
    people: listOf(
      unique([
        ...found(/person/i),
        ...named
          .filter(isPerson)
          .flatMap(valueOf)
          .map((name) => ({ name })),
      ]),
    ),
    signal: gravestSignal(properties(descriptive, 'Version')),
    organisations: listOf(found(/organi[sz]ation|company/i)),
    places: listOf(
      unique([
        ...locations.filter((location) => !isOrigin(location)).flatMap(placeOf),
        ...found(/location|city|country/i),
      ]),
    ),
    located: firstOf(locations.filter(isOrigin), (location) => property(location, 'City')),
    keywords: listOf(distinct(keywords.filter((keyword) => keyword !== ''))),
    genres: listOf(
      unique(
        descriptive.flatMap((meta) =>
          childrenOf(meta, 'Genre').flatMap((genre) =>
            attributeOf(genre, 'FormalName') ? [{ name: attributeOf(genre, 'FormalName') as string }] : [],
          ),
        ),
      ),
    ),
  });
}

/** The language a story is declared in, by its own or its components' metadata or tags. */
export function languageOf(components: Components, item: XmlElement): string | undefined {
  const declared = firstOf(components, (component) =>
    firstOf(
      childrenOf(component).filter(({ name }) => name.startsWith('DescriptiveMetad')),
      (meta) => attributeAt(meta, 'Language', 'FormalName'),
    ),
  );
  return declared ?? firstOf([...components, item], (element) => attributeOf(element, 'xml:lang'));
}

/** Topics of every `TopicSet` around, by their ids. */
export function topicsOf(root: XmlElement): ReadonlyMap<string, XmlElement> {
  return new Map(
    descendantsOf(root, 'Topic').flatMap((topic) =>
      attributeOf(topic, 'Duid') ? [[attributeOf(topic, 'Duid') as string, topic] as const] : [],
    ),
  );
}

function typeOf(topic: XmlElement): string {
  return attributeAt(topic, 'TopicType', 'FormalName') ?? '';
}

function topicConcept(topic: XmlElement): Concept {
  const formal = lineAt(topic, 'FormalName');
  const name = lineAt(topic, 'Description') ?? formal;
  return present<Concept>({ name, ...(formal && formal !== name ? { literal: formal } : {}) });
}

function placeOf(location: XmlElement): readonly Concept[] {
  const country = property(location, 'Country') ?? property(location, 'CountryName');
  const name = property(location, 'City') ?? property(location, 'CountryArea') ?? country;
  // A code names nothing to readers.
  if (name !== undefined && name === country && /^[A-Z]{2,3}$/.test(name)) return [{ literal: name }];
  return name === undefined
    ? []
    : [present<Concept>({ name, ...(country && country !== name ? { literal: country } : {}) })];
}

function property(element: XmlElement, name: string): string | undefined {
  return properties([element], name)[0];
}

function properties(elements: readonly XmlElement[], name: string): readonly string[] {
  return elements
    .flatMap((element) => childrenOf(element, 'Property'))
    .filter((found) => isNamed(found, name))
    .flatMap(valueOf);
}

function isNamed(found: XmlElement, name: string): boolean {
  return attributeOf(found, 'FormalName')?.toLowerCase() === name.toLowerCase();
}

function valueOf(found: XmlElement): readonly string[] {
  const value = attributeOf(found, 'Value') ?? lineOf(found);
  return value === undefined ? [] : [value];
}

function unique(concepts: readonly Concept[]): readonly Concept[] {
  return [...new Map(concepts.map((concept) => [JSON.stringify(concept), concept])).values()];
}
