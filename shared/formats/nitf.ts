import { listOf, present } from '../article/present.ts';
import { agencyNamed } from '../normalize/agencies.ts';
import { hasBylineOpener, looksLikeNames } from '../normalize/bylines.ts';
import type { Warning } from '../contract/reasons.ts';
import type { DraftAuthor, DraftItem, Format, Inference, ParsedDocument, Source } from './format.ts';
import { isSlugInCapitals, withoutDeskSign } from './agency-words.ts';
import { beside, metaOf, readConcepts } from './nitf-concepts.ts';
import { printedByline, printedDateline, readNitfContent } from './nitf-content.ts';
import type { KnownFields } from './xhtml-story.ts';
import { isRenderedNitf, readRenderedNitf } from './nitf-rendered.ts';
import { unescapedLine } from './story-nodes.ts';
import { withoutContacts } from './story-text.ts';
import { readXml } from './xml.ts';
import type { XmlElement } from './xml.ts';
import {
  allAt,
  attributeAt,
  attributeOf,
  descendantsOf,
  findAt,
  firstOf,
  isXmlElement,
  lineAt,
  lineOf,
  refuseTooMany,
} from './xml-tree.ts';

/** IPTC NITF 3.x (https://iptc.org/std/NITF/): with its namespace or without, with a DOCTYPE or without; in a wrapper with several, several items. */
export const nitf: Format = {
  id: 'nitf',
  name: 'IPTC NITF',
  detect({ xmlRoot, head }: Source) {
    if (xmlRoot?.localName === 'nitf') return 80;
    if (xmlRoot?.namespace?.startsWith('http://iptc.org/std/NITF/')) return 80;
    return xmlRoot !== undefined && /<(?:[\w.-]+:)?nitf[\s>]/.test(head) ? 50 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { root, warnings } = await readXml(source.text);
    const documents = root.name === 'nitf' ? [root] : descendantsOf(root, 'nitf');
    refuseTooMany(documents);
    const items: DraftItem[] = [];
    for (const [index, document] of documents.entries())
      items.push(await readNitf(document, documents.length === 1 ? '' : `nitf[${index}]`));
    return { items, warnings };
  },
};

/** One `nitf` element as an item. Also what NewsML carries: `known` are the fields that it has for itself. */
export async function readNitf(document: XmlElement, item: string, known: KnownFields = {}): Promise<DraftItem> {
  if (isRenderedNitf(document)) return readRenderedNitf(document, item);
  const [head, bodyHead] = [findAt(document, 'head'), findAt(document, 'body/body.head')];
  const docdata = findAt(head, 'docdata');
  const bylines = readByline(bodyHead, document);
  const headline = withoutMarks(
    lineAt(bodyHead, 'hedline/hl1') ?? lineAt(head, 'title') ?? lineAt(bodyHead, 'headline'),
  );
  const summary = readAbstract(bodyHead);
  const concepts = readConcepts(head, docdata);
  const seconds = allAt(bodyHead, 'hedline/hl2').flatMap((hl2) => lineOf(hl2) ?? []);
  // Some repeat the desk's keyword where the second headline belongs.
  const slug = seconds.find((hl2) => isSlugInCapitals(hl2) && concepts.keywords?.includes(hl2));
  const subheadlines = seconds.filter((hl2) => hl2 !== slug && agencyNamed(hl2) === undefined);
  const place = printedDateline(bodyHead);
  const content = await readNitfContent(document, {
    headline: known.headline ?? headline,
    subheadline: known.subheadline ?? subheadlines[0],
    byline: known.byline ?? bylines.byline,
    dateline: known.dateline ?? place.dateline,
  });
  const edNote = withoutContacts(
    [attributeAt(docdata, 'ed-msg', 'info'), lineAt(docdata, 'ed-msg'), ...content.notes].filter(Boolean).join('\n'),
  );
  const warnings: Warning[] = [
    ...content.warnings,
    ...leftOut(document, bylines.byline),
    ...(edNote.hadContacts
      ? [{ code: 'FIELD_IGNORED' as const, message: 'contacts of the desk were left out', path: 'ed-msg' }]
      : []),
  ];
  return present<DraftItem>({
    item,
    nativeId: attributeAt(docdata, 'doc-id', 'id-string') ?? attributeOf(document, 'uno'),
    version: attributeAt(docdata, 'du-key', 'version'),
    headline: headline ?? content.headline,
    subheadline: subheadlines[0] ?? bylines.subheadline,
    otherHeadlines: listOf(subheadlines.slice(1).map((value) => ({ role: 'subhead', value }))),
    slugline: attributeAt(docdata, 'du-key', 'key') ?? metaOf(head, /^(?:anpa-keyword|slug(?:line)?)$/i) ?? slug,
    summary: summary === headline ? undefined : summary,
    byline: bylines.byline ?? content.byline,
    authors: bylines.authors,
    dateline: place.dateline ?? content.dateline,
    located: place.located,
    ...readCredits(docdata, bodyHead),
    ...readTimes(head),
    ...readStatus(docdata),
    canonicalUrl: firstOf(beside(head, 'pubdata'), (pubdata) => webAddress(attributeOf(pubdata, 'ex-ref'))),
    urgency: attributeAt(docdata, 'urgency', 'ed-urg'),
    edNote: edNote.note,
    language:
      attributeOf(document, 'baselang') ??
      attributeOf(document, 'xml:lang') ??
      attributeAt(document, 'body', 'xml:lang') ??
      metaOf(head, /^(?:article-)?language$/i),
    ...concepts,
    body: content.body,
    pictures: listOf(content.pictures),
    inferences: listOf([...content.inferences, ...bylines.inferences]),
    warnings: listOf(warnings),
  });
}

/** Its paragraphs, one a line. */
function readAbstract(bodyHead: XmlElement | undefined): string | undefined {
  const abstract = findAt(bodyHead, 'abstract');
  const paragraphs = allAt(abstract, 'p').flatMap((paragraph) => lineOf(paragraph) ?? []);
  return paragraphs.length > 0 ? paragraphs.join('\n') : lineOf(abstract);
}

/** A headline without the marks of urgency and the sign that wires put before it (“>>>AGENCY/…”). */
function withoutMarks(headline: string | undefined): string | undefined {
  const plain = headline === undefined ? undefined : unescapedLine(headline.replace(/^(?:[>*]+|\++)\s*|\s*\++$/g, ''));
  const sign = /^([\p{L}]{2,12})\//u.exec(plain ?? '')?.[1];
  return sign !== undefined && agencyNamed(sign) ? plain?.slice(sign.length + 1) : plain;
}

interface ReadByline {
  readonly byline?: string;
  readonly subheadline?: string;
  readonly authors?: readonly DraftAuthor[];
  readonly inferences: readonly Inference[];
}

/** Some agencies put a second headline where the byline belongs: a sentence names nobody. */
function readByline(bodyHead: XmlElement | undefined, document: XmlElement): ReadByline {
  const byline = withoutDeskSign(printedByline(bodyHead)) ?? tagline(document);
  if (byline === undefined) return { inferences: [] };
  // Names are capitalised, but for particles (“van der”).
  const small = byline.split(' ').filter((word) => /^\p{Ll}/u.test(word) && !nameParticles.has(word));
  if (small.length > 2 && !hasBylineOpener(byline) && !looksLikeNames(byline)) {
    const inference = { field: 'subheadline', method: 'a sentence in the place of the byline', confidence: 0.8 };
    return { subheadline: byline, inferences: [inference] };
  }
  const people = allAt(bodyHead, 'byline/person').flatMap((person) => lineOf(person) ?? []);
  return { byline, ...(people.length > 0 ? { authors: people.map((name) => ({ name })) } : {}), inferences: [] };
}

const nameParticles = new Set('by and und et y e de da di del van von der den le la al'.split(' '));

/** A line of names at the end; with more in it, it is about them, and holds how to reach them. */
function tagline(document: XmlElement): string | undefined {
  const line = lineAt(document, 'body/body.end/tagline');
  return line !== undefined && line.length < 90 && hasBylineOpener(line) && looksLikeNames(line) ? line : undefined;
}

/** What stands under the story is about its writers and how to reach them. */
function leftOut(document: XmlElement, byline: string | undefined): readonly Warning[] {
  const line = lineAt(document, 'body/body.end');
  if (line === undefined || line === byline) return [];
  return [{ code: 'FURNITURE_REMOVED', message: 'what stands in body.end was left out', path: 'body.end' }];
}

function readCredits(docdata: XmlElement | undefined, bodyHead: XmlElement | undefined): Partial<DraftItem> {
  const sources = allAt(docdata, 'del-list/from-src')
    .flatMap((source) => {
      const name = attributeOf(source, 'src-name') ?? lineOf(source);
      return name === undefined ? [] : [{ name, level: Number(attributeOf(source, 'level-number') ?? 99) }];
    })
    .toSorted((a, b) => a.level - b.level);
  const distributor = lineAt(bodyHead, 'distributor');
  const holder = attributeAt(docdata, 'doc.copyright', 'holder');
  const agency = holder !== undefined && agencyNamed(holder) ? holder : undefined;
  const rights = findAt(docdata, 'doc.rights');
  const named = findAt(bodyHead, 'rights');
  const right = (attribute: string): string | undefined =>
    attributeOf(rights, attribute) ?? lineAt(named, `rights.${attribute}`);
  const license = present({
    territory: right('geography'),
    startsAt: right('startdate'),
    endsAt: right('enddate'),
    limitations: right('limitations'),
  });
  return {
    source:
      sources[0]?.name ??
      distributor ??
      agency ??
      firstOf(allAt(bodyHead, 'byline/byttl'), agencyIn) ??
      attributeAt(docdata, 'doc-id', 'regsrc'),
    provider: distributor,
    creditLine: distributor,
    copyrightHolder: holder ?? right('owner'),
    copyrightNotice:
      firstOf(
        allAt(bodyHead, 'note').filter((note) => attributeOf(note, 'noteclass') === 'cpyrt'),
        lineOf,
      ) ?? noticeIn(named),
    copyrightYear: /^\d{4}$/.exec(attributeAt(docdata, 'doc.copyright', 'year') ?? '')?.[0],
    usageTerms: right('type'),
    ...(Object.keys(license).length > 0 ? { license } : {}),
    chain: listOf(sources.map(({ name }) => ({ name }))),
  };
}

/** Words of `rights` that claim a copyright, without those of the elements in it. */
function noticeIn(rights: XmlElement | undefined): string | undefined {
  const own = (rights?.children ?? []).filter((node) => !isXmlElement(node)).map((node) => lineOf(node) ?? '');
  const line = own.join(' ').replace(/\s+/g, ' ').trim();
  return /©|\(c\)|copyright|all rights reserved/i.test(line) ? line : undefined;
}

/** “Reporter, Agency” under a name. */
function agencyIn(title: XmlElement): string | undefined {
  return (lineOf(title) ?? '').split(/\s*[,/]\s*/).find((part) => agencyNamed(part) !== undefined);
}

function readTimes(head: XmlElement | undefined): Partial<DraftItem> {
  const docdata = findAt(head, 'docdata');
  const issues = allAt(docdata, 'date.issue').flatMap((issue) => attributeOf(issue, 'norm') ?? lineOf(issue) ?? []);
  const revised = beside(head, 'revision-history').flatMap((revision) => attributeOf(revision, 'norm') ?? []);
  const modified = revised.at(-1) ?? (issues.length > 1 ? issues.at(-1) : undefined);
  return {
    published: issues[0] ?? firstOf(beside(head, 'pubdata'), (data) => attributeOf(data, 'date.publication')),
    modified,
    expires: attributeAt(docdata, 'date.expire', 'norm'),
  };
}

/**
 * `date.release` is when the item may be used (NITF 3.6), `date.expire` when no longer; a release that is the issue is no embargo. An item that cancels
 * another names it in `management-doc-idref`.
 */
function readStatus(docdata: XmlElement | undefined): Partial<DraftItem> {
  const said = attributeOf(docdata, 'management-status');
  const isEmbargoed = /^embargo/i.test(said ?? '');
  const released = attributeAt(docdata, 'date.release', 'norm');
  const isOwn = released !== undefined && released !== attributeAt(docdata, 'date.issue', 'norm');
  const embargo = isEmbargoed ? (released ?? '') : isOwn ? released : undefined;
  const other = attributeOf(docdata, 'management-doc-idref');
  const fate = attributeOf(docdata, 'management-idref-status');
  const correction = findAt(docdata, 'correction');
  const corrected = attributeOf(correction, 'id-string');
  return present<Partial<DraftItem>>({
    // What ends at its release is usable after it.
    status: isEmbargoed ? 'usable' : /^cancel/i.test(fate ?? '') && other ? 'canceled' : said,
    embargo,
    replaces: other,
    signal: correction ? 'correction' : undefined,
    correction: attributeOf(correction, 'info'),
    altIds: corrected ? [{ role: 'corrects', value: corrected }] : undefined,
  });
}

function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\//i.test(text) ? text : undefined;
}
