import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AcceptedItem } from '../../shared/intake/intake.ts';
import { indexings, type OutgoingArticle } from '../../shared/outputs/output.ts';
import { documentText, outputFormats, renderArticle } from '../../shared/outputs/registry.ts';
import { articleSent } from '../../shared/webhooks/envelope.ts';
import { articleFrom, draftArb, fullDraft } from '../support/generated-articles.ts';
import { standardViolations } from '../support/standards/check-rendering.ts';

/**
 * Every rendering keeps to the rules of its standard, for articles with hostile text, for their retractions and for retractions of articles never seen. The
 * rules are written from the specifications in tests/support/standards.
 *
 * Runs: STANDARDS=2000 npx vitest run tests/properties/standards.property.test.ts
 */

const runs = Number(process.env.STANDARDS ?? 100);

describe.each(outputFormats.map(({ id }) => id))('%s', (id) => {
  test(
    'keeps to the rules of its standard',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          draftArb,
          fc.constantFrom(undefined, ...indexings),
          fc.integer({ min: 1, max: 9 }),
          async (draft, indexing, revision) => {
            const item = await articleFrom(draft);
            if (item === undefined) return;
            for (const outgoing of variantsOf(item)) {
              const rendered = renderArticle(id, { ...outgoing, revision, ...(indexing ? { indexing } : {}) });
              expect(await standardViolations(id, rendered)).toEqual([]);
            }
          },
        ),
        { numRuns: runs },
      );
    },
    runs * 1_000,
  );
});

function variantsOf({ article, attribution }: AcceptedItem): readonly OutgoingArticle[] {
  const outgoing = { article, attribution, revision: 1, acceptedAt: '2026-11-24T12:00:00Z' };
  return [
    outgoing,
    { ...outgoing, article: articleSent(article, true) },
    { article: articleSent(article, true, true), revision: 1, acceptedAt: outgoing.acceptedAt },
  ];
}

/** A fault put into a good rendering: the rules must see it, or they would hold nothing. */
const faults: readonly (readonly [format: string, from: string | RegExp, to: string])[] = [
  ['ninjs-3', '"pubStatus": "usable"', '"pubStatus": "live"'],
  ['ninjs-3', '"headlines"', '"headline"'],
  ['ninjs-2', '"versioncreated"', '"versionCreated"'],
  ['newsml-g2', /(<hopHistory>.*<\/hopHistory>)(.*)<itemMeta>/, '$2$1<itemMeta>'],
  ['newsml-g2', /<provider(.*?)<\/provider>/, '<sender$1</sender>'],
  ['newsml-g2', ' version="1"', ' version="0"'],
  ['newsml-g2', /<itemClass[^>]*>/, ''],
  ['nitf', /(<hl1>.*<\/hl1>)(<hl2.*<\/hl2>)/, '$2$1'],
  ['nitf', /management-status="\w+"/, 'management-status="ok"'],
  ['nitf', '<p>', '<p><strong>no</strong>'],
  ['nitf', ' media-type="image"', ''],
  ['json-ld', '"creditText"', '"creditLine"'],
  ['json-ld', '"isBasedOn": "https://', '"license": "see '],
  ['rss', /<guid.*<\/guid>/, ''],
  ['rss', /<pubDate>.*<\/pubDate>/, '<pubDate>2026-11-20</pubDate>'],
  ['rss', ' url="https://', ' href="https://'],
  ['atom', /<updated>.*<\/updated>/, ''],
  ['atom', /<author>.*<\/author>/, ''],
  ['json-feed', '"id"', '"guid"'],
  ['json-feed', '"authors"', '"author"'],
  ['html', '<h1>', '<h1 lang=en lang=de>'],
  ['html', /<title>.*<\/title>/, ''],
  ['html', '<link rel="canonical"', '<meta name="robots" content="noindex"><link rel="canonical"'],
  ['markdown', 'version: "2"', 'version: 2'],
  ['markdown', 'summary: "', 'summary: ['],
];

test.each(faults)('the rules of %s see %s', async (id, from, to) => {
  const item = await articleFrom(fullDraft);
  if (!item) throw new Error('the example was rejected');
  const { article, attribution } = item;
  const rendered = renderArticle(id, { article, attribution, revision: 1, acceptedAt: '2026-11-24T12:00:00Z' });
  expect(await standardViolations(id, rendered)).toEqual([]);
  const broken = documentText(rendered).replace(from, to);
  expect(broken).not.toBe(documentText(rendered));
  const value =
    rendered.kind === 'json' ? { ...rendered, value: JSON.parse(broken) as object } : { ...rendered, value: broken };
  expect(await standardViolations(id, value)).not.toEqual([]);
});
