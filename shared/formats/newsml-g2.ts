import { listOf, present } from '../article/present.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';
import type { DraftItem, DraftPicture, Format, ParsedDocument, Source } from './format.ts';
import { withoutVersionNumber } from './agency-words.ts';
import { contextOf, localCodeOf } from './newsml-g2-concepts.ts';
import { isRemoteOnly, onlyDataIn, readInlineText, remotePictures } from './newsml-g2-content.ts';
import { readNotes, readPhotographers, readRights } from './newsml-g2-credits.ts';
import { readParts } from './newsml-g2-parts.ts';
import { readItemMeta } from './newsml-g2-meta.ts';
import type { ReadItem } from './newsml-g2-packages.ts';
import { placePictures } from './newsml-g2-packages.ts';
import { isRenderedG2, readRenderedG2 } from './newsml-g2-rendered.ts';
import { withoutContacts } from './story-text.ts';
import { attributeOf, childrenOf, findAt, isXmlElement, lineAt, refuseTooMany } from './xml-tree.ts';
import { readXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/**
 * IPTC NewsML-G2 (https://iptc.org/std/NewsML-G2/): one item, or a message of many. A text item is an article; a picture item belongs to the article
 * that its package, a link or the message puts it with; a package is what holds them together, and no article by itself.
 */
export const newsmlG2: Format = {
  id: 'newsml-g2',
  name: 'IPTC NewsML-G2',
  detect({ xmlRoot, head }: Source) {
    if (xmlRoot === undefined) return 0;
    if (xmlRoot.namespace?.startsWith('http://iptc.org/std/nar/')) return 80;
    if (
      ['newsMessage', 'newsItem', 'packageItem', 'conceptItem', 'planningItem', 'knowledgeItem'].includes(
        xmlRoot.localName,
      )
    )
      return /NewsML-G2|\bguid\s*=|<(?:\w+:)?itemSet\b/.test(head) ? 80 : 20;
    return head.includes('http://iptc.org/std/nar/') ? 50 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { root, warnings } = await readXml(source.text);
    const found = itemsIn(root);
    refuseTooMany(found);
    const isSingle = found.length === 1;
    const read: ReadItem[] = [];
    for (const [index, { element, message }] of found.entries())
      read.push(await readItem(element, message, isSingle ? '' : `${element.name}[${index}]`));
    const { items, skipped } = placePictures(read);
    return { items, warnings: [...warnings, ...skipped] };
  },
};

const itemNames = new Set(['newsItem', 'packageItem', 'conceptItem', 'knowledgeItem', 'planningItem', 'catalogItem']);

/** Items wherever they stand, outermost only, each with the message around it. */
function itemsIn(
  element: XmlElement,
  message?: XmlElement,
): readonly { readonly element: XmlElement; readonly message: XmlElement | undefined }[] {
  if (itemNames.has(element.name)) return [{ element, message }];
  const around = element.name === 'newsMessage' ? element : message;
  return element.children.filter(isXmlElement).flatMap((child) => itemsIn(child, around));
}

/** Values under a `@pubconstraint` are not for publication; notes to editors are told from others by their own rules. */
function publicPart(item: XmlElement): XmlElement {
  const children = item.children.map((child) =>
    isXmlElement(child) && child.name === 'contentMeta'
      ? {
          ...child,
          children: child.children.filter((value) => !isXmlElement(value) || !value.attributes.has('pubconstraint')),
        }
      : child,
  );
  return { ...item, children };
}

async function readItem(whole: XmlElement, message: XmlElement | undefined, item: string): Promise<ReadItem> {
  const element = publicPart(whole);
  if (isRenderedG2(element)) return { element, kind: 'text', draft: readRenderedG2(element, item) };
  const context = contextOf(element, message);
  const meta = readItemMeta(element, context);
  const rights = readRights(element, context);
  const contentSet = findAt(element, 'contentSet');
  const kind = kindOf(element);
  if (kind === 'picture') {
    const byline = meta.byline ?? readPhotographers(findAt(element, 'contentMeta'), context);
    const picture = present<DraftPicture>({ byline, ...remotePictures(contentSet, true)[0] });
    const refusal = refused(item, meta, 'TYPE_UNSUPPORTED', 'a picture by itself is no article');
    // One that was withdrawn is no part of anything.
    const isUsable = meta.status === undefined || meta.status === 'usable';
    return { element, kind, draft: refusal, ...(isUsable ? { picture: asPicture(picture, meta, rights) } : {}) };
  }
  if (kind !== 'text') {
    const draft =
      kind === 'package'
        ? refused(item, meta, 'NO_INLINE_CONTENT', 'a package only refers to its items: send those themselves')
        : refused(
            item,
            meta,
            'TYPE_UNSUPPORTED',
            `${element.name}${classOf(element) ? ` of the class ${classOf(element)}` : ''} is no article`,
          );
    return { element, kind, draft };
  }
  const text = await readInlineText(contentSet, {
    headline: meta.headline,
    subheadline: meta.subheadline,
    byline: meta.byline,
    dateline: meta.dateline,
  });
  const partOf = readParts(element, context);
  return { element, kind, draft: merged(item, element, { meta, rights, text: text ?? {}, partOf }) };
}

/** The item's own fields come first; what stands in the text alone (NITF's head, a byline under the headline) fills gaps. */
function merged(
  item: string,
  element: XmlElement,
  {
    meta,
    rights,
    text,
    partOf,
  }: Readonly<Record<'meta' | 'rights' | 'text', Partial<DraftItem>>> & {
    readonly partOf: (id?: string) => Partial<DraftPicture> | undefined;
  },
): DraftItem {
  const contentSet = findAt(element, 'contentSet');
  const notes = readNotes(findAt(element, 'itemMeta'));
  const edNote = withoutContacts([...notes.lines, text.edNote ?? ''].join('\n'));
  const warnings: Warning[] = [...(meta.warnings ?? []), ...(rights.warnings ?? []), ...(text.warnings ?? [])];
  if (notes.hasPrivate || edNote.hadContacts)
    warnings.push({
      code: 'FIELD_IGNORED',
      message: 'notes that are not for publication were left out',
      path: 'edNote',
    });
  const ids = new Map(
    childrenOf(contentSet, 'remoteContent').map((remote) => [attributeOf(remote, 'href'), attributeOf(remote, 'id')]),
  );
  const pictures = [...(text.pictures ?? []), ...remotePictures(contentSet, false)].map((picture) => ({
    ...partOf(ids.get(picture.url)),
    ...picture,
  }));
  if (partOf() && pictures.length === 0)
    warnings.push({
      code: 'FIELD_IGNORED',
      message: 'rights of a part that is not here were left out',
      path: 'rightsInfo',
    });
  const said = present({ ...text, ...present(rights), ...present(meta) });
  const title = lineAt(element, 'itemMeta/title');
  const headline = withoutVersionNumber(meta.headline, meta.version) ?? headlineOf(text, title);
  const isLacking = text.body === undefined && meta.status !== 'canceled' && meta.signal !== 'kill';
  const inferences = [...(rights.inferences ?? []), ...(text.inferences ?? [])].filter(
    ({ field }) => !(field === 'headline' && headline !== text.headline) && !(field === 'byline' && meta.byline),
  );
  return present<DraftItem>({
    ...said,
    item,
    headline,
    edNote: edNote.note,
    correction: notes.correction ?? text.correction,
    pictures: listOf(pictures),
    inferences: listOf(inferences),
    warnings: listOf(warnings),
    rejections: isLacking ? listOf(whatLacks(contentSet)) : undefined,
  });
}

function whatLacks(contentSet: XmlElement | undefined): readonly Rejection[] {
  const data = onlyDataIn(contentSet);
  if (data !== undefined)
    return [{ code: 'TYPE_UNSUPPORTED', message: `the content is data (${data.slice(0, 60)}), no text`, path: 'body' }];
  if (!isRemoteOnly(contentSet)) return [];
  return [{ code: 'NO_INLINE_CONTENT', message: 'the text lies elsewhere, and nothing is fetched', path: 'body' }];
}

/** The title of `itemMeta` is for desks, but better than a sentence of the text. */
function headlineOf(text: Partial<DraftItem>, title: string | undefined): string | undefined {
  const isInferred = text.inferences?.some(({ field }) => field === 'headline');
  return isInferred ? (title ?? text.headline) : (text.headline ?? title);
}

/** `ninat:text`, `icls:picture`: by what it is called in any scheme; without a class, by what it holds. */
function kindOf(element: XmlElement): ReadItem['kind'] {
  if (element.name === 'packageItem') return 'package';
  if (element.name !== 'newsItem') return 'other';
  const named = classOf(element) ?? '';
  if (/^(?:picture|photo|image|graphic|still)/i.test(named)) return 'picture';
  const contentSet = findAt(element, 'contentSet');
  const hasInline = childrenOf(contentSet).some(({ name }) => name.startsWith('inline'));
  if (/^(?:video|audio|animation|event|planning|component|data)/i.test(named) && !hasInline) return 'other';
  if (named !== '' || hasInline || contentSet === undefined) return 'text';
  return remotePictures(contentSet, false).length > 0 ? 'picture' : 'text';
}

function classOf(element: XmlElement): string | undefined {
  return localCodeOf(findAt(element, 'itemMeta/itemClass'));
}

function refused(
  item: string,
  meta: Partial<DraftItem>,
  code: 'NO_INLINE_CONTENT' | 'TYPE_UNSUPPORTED',
  message: string,
): DraftItem {
  return present<DraftItem>({
    item,
    nativeId: meta.nativeId,
    headline: meta.headline,
    language: meta.language,
    rejections: [{ code, message, path: 'body' }],
  });
}

function asPicture(picture: DraftPicture, meta: Partial<DraftItem>, rights: Partial<DraftItem>): DraftPicture {
  const caption = meta.otherDescriptions?.find(({ role }) => /caption/i.test(role ?? ''))?.value ?? meta.summary;
  return present<DraftPicture>({
    ...picture,
    nativeId: meta.nativeId,
    title: meta.headline,
    alternativeText: meta.otherDescriptions?.find(({ role }) => /alt/i.test(role ?? ''))?.value,
    caption,
    credit: meta.creditLine,
    copyrightHolder: rights.copyrightHolder,
    copyrightNotice: rights.copyrightNotice,
    usageTerms: rights.usageTerms,
    licenseUrl: rights.licenseUrl,
  });
}
