import { listOf, present } from '../article/present.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';
import { agencyNamed } from '../normalize/agencies.ts';
import { readStatus } from '../normalize/status.ts';
import { urgencyOf } from './agency-words.ts';
import type { DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import { draftFromMatter } from './matter-fields.ts';
import type { FoundArticle } from './xml-article-shape.ts';
import { articlesIn, flagsOf, isEvent, matterOf, picturesIn } from './xml-article-shape.ts';
import { withoutContacts } from './story-text.ts';
import { readXhtmlStory } from './xhtml-story.ts';
import { attributeOf, refuseTooMany } from './xml-tree.ts';
import { readXml } from './xml.ts';

/**
 * XML in no standard's names, as agencies and content systems export it: an element that holds a text beside what names it (a headline, or an id and a date).
 * Its fields are read by the names that systems share, in several languages. What holds no such element is no article.
 */
export const xmlArticle: Format = {
  id: 'xml-article',
  name: 'XML article',
  detect({ xmlRoot, head, extension, contentType }: Source) {
    // Names that HTML has, too, around names that it has not.
    const isOwn = /<(?:\w+:)?(?:headline|byline|newsid|bodytext|pub(?:lish)?date)\b/i.test(head);
    if (isOwn && /^(?:article|section|main|body)$/i.test(xmlRoot?.localName ?? '')) return 80;
    if (xmlRoot !== undefined || /^\s*<\?xml\s/.test(head)) return 20;
    const isNamed = extension === 'xml' || /(?:\/|\+)xml$/.test(contentType ?? '');
    return isNamed && /^\s*</.test(head) ? 20 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { root, warnings } = await readXml(source.text);
    const found = articlesIn(root);
    refuseTooMany(found);
    if (found.length === 0) {
      throw isEvent(root) ? new Unreadable(event.code, event.message) : noArticle(root.name);
    }
    const language = attributeOf(root, 'xml:lang');
    const items: DraftItem[] = [];
    for (const [index, article] of found.entries())
      items.push(await readArticle(article, found.length === 1 ? '' : `${article.element.name}[${index}]`, language));
    return { items, warnings };
  },
};

const event: Rejection = {
  code: 'TYPE_UNSUPPORTED',
  message: 'the XML describes an event, which is no article',
  path: 'body',
};

async function readArticle(article: FoundArticle, item: string, language: string | undefined): Promise<DraftItem> {
  const { matter, hadContacts } = matterOf(article);
  const { item: fields, rejections, warnings } = draftFromMatter(matter);
  const story = await readXhtmlStory(article.body, { headline: fields.headline, byline: fields.byline });
  const urgency = urgencyOf(fields.urgency);
  const flags = flagsOf(article.element);
  const edNote = withoutContacts([fields.edNote ?? '', ...story.notes].join('\n'));
  const left: readonly Warning[] =
    hadContacts || edNote.hadContacts ? [{ code: 'FIELD_IGNORED', message: 'contacts of the desk were left out' }] : [];
  return present<DraftItem>({
    ...fields,
    item,
    ...flags,
    status: flags.status ?? statusOf(fields.status),
    headline: fields.headline ?? story.headline,
    byline: fields.byline ?? (fields.authors === undefined ? story.byline : undefined),
    source: sourceOf(fields.source),
    summary: withoutCut(fields.summary, story.body?.value),
    urgency: urgency.urgency,
    edNote: edNote.note,
    language: fields.language ?? attributeOf(article.element, 'xml:lang') ?? language,
    body: story.body,
    pictures: listOf([...(fields.pictures ?? []), ...picturesIn(article)]),
    inferences: listOf([...(fields.inferences ?? []), ...story.inferences]),
    warnings: listOf([...warnings, ...story.warnings, ...urgency.warnings, ...left]),
    rejections: listOf(isEvent(article.element) ? [...rejections, event] : rejections),
  });
}

/** “New news”, “ny”, “updated story”: what kind of version it is, in words of the system. Any other unknown word is not published. */
function statusOf(status: string | undefined): string | undefined {
  if (status === undefined || readStatus(status) !== undefined) return status;
  return /^(?:new|ny|neu|nouveau|update|opdater|aktualisiert)\w*\s/i.test(status) ? 'usable' : status;
}

/** “/agency/”, “(AGENCY)” as wires sign. */
function sourceOf(source: string | undefined): string | undefined {
  const name = source?.replace(/^[\s/(]+|[\s/)]+$/g, '');
  return name ? (agencyNamed(name) ?? agencyNamed(name[0]?.toUpperCase() + name.slice(1)) ?? name) : undefined;
}

/** A summary that is the text's beginning, cut, says nothing more. */
function withoutCut(summary: string | undefined, html: string | undefined): string | undefined {
  const cut = /^(.+?)\s*(?:\.\.\.|…)$/s.exec(summary ?? '')?.[1];
  const text = (html ?? '')
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return cut !== undefined && text.trimStart().startsWith(cut.slice(0, -3).trimEnd()) ? undefined : summary;
}

/** Lists of addresses that sites publish beside their feeds. */
const lists: Readonly<Record<string, string>> = {
  urlset: 'a sitemap',
  sitemapindex: 'an index of sitemaps',
  opml: 'a list of feeds (OPML)',
};

function noArticle(root: string): Unreadable {
  const list = lists[root.toLowerCase()];
  if (list !== undefined)
    return new Unreadable('FORMAT_UNSUPPORTED', `${list} names addresses, not texts: send the feed or the articles`);
  return new Unreadable(
    'FORMAT_UNKNOWN',
    `XML (${root.slice(0, 60)}) in no standard that is read, without a text and what names it`,
  );
}
