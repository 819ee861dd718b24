import type { Association } from '../article/article.ts';
import { descriptionOf, headlineOf } from './output.ts';
import { mapTree, textOf } from './body-tree.ts';
import type { XmlNode } from './xml-writer.ts';
import { element, textElement } from './xml-writer.ts';

type Nodes = readonly (XmlNode | string)[];

/** Elements that mean the same in HTML and NITF 3.6, under the same name. */
const same = new Set('p ul ol li dl dt pre hr table caption thead tbody tfoot tr th td a br q em'.split(' '));
/** Inline elements that NITF knows as emphasis of a class. */
const emphasis = new Set('strong b i u s sub sup small mark abbr cite code kbd samp var time bdi'.split(' '));

/**
 * A sanitized body as `body.content` of NITF 3.6. Headings are `hl2` with their level as class, emphasis is `em` with the element's name as class, figures are
 * `media`; where NITF allows blocks only, loose text stands in a paragraph of the class `inline`. `pictureAt` tells what is known of a picture by its address, the first time it is shown.
 */
export function nitfBody(nodes: Nodes, pictureAt: (address: string) => Association | undefined): Nodes {
  return mapTree(nodes, (node) => nitfElement(node, pictureAt));
}

function nitfElement(node: XmlNode, pictureAt: (address: string) => Association | undefined): XmlNode | undefined {
  const { name, children } = node;
  const common = commonAttributes(node);
  if (/^h[2-6]$/.test(name)) return element('hl2', { ...common, class: joined(name, common.class) }, children);
  if (name === 'figure') return figure(node, pictureAt);
  if (name === 'blockquote') return element('bq', common, element('block', {}, children));
  if (name === 'dd') return element('dd', common, asBlocks(children));
  if (name === 'table') return table(children, common);
  if (emphasis.has(name)) return element('em', { ...common, class: joined(name, common.class) }, children);
  if (same.has(name)) return element(name, { ...common, ...ownAttributes(node) }, children);
  // Kept by `figure`, which reads them.
  if (name === 'img' || name === 'figcaption') return node;
  // Ruby and what else has no counterpart: the words stay.
  return element('em', { ...common, class: joined(name, common.class) }, children);
}

function commonAttributes({ attributes }: XmlNode): Record<string, string | undefined> {
  return {
    'xml:lang': attributes.lang?.toString(),
    class: attributes.dir === undefined ? undefined : `dir-${attributes.dir}`,
  };
}

function ownAttributes({ name, attributes }: XmlNode): XmlNode['attributes'] {
  if (name === 'a') return { href: attributes.href };
  if (name === 'ol') return { seqnum: attributes.start };
  return name === 'td' || name === 'th' ? { colspan: attributes.colspan, rowspan: attributes.rowspan } : {};
}

function joined(name: string, more: string | undefined): string {
  return more === undefined ? name : `${name} ${more}`;
}

/** `dd` holds no loose text in NITF. */
function asBlocks(children: Nodes): Nodes {
  const isLoose = children.some((child) => typeof child === 'string' || ['em', 'a', 'br', 'q'].includes(child.name));
  return isLoose ? [element('p', { class: 'inline' }, children)] : children;
}

/** In the schema's order, with one body. */
function table(children: Nodes, common: XmlNode['attributes']): XmlNode | undefined {
  const parts = children.filter((child) => typeof child !== 'string');
  const rowsOf = (name: string): Nodes =>
    parts
      .filter((part) => part.name === name)
      .flatMap((part) => part.children)
      .filter((row) => typeof row !== 'string' && row.children.length > 0);
  const group = (name: string, rows: Nodes): XmlNode | undefined =>
    rows.length > 0 ? element(name, {}, rows) : undefined;
  const loose = parts.filter((part) => part.name === 'tr' && part.children.length > 0);
  const body = [...loose, ...rowsOf('tbody')];
  return element(
    'table',
    common,
    parts.find(({ name }) => name === 'caption'),
    group('thead', rowsOf('thead')),
    group('tfoot', rowsOf('tfoot')),
    group('tbody', body),
  );
}

function figure({ children }: XmlNode, pictureAt: (address: string) => Association | undefined): XmlNode | undefined {
  const parts = children.filter((child) => typeof child !== 'string');
  const image = parts.find(({ name }) => name === 'img');
  const source = image?.attributes.src?.toString();
  if (image === undefined || source === undefined) return undefined;
  const caption = parts.find(({ name }) => name === 'figcaption');
  const { alt, width, height } = image.attributes;
  const known = pictureAt(source);
  // What stands in the text is written as it stands there; the rest is known from the list of pictures.
  return media(known ?? { name: '', renditions: [] }, {
    source,
    alt: alt?.toString(),
    width: width?.toString(),
    height: height?.toString(),
    caption: caption === undefined ? undefined : textOf(caption),
  });
}

/** A picture that is not in the text. */
export function leadMedia(picture: Association): XmlNode | undefined {
  const [main] = picture.renditions ?? [];
  return main?.href === undefined ? undefined : media(picture, undefined);
}

interface Shown {
  readonly source: string;
  readonly alt: string | undefined;
  readonly width: string | undefined;
  readonly height: string | undefined;
  /** As printed under the picture, credit and all. */
  readonly caption: string | undefined;
}

/** NITF 3.6 `media`: metadata first, then the reference, caption and producer. Rights of its own are metadata, `copyright` names the holder. */
function media(picture: Association, shown: Shown | undefined): XmlNode {
  const [main] = picture.renditions ?? [];
  const metadata = {
    title: headlineOf(picture),
    byline: picture.by,
    'copyright-notice': picture.copyrightNotice,
    'usage-terms': picture.usageTerms,
    license: picture.rightsInfo?.linkedRights,
    caption: descriptionOf(picture, 'caption'),
    'alternate-text': descriptionOf(picture, 'altText'),
    width: main?.width,
    height: main?.height,
    ...(shown === undefined ? {} : { placed: 'inline' }),
  };
  return element(
    'media',
    // The place in the article's list of pictures.
    { id: picture.name === '' ? undefined : picture.name, 'media-type': 'image' },
    Object.entries(metadata).map(([name, value]) =>
      value === undefined ? undefined : element('media-metadata', { name, value }),
    ),
    element('media-reference', {
      source: shown?.source ?? main?.href,
      'mime-type': main?.contentType,
      copyright: picture.copyrightHolder,
      'alternate-text': shown === undefined ? descriptionOf(picture, 'altText') : shown.alt,
      width: shown === undefined ? main?.width : shown.width,
      height: shown === undefined ? main?.height : shown.height,
    }),
    textElement('media-caption', shown === undefined ? descriptionOf(picture, 'caption') : shown.caption),
    textElement('media-producer', descriptionOf(picture, 'creditline')),
  );
}
