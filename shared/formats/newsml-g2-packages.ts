import { listOf, present } from '../article/present.ts';
import type { Warning } from '../contract/reasons.ts';
import type { DraftItem, DraftPicture, DraftRelated } from './format.ts';
import { allAt, append, attributeOf, childrenOf, descendantsOf, lineAt } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** An item of a message, before it is known which pictures belong to which text. */
export interface ReadItem {
  readonly element: XmlElement;
  readonly kind: 'text' | 'picture' | 'package' | 'other';
  readonly draft: DraftItem;
  /** Of a picture item that may be used. */
  readonly picture?: DraftPicture;
}

/**
 * Gives each picture of a message to the text that a package's group, or a link of the text, puts it with, or to the only text there is; the other texts
 * of a package are related to its first. A picture that belongs to none stays an item of its own, refused; so does a package none of whose items
 * is here.
 */
export function placePictures(read: readonly ReadItem[]): {
  readonly items: readonly DraftItem[];
  readonly skipped: readonly Warning[];
} {
  const byId = new Map(
    read.flatMap((item) => (idOf(item) === undefined ? [] : [[idOf(item) as string, item] as const])),
  );
  const texts = read.filter(({ kind }) => kind === 'text');
  const owners = new Map<ReadItem, ReadItem>();
  const related = new Map<ReadItem, DraftRelated[]>();
  const skipped: Warning[] = [];
  const emptyPackages = new Set<ReadItem>();
  for (const item of read.filter(({ kind }) => kind === 'package')) {
    const groups = groupsOf(item.element).map((group) => refsOf(group));
    const inside = groups.flat().flatMap((ref) => byId.get(ref.id) ?? []);
    const lead = inside.find(({ kind }) => kind === 'text');
    if (lead === undefined) {
      emptyPackages.add(item);
      continue;
    }
    for (const group of groups) {
      const members = group.flatMap((ref) => byId.get(ref.id) ?? []);
      const owner = members.find(({ kind }) => kind === 'text') ?? lead;
      for (const picture of members.filter(({ kind }) => kind === 'picture'))
        if (!owners.has(picture)) owners.set(picture, owner);
    }
    const others = groups.flat().filter(({ id, isText }) => isText && byId.get(id) !== lead);
    for (const { id, title } of others) append(related, lead, present<DraftRelated>({ nativeId: id, title }));
    skipped.push({ code: 'ENTRY_SKIPPED', message: 'a package is no article: its items are', path: item.draft.item });
  }
  for (const text of texts) {
    for (const link of childrenOf(childrenOf(text.element, 'itemMeta')[0], 'link')) {
      const picture = byId.get(attributeOf(link, 'residref') ?? '');
      if (picture?.kind === 'picture' && !owners.has(picture)) owners.set(picture, text);
    }
  }
  const [only] = texts;
  if (only && texts.length === 1)
    for (const picture of read.filter(({ kind }) => kind === 'picture'))
      if (!owners.has(picture)) owners.set(picture, only);
  const pictures = new Map<ReadItem, ReadItem[]>();
  for (const [picture, owner] of owners) append(pictures, owner, picture);
  const items = read
    .filter((item) => (item.kind !== 'package' || emptyPackages.has(item)) && !owners.has(item))
    .map((item) => withPictures(item, pictures.get(item) ?? [], related.get(item)));
  return { items, skipped };
}

function withPictures(item: ReadItem, pictures: readonly ReadItem[], related: readonly DraftRelated[] = []): DraftItem {
  if (item.kind !== 'text' || pictures.length + related.length === 0) return item.draft;
  return present<DraftItem>({
    ...item.draft,
    pictures: listOf([...pictures.flatMap(({ picture }) => picture ?? []), ...(item.draft.pictures ?? [])]),
    related: listOf([...(item.draft.related ?? []), ...related]),
  });
}

function idOf({ element }: ReadItem): string | undefined {
  return attributeOf(element, 'guid');
}

function groupsOf(element: XmlElement): readonly XmlElement[] {
  const groups = allAt(element, 'groupSet/group');
  return groups.length > 0 ? groups : [element];
}

function refsOf(
  group: XmlElement,
): readonly { readonly id: string; readonly isText: boolean; readonly title?: string }[] {
  return descendantsOf(group, 'itemRef').flatMap((ref) => {
    const id = attributeOf(ref, 'residref') ?? attributeOf(ref, 'href');
    const title = lineAt(ref, 'headline') ?? lineAt(ref, 'title');
    const isText = /:text$/i.test(attributeOf(childrenOf(ref, 'itemClass')[0], 'qcode') ?? '');
    return id === undefined ? [] : [{ id, isText, ...(title ? { title } : {}) }];
  });
}
