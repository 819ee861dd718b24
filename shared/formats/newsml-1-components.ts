import { listOf, present } from '../article/present.ts';
import { agencyNamed } from '../normalize/agencies.ts';
import type { DraftPicture } from './format.ts';
import { Unreadable } from './format.ts';
import { advisoryLine, partyName, typedLine } from './newsml-1-meta.ts';
import { attributeAt, attributeOf, childrenOf, descendantsOf, firstOf, lineAt, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** One `ContentItem` with the components around it, outermost first. */
export interface Part {
  readonly content: XmlElement;
  readonly around: readonly XmlElement[];
  /** Of the innermost component that has one, lower case (`main`, `caption`); empty for none. */
  readonly role: string;
  /** The innermost component that has a headline of its own. */
  readonly titled: XmlElement | undefined;
  readonly kind: 'text' | 'picture' | 'remote';
}

/** Components and their content in one item; a page of a newspaper has some dozens. */
const maxComponents = 3_000;

interface Around {
  readonly path: readonly XmlElement[];
  readonly role: string;
  readonly titled: XmlElement | undefined;
  readonly budget: { left: number };
}

/**
 * The content of a `NewsComponent`, in document order. Of components that are said to be equivalent, one text is taken: the richest. Their pictures are sizes
 * of one, and stay. Throws `Unreadable` (`XML_TOO_MANY_NODES`).
 */
export function partsOf(
  component: XmlElement,
  around: Around = { path: [], role: '', titled: undefined, budget: { left: maxComponents } },
): readonly Part[] {
  const inside: Around = {
    path: [...around.path, component],
    role: attributeAt(component, 'Role', 'FormalName')?.toLowerCase() ?? around.role,
    titled: isTitled(component) ? component : around.titled,
    budget: around.budget,
  };
  const parts: Part[] = [];
  for (const child of childrenOf(component)) {
    if (child.name !== 'NewsComponent' && child.name !== 'ContentItem') continue;
    if (inside.budget.left-- <= 0)
      throw new Unreadable(
        'XML_TOO_MANY_NODES',
        `more than ${maxComponents} components in one item`,
        `line ${child.line}`,
      );
    if (child.name === 'NewsComponent') for (const part of partsOf(child, inside)) parts.push(part);
    else {
      const kind = kindOf(child);
      if (kind) parts.push({ content: child, around: inside.path, role: inside.role, titled: inside.titled, kind });
    }
  }
  return attributeOf(component, 'EquivalentsList')?.toLowerCase() === 'yes' ? withoutEquivalents(parts) : parts;
}

/** A headline stands in the lines, or in a component of its own. */
function isTitled(component: XmlElement): boolean {
  if (lineAt(component, 'NewsLines/HeadLine') !== undefined) return true;
  return childrenOf(component, 'NewsComponent').some((child) =>
    /^(?:title|headline)/i.test(attributeAt(child, 'Role', 'FormalName') ?? ''),
  );
}

function kindOf(content: XmlElement): Part['kind'] | undefined {
  const href = attributeOf(content, 'Href');
  const named = ['MediaType', 'MimeType', 'Format']
    .map((name) => attributeAt(content, name, 'FormalName') ?? lineAt(content, name) ?? '')
    .join(' ');
  const isPicture =
    /photo|picture|image|graphic|\b(?:jpe?g|png|gif|tiff?)\b/i.test(named) ||
    /\.(?:jpe?g|png|gif|webp|tiff?)$/i.test(href ?? '');
  if (isPicture) return 'picture';
  if (dataOf(content) !== undefined && !/video|audio/i.test(named)) return 'text';
  return href !== undefined && !/video|audio/i.test(named) ? 'remote' : undefined;
}

/** The element that holds the text, which may be encoded (`Encoding`). */
export function dataOf(content: XmlElement): XmlElement | undefined {
  const encoding = childrenOf(content, 'Encoding')[0];
  const data =
    firstOf([content, ...(encoding ? [encoding] : [])], (holder) => childrenOf(holder, 'DataContent')[0]) ??
    withoutData(content);
  if (data === undefined || (lineOf(data) === undefined && descendantsOf(data, 'img').length === 0)) return undefined;
  if (!/base64/i.test(attributeOf(encoding, 'Notation') ?? '')) return data;
  const text = (lineOf(data) ?? '').replace(/\s+/g, '');
  const isWhole = /^[A-Za-z0-9+/]*={0,2}$/.test(text);
  return isWhole ? { ...data, children: [Buffer.from(text, 'base64').toString('utf8')] } : undefined;
}

/** Some leave the element out that should hold the text. */
function withoutData(content: XmlElement): XmlElement | undefined {
  const isText = childrenOf(content).some(({ name }) => ['p', 'nitf', 'html', 'body.content'].includes(name));
  return isText ? content : undefined;
}

function withoutEquivalents(parts: readonly Part[]): readonly Part[] {
  const rank = ({ content }: Part): number =>
    descendantsOf(content, 'nitf').length > 0 ? 0 : descendantsOf(content, 'p').length > 0 ? 1 : 2;
  const texts = parts.filter(({ kind }) => kind === 'text').toSorted((a, b) => rank(a) - rank(b));
  return parts.filter((part) => part.kind !== 'text' || part === texts[0]);
}

/** A text under a picture. */
export function isCaption({ role }: Part): boolean {
  return /caption|legend|cutline/.test(role);
}

/** A text that says how to reach somebody. */
export function isContact({ role }: Part): boolean {
  return role.startsWith('contact');
}

/**
 * Pictures of a component: what stands together without a story of its own is one picture in several sizes, with the lines and the caption that stand
 * with it.
 */
export function picturesOf(component: XmlElement): readonly DraftPicture[] {
  const parts = partsOf(component);
  const pictures = parts.filter(({ kind }) => kind === 'picture');
  if (pictures.length === 0) return [];
  const inner = childrenOf(component, 'NewsComponent').filter((child) =>
    partsOf(child).some(({ kind }) => kind === 'picture'),
  );
  const hasStory = parts.some((part) => part.kind === 'text' && !isCaption(part));
  const areApart = inner.length > 1 && inner.filter((child) => hasLines(child)).length > 1;
  if (!hasStory && !areApart) return [pictureOf(component, parts)];
  const own = childrenOf(component, 'ContentItem').filter((content) => kindOf(content) === 'picture');
  const alone = own.map((content) => present({ ...sizesOf([content]), caption: propertyOf(content, 'caption') }));
  return [...alone, ...inner.flatMap(picturesOf)];
}

function hasLines(component: XmlElement): boolean {
  return descendantsOf(component, 'NewsLines').length > 0 || partsOf(component).some(isCaption);
}

function pictureOf(component: XmlElement, parts: readonly Part[]): DraftPicture {
  const line = (name: string): string | undefined =>
    firstOf(descendantsOf(component, 'NewsLines'), (lines) => lineAt(lines, name));
  const title = line('HeadLine');
  const creator = firstOf(descendantsOf(component, 'Creator'), (party) =>
    firstOf(childrenOf(party, 'Party'), (person) => partyName(person).find(isPhotographer)),
  );
  const caption = firstOf(parts.filter(isCaption), ({ content }) => lineOf(dataOf(content)));
  const pictures = parts.filter(({ kind }) => kind === 'picture');
  return present<DraftPicture>({
    ...sizesOf(pictures.map(({ content }) => content)),
    // A number is the picture's name in somebody's archive.
    title: /^\d+$/.test(title ?? '') ? undefined : title,
    caption: caption ?? line('SubHeadLine') ?? firstOf(pictures, ({ content }) => propertyOf(content, 'caption')),
    byline: line('ByLine') ?? creator,
    credit: line('CreditLine'),
    copyrightNotice: line('CopyrightLine'),
    usageTerms:
      line('RightsLine') ??
      firstOf(descendantsOf(component, 'UsageRights'), (rights) => lineAt(rights, 'UsageType')) ??
      typedLine([component, ...descendantsOf(component, 'NewsComponent')], advisoryLine),
  });
}

/** A name of two words or more, also in capitals, as photographers sign; no agency. */
function isPhotographer(name: string): boolean {
  return /^\p{Lu}[\p{L}.'’-]+(?: [\p{L}.'’-]+){1,3}$/u.test(name.trim()) && agencyNamed(name) === undefined;
}

/** The widest size is the picture. */
function sizesOf(contents: readonly XmlElement[]): DraftPicture {
  const sizes = contents
    .flatMap((content) => {
      const url = attributeOf(content, 'Href');
      if (url === undefined || /^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(url)) return [];
      return [
        present({
          url,
          contentType: mimeOf(content),
          width: pixels(content, 'Width'),
          height: pixels(content, 'Height'),
        }),
      ];
    })
    .toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const [main, ...others] = sizes;
  return present<DraftPicture>({
    ...main,
    renditions: listOf(others.map((size, index) => ({ name: `size-${index + 2}`, ...size }))),
  });
}

function mimeOf(content: XmlElement): string | undefined {
  const type = attributeAt(content, 'MimeType', 'FormalName');
  return type?.startsWith('image/') ? type : undefined;
}

function pixels(content: XmlElement, name: string): number | undefined {
  const value = propertyOf(content, name) ?? '';
  return /^\d{1,5}$/.test(value) && Number(value) > 0 ? Number(value) : undefined;
}

function propertyOf(content: XmlElement, name: string): string | undefined {
  const property = descendantsOf(content, 'Property').find(
    (found) => attributeOf(found, 'FormalName')?.toLowerCase() === name.toLowerCase(),
  );
  return attributeOf(property, 'Value') ?? attributeOf(property, 'value');
}
