import { folded } from '../normalize/clean-text.ts';
import { attribute, elementsOf, isElement, isText } from '../normalize/html-tree.ts';
import type { Node, Parent } from '../normalize/html-tree.ts';
import { expandShortcodes, removedShortcodes } from './wordpress-shortcodes.ts';
import { isTracker, pictureOf } from '../normalize/body-figures.ts';
import { withoutFurniture } from './feed-furniture.ts';
import type { Warning } from '../contract/reasons.ts';
import type { DraftBody, DraftItem, DraftPicture } from './format.ts';
import type { InstantFields } from './instant-article.ts';
import { renderedText, withoutCdataMarks, withoutCutMark } from './rendered-text.ts';
import { toHtml } from './xml-html.ts';
import { holdsElements, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** What an entry says, before it is told whether that is the article or a teaser of it. */
export interface EntryTexts {
  /** Where the feed has the whole text (`content:encoded`, Atom `content`). */
  readonly full?: DraftBody;
  /** Where it has a text that may be one or the other (`description`, `summary`). */
  readonly short?: DraftBody;
  readonly link?: string;
  readonly headline?: string;
}

export type EntryBody = Pick<DraftItem, 'body' | 'summary' | 'linksTo' | 'inferences' | 'warnings' | 'pictures'> & {
  /** What the text says of itself, where it is a page of its own; what its entry says comes first. */
  readonly said?: InstantFields;
};

/** A description of several paragraphs and this length is an article; so is a longer one in one piece. */
const [wholeFrom, wholeInOnePiece] = [400, 1_200];
/** A longer summary would refuse its article, which a teaser is not worth. */
const maxSummary = 19_000;

/**
 * Tells an article from its teaser. What the feed marks as content is the article, unless it ends in a mark that it was cut. A description is one
 * where it is long and uncut (concluded, and said so), or where the entry points nowhere else; otherwise it is the summary, and the entry is
 * link-only: a teaser is never sent as an article.
 */
export async function entryBody({ full, short, link, headline }: EntryTexts): Promise<EntryBody> {
  const content = full && (await read(full, { headline, link }));
  const teaser = short && (await read(short, { headline, link }));
  const isTeaser = content !== undefined && link !== undefined && (content.isCut || isTeaserTwice(content, teaser));
  if (content && content.text !== '' && !isTeaser) {
    // Some feeds have the whole in `description`, and its beginning in `content`.
    const isBeginning = teaser && teaser.text.length > content.text.length * 1.5 && isWhole(teaser);
    if (!isBeginning) {
      const summary = await summaryOf(teaser, content.text);
      const said = content.fields === undefined ? {} : { said: content.fields };
      return { body: content.body, ...said, ...(summary ? { summary } : {}), ...warned(content) };
    }
  }
  const only = teaser && teaser.text !== '' ? teaser : content;
  if (!only || (only.text === '' && only.pictures.length === 0)) return link ? { linksTo: link } : {};
  if (link === undefined || (only !== content && isWhole(only))) {
    const method = 'the length of the description, which is not cut';
    return {
      body: only.body,
      ...warned(only),
      ...(link === undefined ? {} : { inferences: [{ field: 'body', method, confidence: 0.7 }] }),
    };
  }
  const summary = await summaryOf(only, '');
  const pictures = only.pictures.length > 0 ? only.pictures : (content?.pictures ?? []);
  return {
    ...(summary ? { summary } : {}),
    linksTo: link,
    ...(pictures.length > 0 ? { pictures } : {}),
  };
}

/** The content of an element as HTML or text: escaped markup, XHTML as it stands, or plain words. */
export function bodyIn(element: XmlElement | undefined): DraftBody | undefined {
  if (!element) return undefined;
  if (holdsElements(element)) return { kind: 'html', value: toHtml(element.children) };
  return bodyFrom(rawTextOf(element));
}

/** A text that may be HTML: it is when it has tags or names of characters. */
export function bodyFrom(raw: string): DraftBody | undefined {
  const text = withoutCdataMarks(raw);
  if (text.trim() === '') return undefined;
  const isHtml = /<(?:[a-z][a-z0-9-]*[\s/>]|\/[a-z]|!--)|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(text);
  return { kind: isHtml ? 'html' : 'text', value: text };
}

interface ReadText {
  readonly body: DraftBody;
  readonly text: string;
  readonly paragraphs: number;
  readonly isCut: boolean;
  readonly pictures: readonly DraftPicture[];
  readonly warnings: NonNullable<DraftItem['warnings']>;
  readonly fields?: InstantFields;
}

async function read(body: DraftBody, entry: { readonly headline?: string; readonly link?: string }): Promise<ReadText> {
  if (body.kind === 'text') {
    const paragraphs = body.value.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '').length;
    return { body, text: body.value.trim(), paragraphs, isCut: endsCut(body.value), pictures: [], warnings: [] };
  }
  const once = escapedOnce(body.value);
  const shortcodes = expandShortcodes(once, { gallery: () => '' });
  const { html, warnings: removed, isCut, root, fields } = await withoutFurniture(shortcodes.html, entry);
  const warnings = [...removed, ...(once === body.value ? [] : [unescaped]), ...removedShortcodes(shortcodes.removed)];
  if (!root) return { body, text: html, paragraphs: 1, isCut, pictures: [], warnings };
  const elements = elementsOf(root);
  const pictures = elements
    .filter((element) => element.tagName === 'img' && !isTracker(element, attribute(element, 'src')))
    // Relative addresses are left to be resolved.
    .map((image) => ({ url: attribute(image, 'src'), ...pictureOf(image, undefined) }))
    .filter(({ url }) => url !== undefined && url !== '' && !url.startsWith('data:'));
  const breaks = html.match(/(?:<br\s*\/?>\s*){2}/gi)?.length ?? 0;
  return {
    body: { kind: 'html', value: html },
    text: shownText(root).trim(),
    paragraphs: elements.filter(({ tagName }) => tagName === 'p').length + (breaks === 0 ? 0 : breaks + 1),
    isCut,
    pictures,
    warnings,
    ...(fields === undefined ? {} : { fields }),
  };
}

const unescaped: Warning = {
  code: 'FIELD_INFERRED',
  message: 'the text was concluded from HTML that had been escaped once too often',
  path: 'body',
};

/** HTML that was escaped twice shows its own tags: it has none, and closes paragraphs in words. */
function escapedOnce(html: string): string {
  if (/<[a-z/!]/i.test(html) || !/&lt;\/(?:p|div|strong|em|a|ul|figure|h\d)&gt;|&lt;br ?\/?&gt;/i.test(html))
    return html;
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#0?39);/g, "'")
    .replaceAll('&amp;', '&');
}

/** The words of a tree without its programs; the ends of blocks part words. */
function shownText(node: Node | Parent): string {
  if (isText(node)) return node.value;
  if (!('childNodes' in node)) return '';
  if (isElement(node) && ['script', 'style', 'noscript', 'template'].includes(node.tagName)) return '';
  const inside = node.childNodes.map(shownText).join('');
  return isElement(node) && !/^(?:a|abbr|b|em|i|span|strong|u|sub|sup|font|small|mark|q|cite|code)$/.test(node.tagName)
    ? `${inside} `
    : inside;
}

function isWhole({ text, paragraphs, isCut }: ReadText): boolean {
  if (isCut || endsCut(text)) return false;
  return text.length >= wholeInOnePiece || (text.length >= wholeFrom && paragraphs >= 2);
}

/** A content of a sentence or two that is the summary once more says that there is more elsewhere. */
function isTeaserTwice(content: ReadText, teaser: ReadText | undefined): boolean {
  const [shortest, longest] = [60, wholeFrom];
  if (!teaser || content.text.length < shortest || content.text.length >= longest) return false;
  return folded(content.text) === folded(teaser.text);
}

/** A teaser ends in an ellipsis, in brackets or bare. */
function endsCut(text: string): boolean {
  return /(?:…|\.\.\.|&hellip;)[\s\])”"»]*$/u.test(text.slice(-40));
}

/** The description beside a text: its summary, unless it is the text once more. */
async function summaryOf(teaser: ReadText | undefined, content: string): Promise<string | undefined> {
  if (!teaser) return undefined;
  const text = teaser.body.kind === 'html' ? teaser.text : await renderedText(teaser.body.value);
  const summary = withoutCutMark(text?.replace(/\s+/g, ' ').trim());
  if (summary === undefined || summary.length > maxSummary) return undefined;
  return folded(summary) === folded(content) ? undefined : summary;
}

function warned({ warnings }: ReadText): Pick<DraftItem, 'warnings'> {
  return warnings.length > 0 ? { warnings } : {};
}
