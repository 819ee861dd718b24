import { present } from '../article/present.ts';
import type { Concept } from '../article/article.ts';
import type { DraftItem } from './format.ts';
import type { JsonFields } from './json-fields.ts';
import { newsCodeUri } from './news-codes.ts';

/** What a ninjs item of any generation says it is about. */
export function readSubjects(fields: JsonFields): Partial<DraftItem> {
  const nonEmpty = (list: readonly Concept[]): readonly Concept[] | undefined => (list.length > 0 ? list : undefined);
  return {
    subjects: nonEmpty(conceptsAt(fields, 'subjects', 'subject')),
    genres: nonEmpty(conceptsAt(fields, 'genres', 'genre')),
    people: nonEmpty(conceptsAt(fields, 'people', 'person')),
    organisations: nonEmpty(conceptsAt(fields, 'organisations', 'organisation')),
    places: nonEmpty(conceptsAt(fields, 'places', 'place')),
    keywords: fields.has('keywords') ? fields.texts('keywords') : undefined,
  };
}

/** Concepts with their codes: an address where the vocabulary's is known. */
export function conceptsAt(fields: JsonFields, ...names: readonly string[]): readonly Concept[] {
  return fields.objects(...names).flatMap((entry) => {
    const code = codeOf(entry);
    const concept = {
      name: entry.text('name'),
      rel: entry.text('rel'),
      role: entry.text('role'),
      uri: entry.text('uri') ?? (code?.startsWith('http') ? code : undefined),
      literal: entry.text('literal') ?? (code?.startsWith('http') ? undefined : code),
    };
    return concept.name || concept.uri || concept.literal ? [present<Concept>(concept)] : [];
  });
}

/** 1.x: `code` within `scheme`, which is often the address of a vocabulary. */
function codeOf(entry: JsonFields): string | undefined {
  const code = entry.textOrNumber('code', 'qcode');
  const scheme = entry.text('scheme');
  // A code of eight digits in somebody's own vocabulary is none of IPTC's.
  const isOwn = /^https?:/.test(scheme ?? '') && !/iptc|subref|subj|medtop|topic/i.test(scheme ?? '');
  const newsCode = isOwn ? undefined : newsCodeUri(code ?? '', scheme);
  if (newsCode !== undefined) return newsCode;
  return code === undefined
    ? undefined
    : scheme === undefined
      ? code
      : /^https?:.*[/#]$/.test(scheme)
        ? scheme + code
        : `${scheme}:${code}`;
}
