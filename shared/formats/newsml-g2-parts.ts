import { present } from '../article/present.ts';
import type { DraftPicture } from './format.ts';
import type { ItemContext } from './newsml-g2-concepts.ts';
import { localPart } from './newsml-g2-concepts.ts';
import { isForPart, readPhotographers, readRights } from './newsml-g2-credits.ts';
import { append, attributeOf, childrenOf, firstOf, lineAt, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/**
 * What an item says of its parts, which are its pictures: the words of `partMeta`, and the rights of a part. `id`: of the content that a picture is, where it
 * has one; without it, the rights of any part. Rights that name other parts by `idrefs` are none of it. Looks at each element once, however many parts
 * there are.
 */
export function readParts(item: XmlElement, context: ItemContext): (id?: string) => Partial<DraftPicture> | undefined {
  const metas = new Map<string, XmlElement[]>();
  for (const meta of childrenOf(item, 'partMeta')) for (const id of idsIn(meta, 'contentrefs')) append(metas, id, meta);
  const forParts = childrenOf(item, 'rightsInfo').filter(isForPart);
  const forAll = forParts.filter((rights) => attributeOf(rights, 'idrefs') === undefined);
  const byName = new Map<string, XmlElement[]>();
  for (const rights of forParts) for (const id of idsIn(rights, 'idrefs')) append(byName, id, rights);
  const rightsOf = (id: string): readonly XmlElement[] => {
    const names = [id, ...(metas.get(id) ?? []).flatMap((meta) => attributeOf(meta, 'partid') ?? [])];
    return [...forAll, ...new Set(names.flatMap((name) => byName.get(name) ?? []))];
  };
  return (id) => {
    const rights = readPartRights(item, id === undefined ? forParts : rightsOf(id), context);
    const [meta] = id === undefined ? [] : (metas.get(id) ?? []);
    return meta === undefined ? rights : { ...wordsOf(meta, context), ...rights };
  };
}

function idsIn(element: XmlElement, name: string): readonly string[] {
  return (attributeOf(element, name) ?? '').split(/\s+/).filter((id) => id !== '');
}

function wordsOf(meta: XmlElement, context: ItemContext): Partial<DraftPicture> {
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
  });
}

function readPartRights(
  item: XmlElement,
  parts: readonly XmlElement[],
  context: ItemContext,
): Partial<DraftPicture> | undefined {
  if (parts.length === 0) return undefined;
  const { copyrightHolder, copyrightNotice, usageTerms, licenseUrl } = readRights(
    { ...item, children: parts.map((part) => ({ ...part, attributes: new Map() })) },
    context,
  );
  return present<Partial<DraftPicture>>({ copyrightHolder, copyrightNotice, usageTerms, licenseUrl });
}
