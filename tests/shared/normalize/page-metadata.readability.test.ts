import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { extractPage } from '../../../shared/normalize/extract-page.ts';
import { metadataPages } from '../../support/metadata-pages.ts';

const fields = ['title', 'byline', 'published', 'language'] as const;

/** By field: how often a reader of these pages answered as a person would. */
function scoreOf(read: (html: string) => Readonly<Partial<Record<(typeof fields)[number], string | null>>>): number[] {
  return fields.map((field) => metadataPages.filter(({ html, truth }) => read(html)[field] === truth[field]).length);
}

test.each(metadataPages.map(({ says, ...page }) => [says, page] as const))(
  'a page that says it by %s',
  (_, { html, truth }) => {
    const { title, byline, publishedRaw, language } = extractPage(html);
    expect({ title, byline, published: publishedRaw, language }).toEqual(truth);
  },
);

test('title, byline, time and language are right at least as often as Readability’s', () => {
  const ours = scoreOf((html) => {
    const { title, byline, publishedRaw, language } = extractPage(html);
    return { title, byline, published: publishedRaw, language };
  });
  const theirs = scoreOf((html) => {
    const read = new Readability(parseHTML(html).document).parse();
    return { title: read?.title, byline: read?.byline, published: read?.publishedTime, language: read?.lang };
  });
  expect(theirs.map((score, index) => Math.max(0, score - (ours[index] ?? 0)))).toEqual([0, 0, 0, 0]);
  console.log(`of ${metadataPages.length} pages, right in ${fields.join(', ')}: ours ${ours}, Readability ${theirs}`);
});
