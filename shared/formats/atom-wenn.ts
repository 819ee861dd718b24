import { listOf, present } from '../article/present.ts';
import type { DraftItem } from './format.ts';
import { allAt, attributeOf, childrenOf, findAt, lineAt, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/**
 * What the agency WENN says of an entry in elements of its own, where it knows more than Atom does: the text in full with its first line, times and
 * status of the story, its celebrities and places.
 */
export function wennFields(entry: XmlElement, content: DraftItem['body']): Partial<DraftItem> {
  const [about] = childrenOf(entry, 'ContentMetadata').filter(isWenn);
  const [management] = childrenOf(entry, 'NewsManagement').filter(isWenn);
  if (!about || !management) return {};
  const [opening, rest] = ['first_line', 'body']
    .map((name) => findAt(about, name))
    .map((part) => part && rawTextOf(part));
  const whole = [opening, rest].flatMap((part) => part?.trim() || []).join('\n\n');
  const tags = allAt(about, 'tags/tag').flatMap((tag) => {
    const name = attributeOf(tag, 'value');
    return name ? [{ name, isPlace: attributeOf(tag, 'type_value') === 'Place' }] : [];
  });
  const categories = [...allAt(about, 'categories/category'), ...allAt(about, 'categories/catagory')];
  return present({
    // The content of some feeds is the first lines only.
    ...(whole.length > (content?.value.length ?? 0) ? { body: { kind: 'text' as const, value: whole } } : {}),
    source: 'WENN',
    published: lineAt(management, 'published'),
    modified: lineAt(management, 'updated'),
    status: lineAt(management, 'publishing_status'),
    language: attributeOf(about, 'lang'),
    subjects: listOf(
      categories.flatMap((category) => {
        const name = attributeOf(category, 'value');
        return name ? [{ name, rel: 'category' }] : [];
      }),
    ),
    keywords: listOf(tags.filter(({ isPlace }) => !isPlace).map(({ name }) => name)),
    places: listOf(tags.filter(({ isPlace }) => isPlace).map(({ name }) => ({ name }))),
  });
}

function isWenn({ namespace }: XmlElement): boolean {
  return namespace.startsWith('http://feed.wenn.com/xmlns/');
}
