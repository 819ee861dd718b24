import { listOf, present } from '../article/present.ts';
import type { Concept } from '../article/article.ts';
import type { DraftItem } from './format.ts';
import { newsCodeUri } from './news-codes.ts';
import { allAt, attributeOf, findAt, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** What `tobject`, `key-list`, `identified-content`, `evloc` and the page say a story is about. */
export function readConcepts(head: XmlElement | undefined, docdata: XmlElement | undefined): Partial<DraftItem> {
  const subjects = allAt(head, 'tobject/tobject.subject').flatMap((subject): readonly Concept[] => {
    const name = ['detail', 'matter', 'type']
      .map((part) => attributeOf(subject, `tobject.subject.${part}`))
      .find(Boolean);
    const code = attributeOf(subject, 'tobject.subject.refnum');
    const own = attributeOf(subject, 'tobject.subject.code');
    const uri = newsCodeUri(code ?? '', attributeOf(subject, 'tobject.subject.ipr'));
    const literal = uri === undefined ? (code ?? own) : undefined;
    return name || uri || literal ? [present({ name, uri, literal })] : [];
  });
  const genres = allAt(head, 'tobject/tobject.property').flatMap(
    (property) => attributeOf(property, 'tobject.property.type') ?? [],
  );
  const keywords = [
    ...allAt(docdata, 'key-list/keyword').flatMap((keyword) =>
      // Several in one element are parted by semicolons, or commas without a space.
      (attributeOf(keyword, 'key') ?? lineOf(keyword) ?? '').split(/\s*;\s*|,(?=\S)/).filter((word) => word !== ''),
    ),
    ...(metaOf(head, /^(?:article-|news_)?keywords$/i)?.split(/\s*[,;]\s*/) ?? []),
  ];
  const identified = findAt(docdata, 'identified-content') ?? findAt(head, 'identified-content');
  const named = (path: string): readonly Concept[] =>
    allAt(identified, path).flatMap((element) => (lineOf(element) ? [{ name: lineOf(element) }] : []));
  const events = allAt(docdata, 'evloc').flatMap((place): readonly Concept[] => {
    const name = attributeOf(place, 'city') ?? attributeOf(place, 'county-dist') ?? lineOf(place);
    const code = attributeOf(place, 'iso-cc');
    return name || code ? [present({ name, literal: code })] : [];
  });
  const sections = beside(head, 'pubdata').flatMap((pubdata): readonly Concept[] => {
    const name = attributeOf(pubdata, 'position.section');
    return name === undefined ? [] : [{ name, rel: 'section' }];
  });
  return {
    subjects: listOf([...subjects, ...sections]),
    genres: listOf(genres.map((name) => ({ name }))),
    keywords: listOf([...new Set(keywords)]),
    people: listOf(named('person')),
    organisations: listOf(named('org')),
    places: listOf([...named('location'), ...events]),
  };
}

/** A `meta` of the head by its name. */
export function metaOf(head: XmlElement | undefined, name: RegExp): string | undefined {
  const found = allAt(head, 'meta').find(
    (meta) => name.test(attributeOf(meta, 'name') ?? '') && attributeOf(meta, 'content'),
  );
  return attributeOf(found, 'content');
}

/** What stands beside `docdata` in NITF 3, and within it in some exports. */
export function beside(head: XmlElement | undefined, name: string): readonly XmlElement[] {
  return [...allAt(head, name), ...allAt(head, `docdata/${name}`)];
}
