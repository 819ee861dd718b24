import { listOf, present } from '../article/present.ts';
import type { DraftBody, DraftItem, Format, Inference, ParsedDocument, Source } from './format.ts';
import type { Concept } from '../article/article.ts';
import { gravestSignal, withoutVersionNumber } from './agency-words.ts';
import type { Part } from './newsml-1-components.ts';
import { dataOf, isCaption, isContact, partsOf, picturesOf } from './newsml-1-components.ts';
import { languageOf, readDescriptive, readLines, readParties, readRights, topicsOf } from './newsml-1-meta.ts';
import { readManagement } from './newsml-1-management.ts';
import type { ReadItem } from './newsml-g2-packages.ts';
import { placePictures } from './newsml-g2-packages.ts';
import { readNitf } from './nitf.ts';
import { withoutContacts } from './story-text.ts';
import { readXhtmlStory } from './xhtml-story.ts';
import type { KnownFields } from './xhtml-story.ts';
import {
  allAt,
  append,
  childrenOf,
  descendantsOf,
  findAt,
  firstOf,
  lineAt,
  lineOf,
  refuseTooMany,
} from './xml-tree.ts';
import { readXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/**
 * IPTC NewsML 1.0 to 1.2: an envelope, items, and in them components within components, which hold text, pictures and the lines that belong to
 * either. A story takes each field from its own component, else from those around it.
 */
export const newsml1: Format = {
  id: 'newsml-1',
  name: 'IPTC NewsML 1.x',
  detect({ xmlRoot, head }: Source) {
    if (xmlRoot?.localName === 'NewsML') return 80;
    return xmlRoot?.localName === 'NewsItem' && /<Identification\b|<NewsManagement\b/.test(head) ? 80 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { root, warnings } = await readXml(source.text);
    const elements = root.name === 'NewsItem' ? [root] : descendantsOf(root, 'NewsItem');
    refuseTooMany(elements);
    const topics = topicsOf(root);
    const read: ReadItem[] = [];
    for (const [index, element] of elements.entries()) {
      const name = elements.length === 1 ? '' : `NewsItem[${index}]`;
      read.push(...(await readNewsItem(element, { name, envelope: findAt(root, 'NewsEnvelope'), topics })));
    }
    const { items, skipped } = placePictures(read);
    return { items, warnings: [...warnings, ...skipped] };
  },
};

interface ItemContext {
  readonly name: string;
  readonly envelope: XmlElement | undefined;
  readonly topics: ReadonlyMap<string, XmlElement>;
}

/** The item's stories: usually one; a component with a headline of its own beside the main one is a story of its own. */
async function readNewsItem(item: XmlElement, context: ItemContext): Promise<readonly ReadItem[]> {
  const management = readManagement(item);
  const component = findAt(item, 'NewsComponent');
  const parts = component ? partsOf(component) : [];
  const stories = storiesIn(parts);
  refuseTooMany(stories);
  const pictures = component ? picturesOf(component) : [];
  if (stories.length === 0) return [withoutStory(item, context, { management, parts, pictures })];
  const read: ReadItem[] = [];
  for (const [index, story] of stories.entries()) {
    const draft = await readStory(item, story, {
      ...context,
      management: index === 0 ? withContacts(management, parts) : management,
    });
    const id =
      index === 0
        ? management.nativeId
        : management.nativeId && `${management.nativeId}#${story[0]?.around.at(-1)?.attributes.get('Duid') ?? index}`;
    const name = index === 0 ? context.name : `${context.name}${context.name === '' ? '' : ' '}story[${index}]`;
    read.push({
      element: item,
      kind: 'text',
      draft: present<DraftItem>({
        ...draft,
        item: name,
        nativeId: id,
        pictures: listOf([...(draft.pictures ?? []), ...(index === 0 ? pictures : [])]),
      }),
    });
  }
  return read;
}

/** How to reach whoever sent it is no part of a story; that it was there is told. */
function withContacts(management: Partial<DraftItem>, parts: readonly Part[]): Partial<DraftItem> {
  if (!parts.some(isContact)) return management;
  const warning = { code: 'FIELD_IGNORED', message: 'contacts of the sender were left out', path: 'body' } as const;
  return { ...management, warnings: [...(management.warnings ?? []), warning] };
}

/** A kill has none; a picture by itself may belong to another item's; a reference is never followed. */
function withoutStory(
  element: XmlElement,
  { name }: ItemContext,
  {
    management,
    parts,
    pictures,
  }: {
    readonly management: Partial<DraftItem>;
    readonly parts: readonly Part[];
    readonly pictures: DraftItem['pictures'];
  },
): ReadItem {
  const components = childrenOf(element, 'NewsComponent');
  const language = languageOf(components, element);
  const base = present<DraftItem>({
    ...management,
    ...readLines(components, language),
    ...readRights(components, language),
    language,
    item: name,
  });
  if (management.status === 'canceled' || management.status === 'cancelled')
    return { element, kind: 'text', draft: base };
  const refuse = (code: 'NO_INLINE_CONTENT' | 'TYPE_UNSUPPORTED', message: string): DraftItem => ({
    ...base,
    rejections: [{ code, message, path: 'body' }],
  });
  const [picture] = pictures ?? [];
  if (picture)
    return {
      element,
      kind: 'picture',
      draft: refuse('TYPE_UNSUPPORTED', 'a picture by itself is no article'),
      picture,
    };
  if (childrenOf(element, 'Update').length > 0)
    return {
      element,
      kind: 'other',
      draft: refuse('TYPE_UNSUPPORTED', 'changes to parts of an item cannot be applied: send the item whole'),
    };
  const isElsewhere = parts.some(({ kind }) => kind === 'remote') || descendantsOf(element, 'NewsItemRef').length > 0;
  const draft = isElsewhere ? refuse('NO_INLINE_CONTENT', 'the text lies elsewhere, and nothing is fetched') : base;
  return { element, kind: isElsewhere ? 'other' : 'text', draft };
}

/** Texts by the component whose headline they stand under; the main story first. */
function storiesIn(parts: readonly Part[]): readonly (readonly Part[])[] {
  const texts = parts.filter((part) => part.kind === 'text' && !isCaption(part) && !isContact(part));
  const stories = new Map<XmlElement | undefined, Part[]>();
  for (const part of texts) append(stories, part.titled, part);
  const isMain = (story: readonly Part[]): boolean => story.some(({ role }) => /^(?:main|body|text)/.test(role));
  return [...stories.values()].toSorted((a, b) => Number(isMain(b)) - Number(isMain(a)));
}

const [titleRole, leadRole, summaryRole, bylineRole, keywordRole] = [
  /^(?:title|headline|heading)/,
  /^(?:lead|lede|intro)/,
  /abstract|summary|teaser|synopsis/,
  /byline|author|signature/,
  /keyword/,
];

async function readStory(
  item: XmlElement,
  story: readonly Part[],
  { management, envelope, topics }: Omit<ItemContext, 'name'> & { readonly management: Partial<DraftItem> },
): Promise<DraftItem> {
  const inRole = (role: RegExp): readonly Part[] => story.filter((part) => role.test(part.role));
  const lineIn = (role: RegExp): string | undefined => firstOf(inRole(role), ({ content }) => lineOf(dataOf(content)));
  const apart = new Set([titleRole, summaryRole, bylineRole, keywordRole].flatMap(inRole));
  const bodies = story.filter((part) => !apart.has(part));
  const components = [...new Set((bodies.length > 0 ? bodies : story).flatMap(({ around }) => around.toReversed()))];
  const language = languageOf(components, item);
  const lines = readLines(components, language);
  const headline = withoutVersionNumber(lines.headline ?? lineIn(titleRole), management.version);
  const byline = lines.byline ?? lineIn(bylineRole);
  const text = await readBodies(bodies, { headline, byline, dateline: lines.dateline });
  const own = present({
    ...lines,
    ...readParties(components, item, envelope),
    ...readRights(components, language),
    ...readDescriptive(components, topics),
  });
  const edNote = withoutContacts([own.edNote, text.edNote].filter((note) => note !== undefined).join('\n'));
  const signal = gravestSignal([management.signal, own.signal, text.signal].filter((found) => found !== undefined));
  const keywords = lineIn(keywordRole)?.split(/\s*[,;]\s*/);
  const slugline = lines.slugline ?? text.slugline ?? lineAt(item, 'Identification/NameLabel');
  return present<DraftItem>({
    ...text,
    ...own,
    ...management,
    item: '',
    headline: headline ?? text.headline,
    byline: byline ?? text.byline,
    slugline,
    summary: own.summary ?? lineIn(summaryRole) ?? lineIn(leadRole) ?? text.summary,
    language: language ?? text.language,
    keywords: listOf([...new Set([...(own.keywords ?? []), ...(keywords ?? []), ...(text.keywords ?? [])])]),
    edNote: edNote.note,
    signal,
    subheadline: own.subheadline === slugline ? undefined : (own.subheadline ?? text.subheadline),
    subjects: withNames(own.subjects ?? text.subjects, text.subjects),
    places: own.places?.some(({ name }) => name !== undefined) === false ? (text.places ?? own.places) : own.places,
    warnings: listOf([...(management.warnings ?? []), ...(text.warnings ?? [])]),
  });
}

/** Codes that the item gives alone have their names in the text's own list. */
function withNames(
  concepts: readonly Concept[] | undefined,
  named: readonly Concept[] | undefined,
): readonly Concept[] | undefined {
  const names = new Map((named ?? []).map(({ uri, name }) => [uri, name]));
  return concepts?.map((concept) => {
    const name = concept.name ?? (concept.uri === undefined ? undefined : names.get(concept.uri));
    return name === undefined ? concept : { ...concept, name };
  });
}

/** Each part of the story in turn: NITF with what it says of itself, else XHTML or text. */
async function readBodies(parts: readonly Part[], known: KnownFields): Promise<Partial<DraftItem>> {
  let merged: Partial<DraftItem> = {};
  const html: string[] = [];
  const inferences: Inference[] = [];
  for (const [index, { content }] of parts.entries()) {
    const data = dataOf(content) as XmlElement;
    const [nitf] = descendantsOf(data, 'nitf');
    const opening = index === 0 ? known : { headline: known.headline, byline: known.byline };
    const read = nitf ? await readNitf(nitf, '', opening) : await readPlain(data, opening);
    if (read.body) html.push(read.body.value);
    inferences.push(...(read.inferences ?? []).filter(({ field }) => index === 0 && field in read));
    merged = { ...read, ...merged };
  }
  const body: DraftBody | undefined = html.length > 0 ? { kind: 'html', value: html.join('\n') } : undefined;
  return present({ ...merged, body, inferences: listOf(inferences) });
}

async function readPlain(data: XmlElement, known: KnownFields): Promise<Partial<DraftItem>> {
  const [content] = [...descendantsOf(data, 'body.content'), ...allAt(data, 'body')];
  const { notes, ...story } = await readXhtmlStory(content ?? data, known);
  return present<Partial<DraftItem>>({ ...story, edNote: notes.length > 0 ? notes.join('\n') : undefined });
}
