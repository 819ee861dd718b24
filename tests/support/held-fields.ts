import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Article, Association, Concept } from '../../shared/article/article.ts';
import type { Attribution } from '../../shared/article/attribution.ts';
import { descriptionOf, headlineOf, relatedAddress, splitSubjects } from '../../shared/outputs/output.ts';
import { documentText } from './documents.ts';

/** What is compared in a round trip: one row of the table in docs/formats.md each. */

interface Item {
  readonly article: Article;
  readonly attribution?: Attribution;
}

const pictures = ({ article }: Item): readonly Association[] =>
  (article.associations ?? []).filter(({ rel }) => rel === 'picture');
const related = (article: Article): readonly Association[] =>
  (article.associations ?? []).filter(({ rel }) => rel !== 'picture');
const names = (concepts: readonly Concept[] | undefined): readonly unknown[] | undefined =>
  concepts?.map(({ name, uri, literal }) => name ?? uri ?? literal);

export const comparedFields: Readonly<Record<string, (item: Item) => unknown>> = {
  id: ({ article }) => article.uri,
  'other ids': ({ article }) => article.altIds,
  version: ({ article }) => article.version,
  headline: ({ article }) => headlineOf(article),
  subhead: ({ article }) => headlineOf(article, 'subhead'),
  kicker: ({ article }) => headlineOf(article, 'kicker'),
  slugline: ({ article }) => article.slugline,
  summary: ({ article }) => descriptionOf(article, 'summary'),
  correction: ({ article }) => descriptionOf(article, 'correction'),
  body: ({ article }) => article.bodies,
  bylines: ({ attribution }) => attribution?.bylines,
  located: ({ article }) => article.located,
  'credit line': ({ attribution }) => attribution?.creditLine,
  source: ({ attribution }) => attribution?.source,
  'copyright holder': ({ attribution }) => attribution?.copyrightHolder,
  'copyright notice': ({ attribution }) => attribution?.copyrightNotice,
  'usage terms': ({ attribution }) => attribution?.usageTerms,
  licence: ({ attribution }) => attribution?.licenseUrl,
  'canonical address': ({ attribution }) => attribution?.canonicalUrl,
  'credit snippets': ({ attribution }) => [attribution?.html, attribution?.text],
  'chain of hands': ({ attribution }) => attribution?.chain,
  'first published': ({ attribution }) => attribution?.firstPublished,
  'last modified': ({ attribution }) => attribution?.lastModified,
  'first created': ({ article }) => article.firstCreated,
  'content created': ({ article }) => article.contentCreated,
  'version created': ({ article }) => article.versionCreated,
  embargo: ({ article }) => article.embargoedUntil,
  expires: ({ article }) => article.expires,
  status: ({ article }) => article.pubStatus,
  urgency: ({ article }) => article.urgency,
  language: ({ article }) => article.language,
  subjects: ({ article }) => names(splitSubjects(article).subjects)?.toSorted(),
  'codes of subjects': ({ article }) =>
    splitSubjects(article)
      .subjects.flatMap(({ uri }) => uri ?? [])
      .toSorted(),
  keywords: ({ article }) => splitSubjects(article).keywords,
  genres: ({ article }) => names(article.genres),
  people: ({ article }) => names(article.people),
  organisations: ({ article }) => names(article.organisations),
  places: ({ article }) => names(article.places),
  pictures: (item) => pictures(item).map(({ renditions }) => renditions?.[0]?.href),
  'captions of pictures': (item) => pictures(item).map((picture) => descriptionOf(picture, 'caption')),
  'alternative texts': (item) => pictures(item).map((picture) => descriptionOf(picture, 'altText')),
  'titles of pictures': (item) => pictures(item).map((picture) => headlineOf(picture)),
  'credits of pictures': (item) => pictures(item).map((picture) => descriptionOf(picture, 'creditline')),
  'bylines of pictures': (item) => pictures(item).map(({ by }) => by),
  'rights of pictures': (item) =>
    pictures(item).map(({ copyrightHolder, copyrightNotice, usageTerms, rightsInfo }) => [
      copyrightHolder,
      copyrightNotice,
      usageTerms,
      rightsInfo,
    ]),
  'sizes of pictures': (item) =>
    pictures(item).map(({ renditions }) => [renditions?.[0]?.width, renditions?.[0]?.height]),
  'media types of pictures': (item) => pictures(item).map(({ renditions }) => renditions?.[0]?.contentType),
  'related items by address': ({ article }) =>
    related(article)
      .map((item) => [headlineOf(item), relatedAddress(article, item)])
      .filter(([, address]) => address !== undefined),
  'related items by title alone': ({ article }) =>
    related(article)
      .filter((item) => relatedAddress(article, item) === undefined)
      .map((item) => headlineOf(item)),
};

/** A field in a form that can be compared: absent and empty are the same. */
export function comparable(value: unknown): string {
  return JSON.stringify(value === undefined || (Array.isArray(value) && value.length === 0) ? null : value);
}

const page = 'docs/formats.md';
const marker = '<!-- formats out:';

/** The fields that docs/formats.md says a format out can hold. */
export function heldFieldsOf(formatId: string): ReadonlySet<string> {
  const [head, ...rows] = tableRows();
  const column = head?.indexOf(`\`${formatId}\``) ?? -1;
  if (process.env.BYLINE_WRITE_DOCS) return new Set();
  return new Set(rows.filter((row) => row[column] === 'yes').map(([field = '']) => field));
}

/** Writes the table anew from what a run has seen change. */
export function writeHeldFields(changed: ReadonlyMap<string, ReadonlySet<string>>): void {
  const ids = [...changed.keys()];
  const lines = [
    ['Field', ...ids.map((id) => `\`${id}\``)],
    ['---', ...ids.map(() => '---')],
    ...Object.keys(comparedFields).map((field) => [
      field,
      ...ids.map((id) => (changed.get(id)?.has(field) ? '–' : 'yes')),
    ]),
  ].map((cells) => `| ${cells.join(' | ')} |`);
  const text = documentText(page);
  const [, before = '', old = ''] = /^([^]*<!-- formats out:[^\n]*\n)((?:\|[^\n]*\n)*)/.exec(text) ?? [];
  writeFileSync(
    join(import.meta.dirname, '../..', page),
    `${before}${lines.join('\n')}\n${text.slice(before.length + old.length)}`,
  );
}

function tableRows(): readonly (readonly string[])[] {
  const [, after = ''] = documentText(page).split(marker);
  const lines = after.split('\n').slice(1);
  const table = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('|')),
  );
  return table.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
