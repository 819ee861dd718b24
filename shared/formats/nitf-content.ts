import { escapeHtml } from '../article/escape-html.ts';
import type { Warning } from '../contract/reasons.ts';
import type { DraftBody, DraftPicture } from './format.ts';
import type { Inference } from './format.ts';
import { isWrapped, storyNodes } from './story-nodes.ts';
import { asMeant, headlineFromText, unwrapped, withDateline, withoutRepeats } from './story-text.ts';
import type { KnownFields } from './xhtml-story.ts';
import type { HtmlRule } from './xml-html.ts';
import { toHtml } from './xml-html.ts';
import {
  allAt,
  attributeOf,
  childrenOf,
  descendantsOf,
  findAt,
  firstOf,
  isXmlElement,
  lineAt,
  lineOf,
  rawTextOf,
} from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** The text of a NITF document, as a body, and what stands in the text and belongs to fields. */
export interface NitfContent {
  readonly body?: DraftBody;
  readonly pictures: readonly DraftPicture[];
  readonly headline?: string;
  readonly byline?: string;
  readonly dateline?: string;
  /** Notes in the text that are for editors. */
  readonly notes: readonly string[];
  readonly inferences: readonly Inference[];
  readonly warnings: readonly Warning[];
}

/**
 * Reads `body.content` (NITF 3.x) into HTML: blocks, tables, quotations and lists by their HTML counterparts, media as figures, enriched text (people,
 * places, money …) as its text. `known`: the headline and byline of the document's own fields, which are not repeated in the body.
 */
export async function readNitfContent(nitf: XmlElement, known: KnownFields): Promise<NitfContent> {
  // Notes have contents of their own.
  const own = allAt(nitf, 'body/body.content');
  const contents = own.length > 0 ? own : descendantsOf(nitf, 'body.content').slice(0, 1);
  const nodes = await storyNodes(contents.flatMap(({ children }) => children));
  const found: Found = { pictures: [], notes: [], byline: known.byline, dateline: undefined };
  for (const element of nodes.filter(isXmlElement)) collect(element, found);
  const withHeadline = known.headline === undefined ? headlineFromText(nodes) : undefined;
  const story = withoutRepeats(unwrapped(nodes, ['block', 'section', 'div']), {
    headline: known.headline,
    subheadline: known.subheadline,
    byline: found.byline,
  });
  const html = toHtml(withDateline(asMeant(story.nodes), known.dateline), ruleFor).trim();
  const byline = found.byline === known.byline ? story.byline : found.byline;
  return {
    ...(html === '' ? {} : { body: { kind: 'html', value: html } }),
    pictures: found.pictures,
    ...(withHeadline ? { headline: withHeadline.headline } : {}),
    ...(byline === undefined ? {} : { byline }),
    ...(found.dateline === undefined ? {} : { dateline: found.dateline }),
    notes: [...found.notes, ...story.notes],
    inferences: [
      ...(withHeadline?.inferences ?? []),
      ...(story.byline && byline === story.byline
        ? [{ field: 'byline', method: 'the first line of the text', confidence: 0.8 }]
        : []),
    ],
    warnings: story.warnings,
  };
}

interface Found {
  readonly pictures: DraftPicture[];
  readonly notes: string[];
  byline: string | undefined;
  dateline: string | undefined;
}

/** Pictures, notes and head lines, wherever in the text they stand. */
function collect(element: XmlElement, found: Found): void {
  if (isPictureMedia(element)) found.pictures.push(pictureOf(element));
  else if (element.name === 'img') {
    const url = attributeOf(element, 'source') ?? attributeOf(element, 'src');
    if (url && !isPixel(element)) found.pictures.push({ url, ...alternativeTextOf(element) });
  } else if (isEditorsNote(element)) {
    const note = lineOf(element);
    if (note) found.notes.push(note);
  } else if (element.name === 'byline') found.byline ??= lineOf(element);
  else if (element.name === 'dateline') found.dateline ??= lineOf(element);
  else for (const child of childrenOf(element)) collect(child, found);
}

/** NITF 3.6 `note/@noteclass`. Notes of the classes `std` and `hd` are for readers. */
function isEditorsNote(element: XmlElement): boolean {
  return (
    element.name === 'note' && /editor|cpyright|cpyrt|trademk|undef/i.test(attributeOf(element, 'noteclass') ?? '')
  );
}

function isPictureMedia(element: XmlElement): boolean {
  if (element.name !== 'media') return false;
  const type = attributeOf(element, 'media-type');
  const mime = firstOf(childrenOf(element, 'media-reference'), (reference) => attributeOf(reference, 'mime-type'));
  return type === undefined
    ? mime === undefined || mime.startsWith('image/')
    : /image|photo|picture|graphic/i.test(type);
}

/** One picture in several sizes: the largest that has an address is the main one. */
function pictureOf(media: XmlElement): DraftPicture {
  const references = childrenOf(media, 'media-reference')
    .flatMap((reference) => {
      const url = attributeOf(reference, 'source');
      if (url === undefined || /^\s*(?!https?:)[a-z][a-z0-9+.-]*:/i.test(url)) return [];
      return [{ reference, url, width: pixelsOf(reference, 'width') }];
    })
    .toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const [main, ...others] = references;
  const caption = captionOf(media);
  const byline = metadataOf(media, /^(?:byline|photographer|creator)$/i);
  const credit = lineAt(media, 'media-producer');
  const height = main && pixelsOf(main.reference, 'height');
  const contentType = main && attributeOf(main.reference, 'mime-type');
  return {
    ...(main ? { url: main.url, ...alternativeTextOf(main.reference) } : {}),
    ...(main?.width ? { width: main.width } : {}),
    ...(height ? { height } : {}),
    ...(contentType ? { contentType } : {}),
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
    ...(byline && byline !== credit ? { byline } : {}),
    ...(others.length > 0
      ? {
          renditions: others.map(({ reference, url, width }, index) => ({
            name: attributeOf(reference, 'name') ?? attributeOf(reference, 'id') ?? `size-${index + 2}`,
            url,
            ...(width ? { width } : {}),
          })),
        }
      : {}),
  };
}

/** A caption's blocks, its heading first, on one line. */
function captionOf(media: XmlElement): string | undefined {
  const blocks = childrenOf(media, 'media-caption').flatMap((caption) =>
    childrenOf(caption).some(({ name }) => name === 'p') ? childrenOf(caption) : [caption],
  );
  const lines = blocks.flatMap((block) => lineOf(block) ?? []);
  const joined = lines.map((line, index) =>
    index < lines.length - 1 && /[\p{L}\p{N}]$/u.test(line) ? `${line}.` : line,
  );
  return joined.length > 0 ? joined.join(' ') : undefined;
}

function metadataOf(media: XmlElement, name: RegExp): string | undefined {
  const found = childrenOf(media, 'media-metadata').find((metadata) => name.test(attributeOf(metadata, 'name') ?? ''));
  return attributeOf(found, 'value');
}

/** A picture of one pixel counts readers. */
function isPixel(image: XmlElement): boolean {
  return ['width', 'height'].every((name) => /^[01](?:px)?$/.test(attributeOf(image, name) ?? ''));
}

function alternativeTextOf(element: XmlElement): { alternativeText?: string } {
  const text = attributeOf(element, 'alternate-text') ?? attributeOf(element, 'alt');
  return text ? { alternativeText: text } : {};
}

function pixelsOf(reference: XmlElement, name: string): number | undefined {
  const value = attributeOf(reference, name) ?? '';
  return /^\d{1,5}$/.test(value) && Number(value) > 0 ? Number(value) : undefined;
}

/** NITF elements by the HTML element that means the same. */
const counterparts: Readonly<Record<string, string>> = {
  block: 'div',
  hl1: 'h2',
  hl2: 'h2',
  bq: 'blockquote',
  q: 'q',
  'nitf-col': 'col',
  'nitf-colgroup': 'colgroup',
  fn: 'p',
  note: 'div',
  'body.end': 'div',
};
const same = new Set(
  'p ol ul li dl dt dd table caption thead tbody tfoot tr th td br hr pre a em strong b i u sub sup h1 h2 h3 h4 h5 h6 div span blockquote figure figcaption'.split(
    ' ',
  ),
);
const left = new Set(
  'nitf-table-metadata col colgroup nitf-col nitf-colgroup lang alt-code byline dateline media-metadata tagline'.split(
    ' ',
  ),
);

function ruleFor(element: XmlElement): HtmlRule {
  const { name } = element;
  if (left.has(name) || isEditorsNote(element) || element.namespace.includes('XInclude')) return 'drop';
  if (name === 'media') return { html: mediaHtml(element) };
  if (name === 'img') {
    if (isPixel(element)) return 'drop';
    const url = attributeOf(element, 'source') ?? attributeOf(element, 'src') ?? '';
    return { html: `<img src="${escapeHtml(url)}" alt="${escapeHtml(attributeOf(element, 'alt') ?? '')}">` };
  }
  if (name === 'frac')
    return { html: escapeHtml(`${lineAt(element, 'frac-num') ?? ''}/${lineAt(element, 'frac-den') ?? ''}`) };
  if (name === 'credit') return { as: 'cite' };
  if (name === 'p' && isBrokenAtWidth(element)) return { html: `<p>${escapeHtml(unbroken(element))}</p>` };
  if (name === 'em' && /bold|strong/i.test(attributeOf(element, 'class') ?? '')) return { as: 'strong' };
  if (Object.hasOwn(counterparts, name)) return { as: counterparts[name] as string };
  if (same.has(name)) return { as: name };
  return isData(element) ? 'drop' : 'unwrap';
}

/** What is no element of NITF's text, and no text around one either (`__proto__`, foreign vocabularies), still gives its words. */
function isData(element: XmlElement): boolean {
  return ['script', 'style', 'object', 'iframe', 'applet'].includes(element.name);
}

function mediaHtml(media: XmlElement): string {
  if (!isPictureMedia(media)) {
    const source = firstOf(childrenOf(media, 'media-reference'), (reference) => attributeOf(reference, 'source'));
    return source === undefined ? '' : `<video src="${escapeHtml(source)}"></video>`;
  }
  const { url, alternativeText = '', caption, credit } = pictureOf(media);
  if (url === undefined) return '';
  const below =
    (caption ? escapeHtml(caption) : '') + (credit ? ` <span class="credit">${escapeHtml(credit)}</span>` : '');
  return (
    `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alternativeText)}">` +
    `${below === '' ? '' : `<figcaption>${below}</figcaption>`}</figure>`
  );
}

function isBrokenAtWidth(paragraph: XmlElement): boolean {
  return isWrapped(linesOf(paragraph.children) ?? []);
}

function linesOf(nodes: readonly XmlNode[]): readonly string[] | undefined {
  const lines = [''];
  for (const node of nodes) {
    if (!isXmlElement(node)) lines[lines.length - 1] += node;
    else if (node.name === 'br') lines.push('');
    else return undefined;
  }
  return lines.filter((line, index) => line.trim() !== '' || index < lines.length - 1);
}

function unbroken(paragraph: XmlElement): string {
  return paragraph.children.map((node) => (isXmlElement(node) && node.name === 'br' ? ' ' : rawTextOf(node))).join('');
}

/** A byline with the title under the name (`byttl`), and several of them, as printed. */
export function printedByline(head: XmlElement | undefined): string | undefined {
  const lines = allAt(head, 'byline').flatMap((byline) => {
    const title = lineAt(byline, 'byttl');
    const people = allAt(byline, 'person').flatMap((person) => lineOf(person) ?? []);
    const whole = lineOf(byline);
    if (whole === undefined) return [];
    const plain = title === undefined ? whole : lineOf(whole.replace(title, ''))?.replace(/[\s,;|-]+$/, '');
    const apart =
      people.length > 1 && plain !== undefined && !/,|;|\b(?:and|und|et|y|e|en)\b/.test(plain)
        ? people.join(', ')
        : plain;
    return apart === undefined || apart === '' ? [] : [apart];
  });
  return lines.length > 0 ? lines.join(', ') : undefined;
}

/** “GENEVA, 3 May”: the place, then the day the story was written. */
export function printedDateline(head: XmlElement | undefined): {
  readonly dateline?: string;
  readonly located?: string;
} {
  const dateline = findAt(head, 'dateline');
  const whole = lineOf(dateline);
  const location = findAt(dateline, 'location');
  const located = location && (lineAt(location, 'city') ?? lineOf(location));
  const day = lineAt(dateline, 'story.date');
  const printed =
    location === undefined ? whole : [lineOf(location), day].filter((part) => part !== undefined).join(', ');
  return { ...(printed ? { dateline: printed } : {}), ...(located ? { located } : {}) };
}
