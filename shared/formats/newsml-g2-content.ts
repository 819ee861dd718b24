import { listOf, present } from '../article/present.ts';
import type { DraftItem, DraftPicture } from './format.ts';
import { readNitf } from './nitf.ts';
import { isHtml } from './story-nodes.ts';
import { readXhtmlStory } from './xhtml-story.ts';
import type { KnownFields } from './xhtml-story.ts';
import { attributeOf, childrenOf, descendantsOf, firstOf, lineOf, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** Decoded inline data beyond this is no text of an article. */
const maxInlineCharacters = 8_000_000;

/**
 * The text of a `contentSet`: its parts are renditions of one content, of which the first marked as original is read, else XHTML, NITF, other XML,
 * text, in this order. Undefined when none is inside. What NITF says of itself comes with it.
 */
export async function readInlineText(
  contentSet: XmlElement | undefined,
  known: KnownFields,
): Promise<Partial<DraftItem> | undefined> {
  const original = attributeOf(contentSet, 'original');
  const parts = childrenOf(contentSet)
    .filter(({ name }) => name === 'inlineXML' || name === 'inlineData')
    .filter(
      (part) => (lineOf(part) !== undefined || descendantsOf(part, 'img').length > 0) && dataIn(part) === undefined,
    )
    .toSorted((a, b) => rankOf(a, original) - rankOf(b, original));
  const [part] = parts;
  if (part === undefined) return undefined;
  const [nitf] = descendantsOf(part, 'nitf');
  if (nitf) return readNitf(nitf, '', known);
  const content = part.name === 'inlineData' ? decoded(part) : part;
  const { body, headline, byline, notes, inferences, warnings } = await readXhtmlStory(content, known);
  return present<Partial<DraftItem>>({
    body,
    headline,
    byline,
    edNote: notes.length > 0 ? notes.join('\n') : undefined,
    inferences: listOf(inferences),
    warnings: listOf(warnings),
  });
}

/** The vocabulary of XML that holds data (results, prices) rather than a text: of another namespace, and without a paragraph. */
function dataIn(part: XmlElement): string | undefined {
  const [root] = childrenOf(part);
  if (part.name !== 'inlineXML' || root === undefined || root.namespace === '' || root.namespace === part.namespace)
    return undefined;
  if (/w3\.org\/1999\/xhtml|iptc\.org\/std\/NITF/i.test(root.namespace)) return undefined;
  const isText = ['p', 'para', 'paragraph', 'nitf', 'html'].some(
    (name) => root.name === name || descendantsOf(root, name).length > 0,
  );
  return isText ? undefined : root.name;
}

/** What a `contentSet` holds in place of a text, if all it has inside is data. */
export function onlyDataIn(contentSet: XmlElement | undefined): string | undefined {
  return firstOf(childrenOf(contentSet, 'inlineXML'), dataIn);
}

function rankOf(part: XmlElement, original: string | undefined): number {
  if (original !== undefined && attributeOf(part, 'id') === original) return 0;
  const type = attributeOf(part, 'contenttype') ?? '';
  if (part.name === 'inlineData') return isHtml(rawTextOf(part).slice(0, 20_000)) ? 4 : 5;
  if (/html/i.test(type) || descendantsOf(part, 'html').length > 0) return 1;
  return /nitf/i.test(type) || descendantsOf(part, 'nitf').length > 0 ? 2 : 3;
}

/** `@encoding` names Base64 by a code of whatever scheme. Broken data is what its characters are. */
function decoded(part: XmlElement): XmlElement {
  if (!/base64/i.test(attributeOf(part, 'encoding') ?? '')) return part;
  const text = rawTextOf(part).replace(/\s+/g, '');
  if (text.length > maxInlineCharacters || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return { ...part, children: [] };
  return { ...part, children: [Buffer.from(text, 'base64').toString('utf8')] };
}

/** Whether a `contentSet` holds something that is no picture and lies elsewhere: it is never fetched. */
export function isRemoteOnly(contentSet: XmlElement | undefined): boolean {
  return childrenOf(contentSet, 'remoteContent').some((remote) => !isPicture(remote));
}

/**
 * The pictures of a `contentSet`. `isOne`: all are sizes of one picture, as in a picture item; in a text item, those of different rendition are, and what
 * has none is a picture each.
 */
export function remotePictures(contentSet: XmlElement | undefined, isOne: boolean): readonly DraftPicture[] {
  const remotes = childrenOf(contentSet, 'remoteContent').filter((remote) => isOne || isPicture(remote));
  if (remotes.length === 0) return [];
  const renditions = new Set(remotes.map((remote) => attributeOf(remote, 'rendition')));
  const areSizes = isOne || (renditions.size === remotes.length && !renditions.has(undefined));
  return (areSizes ? [remotes] : remotes.map((remote) => [remote])).map(pictureOf);
}

function isPicture(remote: XmlElement): boolean {
  const type = attributeOf(remote, 'contenttype');
  if (type !== undefined) return /^image\//i.test(type);
  return /\.(?:jpe?g|png|gif|webp|avif|tiff?)$/i.test((addressOf(remote) ?? '').split(/[?#]/)[0] ?? '');
}

/** The widest size is the picture; addresses of other schemes (`file:`) lead nowhere. */
function pictureOf(remotes: readonly XmlElement[]): DraftPicture {
  const sizes = remotes
    .flatMap((remote) => {
      const url = addressOf(remote);
      return url === undefined ? [] : [{ remote, url, width: pixelsOf(remote, 'width') }];
    })
    .toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const [main, ...others] = sizes;
  const nativeId = firstOf(remotes, (remote) => attributeOf(remote, 'residref'));
  return present<DraftPicture>({
    nativeId,
    url: main?.url,
    contentType: main && attributeOf(main.remote, 'contenttype'),
    width: main?.width,
    height: main && pixelsOf(main.remote, 'height'),
    renditions: listOf(
      others.map(({ remote, url, width }, index) =>
        present({
          name: attributeOf(remote, 'rendition')?.replace(/^.*:/, '') ?? `size-${index + 2}`,
          url,
          contentType: attributeOf(remote, 'contenttype'),
          width,
          height: pixelsOf(remote, 'height'),
        }),
      ),
    ),
  });
}

function addressOf(remote: XmlElement): string | undefined {
  const href = attributeOf(remote, 'href');
  return href === undefined || /^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(href) ? undefined : href;
}

function pixelsOf(remote: XmlElement, name: string): number | undefined {
  const value = attributeOf(remote, name) ?? '';
  return /^\d{1,5}$/.test(value) && Number(value) > 0 ? Number(value) : undefined;
}
