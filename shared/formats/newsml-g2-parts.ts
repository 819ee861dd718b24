import type { DraftPicture } from './format.ts';
import type { ItemContext } from './newsml-g2-concepts.ts';
import { localPart } from './newsml-g2-concepts.ts';
import { isForPart, readPhotographers, readRights } from './newsml-g2-credits.ts';
import { attributeOf, childrenOf, firstOf, lineAt, lineOf, present } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** What an item says of a part of it, a picture: the words of `partMeta`, and the part's rights. `id`: of the content, where it has one. */
export function readPart(item: XmlElement, context: ItemContext, id?: string): Partial<DraftPicture> | undefined {
  const meta =
    id === undefined
      ? undefined
      : childrenOf(item, 'partMeta').find((part) => (attributeOf(part, 'contentrefs') ?? '').split(/\s+/).includes(id));
  const rights = readPartRights(item, context, id);
  if (meta === undefined) return rights;
  const described = (role: RegExp): string | undefined =>
    firstOf(
      childrenOf(meta, 'description').filter((description) =>
        role.test(localPart(attributeOf(description, 'role') ?? '')),
      ),
      lineOf,
    );
  return present<Partial<DraftPicture>>({
    title: lineAt(meta, 'headline'),
    caption: described(/^(?!.*alt)/i),
    alternativeText: described(/alt/i),
    credit: lineAt(meta, 'creditline'),
    byline: lineAt(meta, 'by') ?? readPhotographers(meta, context),
    ...rights,
  });
}

/**
 * The rights of a part, which are its pictures' in an item that has any. `id`: of the content that a picture is, where it has one; rights that name another
 * part by `idrefs` are then not its own.
 */
function readPartRights(item: XmlElement, context: ItemContext, id?: string): Partial<DraftPicture> | undefined {
  const parts = childrenOf(item, 'rightsInfo').filter((rights) => isForPart(rights) && names(rights, item, id));
  if (parts.length === 0) return undefined;
  const { copyrightHolder, copyrightNotice, usageTerms, licenseUrl } = readRights(
    { ...item, children: parts.map((part) => ({ ...part, attributes: new Map() })) },
    context,
  );
  return present<Partial<DraftPicture>>({ copyrightHolder, copyrightNotice, usageTerms, licenseUrl });
}

/** Whether rights name a content, by its own id or that of the `partMeta` about it. */
function names(rights: XmlElement, item: XmlElement, id: string | undefined): boolean {
  const named = attributeOf(rights, 'idrefs')?.split(/\s+/);
  if (named === undefined || id === undefined || named.includes(id)) return true;
  return childrenOf(item, 'partMeta').some(
    (part) =>
      named.includes(attributeOf(part, 'partid') ?? '') &&
      (attributeOf(part, 'contentrefs') ?? '').split(/\s+/).includes(id),
  );
}
