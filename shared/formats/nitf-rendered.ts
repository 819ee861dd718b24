import { listOf, present } from '../article/present.ts';
import { generatorName } from '../article/attribution-mark.ts';
import type { Concept } from '../article/article.ts';
import { escapeHtml } from '../article/escape-html.ts';
import type { DraftItem, DraftPicture } from './format.ts';
import type { HtmlRule } from './xml-html.ts';
import { toHtml } from './xml-html.ts';
import {
  allAt,
  attributeAt,
  attributeOf,
  childrenOf,
  descendantsOf,
  findAt,
  isXmlElement,
  lineAt,
  lineOf,
  rawTextOf,
} from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** Whether a document says that Byline rendered it: it then needs no guessing, and nothing in its text repeats its fields. */
export function isRenderedNitf(document: XmlElement): boolean {
  return allAt(document, 'head/meta').some(
    (meta) => attributeOf(meta, 'name') === 'generator' && attributeOf(meta, 'content') === generatorName,
  );
}

/** The inverse of `shared/outputs/nitf.ts`. */
export function readRenderedNitf(document: XmlElement, item: string): DraftItem {
  const [head, bodyHead] = [findAt(document, 'head'), findAt(document, 'body/body.head')];
  const docdata = findAt(head, 'docdata');
  const meta = (name: string): string | undefined =>
    attributeOf(
      allAt(head, 'meta').find((found) => attributeOf(found, 'name') === name),
      'content',
    );
  const revised = (pattern: RegExp): string | undefined =>
    attributeOf(
      allAt(head, 'revision-history').find((entry) => pattern.test(attributeOf(entry, 'comment') ?? '')),
      'norm',
    );
  const subheadline = (role: string): string | undefined =>
    lineOf(allAt(bodyHead, 'hedline/hl2').find((hl2) => attributeOf(hl2, 'class') === role));
  const status = attributeOf(docdata, 'management-status');
  const content = findAt(document, 'body/body.content');
  const summary = allAt(bodyHead, 'abstract/p').map((line) => lineOf(line) ?? '');
  const hands = allAt(docdata, 'del-list/from-src').flatMap((hand) => attributeOf(hand, 'src-name') ?? []);
  return present<DraftItem>({
    item,
    nativeId: attributeAt(docdata, 'doc-id', 'id-string'),
    version: attributeAt(docdata, 'du-key', 'version') ?? meta('version'),
    headline: lineAt(bodyHead, 'hedline/hl1'),
    subheadline: subheadline('subhead'),
    kicker: subheadline('kicker'),
    slugline: attributeAt(docdata, 'du-key', 'key'),
    summary: summary.length > 0 ? summary.join('\n') : undefined,
    correction: attributeAt(docdata, 'correction', 'info'),
    authors: listOf(allAt(bodyHead, 'byline/person').flatMap((person) => named(person))),
    located: lineAt(bodyHead, 'dateline/location'),
    source: attributeAt(docdata, 'doc-id', 'regsrc'),
    provider: lineAt(bodyHead, 'distributor'),
    chain: listOf(hands.slice(0, -1).map((name) => ({ name }))),
    creditLine: lineAt(document, 'body/body.end/tagline'),
    copyrightHolder: attributeAt(docdata, 'doc.copyright', 'holder'),
    copyrightNotice: lineAt(bodyHead, 'note/body.content/p'),
    usageTerms: attributeAt(docdata, 'doc.rights', 'limitations'),
    ...licenseOf(findAt(docdata, 'doc.rights')),
    licenseUrl: meta('license'),
    canonicalUrl: attributeAt(head, 'pubdata', 'ex-ref'),
    published: attributeAt(docdata, 'date.issue', 'norm'),
    modified: revised(/^(?:changed|corrected)$/),
    firstCreated: revised(/^created$/),
    contentCreated: revised(/^content created$/),
    embargo: attributeAt(docdata, 'date.release', 'norm'),
    expires: attributeAt(docdata, 'date.expire', 'norm'),
    status: status === 'embargoed' ? 'usable' : status,
    urgency: attributeAt(docdata, 'urgency', 'ed-urg'),
    language: attributeOf(document, 'baselang'),
    ...conceptsOf(head, docdata),
    ...(content === undefined || status === 'canceled' ? {} : textOf(content)),
  });
}

function licenseOf(rights: XmlElement | undefined): Pick<DraftItem, 'license'> {
  const license = present({ territory: attributeOf(rights, 'geography'), endsAt: attributeOf(rights, 'enddate') });
  return Object.keys(license).length > 0 ? { license } : {};
}

function conceptsOf(head: XmlElement | undefined, docdata: XmlElement | undefined): Partial<DraftItem> {
  const coded = allAt(head, 'tobject/tobject.subject').map((subject): Concept => {
    const isMediatopic = attributeOf(subject, 'tobject.subject.ipr') === 'IPTC:mediatopic';
    const scheme = `http://cv.iptc.org/newscodes/${isMediatopic ? 'mediatopic' : 'subjectcode'}/`;
    return present({
      name: attributeOf(subject, 'tobject.subject.detail'),
      uri: `${scheme}${attributeOf(subject, 'tobject.subject.refnum')}`,
    });
  });
  const identified = findAt(docdata, 'identified-content');
  const plain = allAt(identified, 'classifier').map((subject) =>
    present({ name: attributeOf(subject, 'value'), uri: attributeOf(subject, 'idsrc') }),
  );
  const names = (path: string): readonly Concept[] | undefined => listOf(allAt(identified, path).flatMap(named));
  return {
    subjects: listOf([...coded, ...plain]),
    keywords: listOf(allAt(docdata, 'key-list/keyword').flatMap((keyword) => attributeOf(keyword, 'key') ?? [])),
    genres: listOf(
      allAt(head, 'tobject/tobject.property').flatMap((genre) => {
        const name = attributeOf(genre, 'tobject.property.type');
        return name === undefined ? [] : [{ name }];
      }),
    ),
    people: names('person'),
    organisations: names('org'),
    places: names('location'),
  };
}

function named(element: XmlElement): readonly { readonly name: string }[] {
  const name = lineOf(element);
  return name === undefined ? [] : [{ name }];
}

function textOf(content: XmlElement): Pick<DraftItem, 'body' | 'pictures'> {
  const html = toHtml(content.children, ruleFor);
  return {
    pictures: listOf(
      descendantsOf(content, 'media')
        .toSorted((a, b) => placeOf(a) - placeOf(b))
        .map(pictureOf),
    ),
    ...(html.trim() === '' ? {} : { body: { kind: 'html', value: html } }),
  };
}

const emphasis = /^(?:strong|b|i|u|s|sub|sup|small|mark|abbr|cite|code|kbd|samp|var|time|bdi|ruby|rt|rp)$/;

function ruleFor(element: XmlElement): HtmlRule {
  const [own = '', ...more] = (attributeOf(element, 'class') ?? '').split(' ');
  const direction = [own, ...more].find((name) => name.startsWith('dir-'))?.slice('dir-'.length);
  switch (element.name) {
    case 'hl2':
      return written(element, /^h[2-6]$/.test(own) ? own : 'h2', { direction });
    case 'em':
      return written(element, emphasis.test(own) ? own : 'em', { direction });
    case 'bq':
      return written(element, 'blockquote', { direction });
    case 'block':
      return 'unwrap';
    case 'ol':
      return written(element, 'ol', { direction, start: attributeOf(element, 'seqnum') });
    case 'media':
      return { html: figureOf(element) };
    case 'p':
      return own === 'inline' ? 'unwrap' : written(element, 'p', { direction });
    default:
      return direction === undefined ? { as: element.name } : written(element, element.name, { direction });
  }
}

/** An element under its HTML name, with what its class and `xml:lang` stand for. */
function written(
  element: XmlElement,
  name: string,
  { direction, start }: { readonly direction?: string; readonly start?: string },
): HtmlRule {
  const attributes = [
    ['dir', direction],
    ['lang', attributeOf(element, 'xml:lang')],
    ['start', start],
  ] as const;
  const said = attributes.map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeHtml(value)}"`)).join('');
  return { html: `<${name}${said}>${toHtml(element.children, ruleFor)}</${name}>` };
}

/** `picture-2` is the second; what has no place in the list comes last. */
function placeOf(media: XmlElement): number {
  return Number(/^picture-(\d{1,4})$/.exec(attributeOf(media, 'id') ?? '')?.[1] ?? Number.MAX_SAFE_INTEGER);
}

function metadataOf(media: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    childrenOf(media, 'media-metadata').flatMap((entry) => {
      const [name, value] = [attributeOf(entry, 'name'), attributeOf(entry, 'value')];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function pictureOf(media: XmlElement): DraftPicture {
  const metadata = metadataOf(media);
  const reference = findAt(media, 'media-reference');
  const [width, height] = ['width', 'height'].map((name) => Number(metadata.get(name)) || undefined);
  return present<DraftPicture>({
    url: attributeOf(reference, 'source'),
    contentType: attributeOf(reference, 'mime-type'),
    width,
    height,
    title: metadata.get('title'),
    caption: metadata.get('caption'),
    alternativeText: metadata.get('alternate-text'),
    credit: lineAt(media, 'media-producer'),
    byline: metadata.get('byline'),
    copyrightHolder: attributeOf(reference, 'copyright'),
    copyrightNotice: metadata.get('copyright-notice'),
    usageTerms: metadata.get('usage-terms'),
    licenseUrl: metadata.get('license'),
  });
}

/** Pictures of the text stand in it as they were; others are listed only. */
function figureOf(media: XmlElement): string {
  if (metadataOf(media).get('placed') !== 'inline') return '';
  const reference = findAt(media, 'media-reference');
  const attribute = (name: string, from: string): string => {
    const value = attributeOf(reference, from);
    return value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`;
  };
  const caption = findAt(media, 'media-caption');
  const below = caption === undefined ? '' : `<figcaption>${escapeHtml(text(caption.children))}</figcaption>`;
  const image = `<img${attribute('src', 'source')}${attribute('alt', 'alternate-text')}${attribute('width', 'width')}${attribute('height', 'height')}>`;
  return `<figure>${image}${below}</figure>`;
}

function text(nodes: readonly XmlNode[]): string {
  return nodes.map((node) => (isXmlElement(node) ? rawTextOf(node) : node)).join('');
}
