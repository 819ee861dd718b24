import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AcceptedItem } from '../../shared/intake/intake.ts';
import { readUpload } from '../../shared/intake/read-upload.ts';
import type { OutgoingArticle } from '../../shared/outputs/output.ts';
import { documentText, outputFormats, renderArticle } from '../../shared/outputs/registry.ts';
import { articleFrom, draftArb, nowMs, silentHouse } from '../support/generated-articles.ts';
import { outgoingExample } from '../support/outgoing.ts';
import { comparable, comparedFields, heldFieldsOf, writeHeldFields } from '../support/held-fields.ts';

/**
 * What we emit in a format and read back by our own parser of that format is the same article and attribution, field by field, in the fields that
 * docs/formats.md says the format can hold. Read with a profile that says nothing, so that what comes back stood in the document.
 *
 * Runs: ROUND_TRIPS=2000 npx vitest run tests/properties/round-trip.property.test.ts
 */

const runs = Number(process.env.ROUND_TRIPS ?? 100);
const measured = new Map<string, ReadonlySet<string>>();

describe.each(outputFormats.map(({ id }) => id))('%s', (id) => {
  test(
    'reads back as the article it was made of, in what the format can hold',
    async () => {
      const [held, changed] = [heldFieldsOf(id), new Set<string>()];
      await fc
        .assert(
          fc.asyncProperty(draftArb, async (draft) => {
            const item = await articleFrom(draft);
            if (item === undefined) return;
            const read = await readBack(id, item);
            const differences = Object.entries(comparedFields)
              .map(([field, of]) => ({ field, sent: comparable(of(item)), read: comparable(of(read)) }))
              .filter(({ sent, read: back }) => sent !== back);
            for (const { field } of differences) changed.add(field);
            expect(differences.filter(({ field }) => held.has(field))).toEqual([]);
          }),
          { numRuns: runs },
        )
        .finally(() => measured.set(id, changed));
      // What the page says a format cannot hold, it must be seen to lose.
      if (!process.env.BYLINE_WRITE_DOCS)
        expect(Object.keys(comparedFields).filter((field) => !held.has(field) && !changed.has(field))).toEqual([]);
    },
    runs * 1_000,
  );
});

test.each(outputFormats.map(({ id }) => id))(
  'a retraction in %s reads back as the retraction of that article',
  async (id) => {
    const outgoing = await outgoingExample({}, 'retraction');
    const text = documentText(renderArticle(id, outgoing));
    const upload = { bytes: Buffer.from(text), key: 'publishers/harbour-gazette/sent' };
    const { items } = await readUpload(upload, silentHouse, { nowMs });
    expect(items).toMatchObject([
      { status: 'accepted', disposition: { kind: 'retract' }, article: { uri: outgoing.article.uri } },
    ]);
  },
);

// After a change: BYLINE_WRITE_DOCS=1 ROUND_TRIPS=1000 npx vitest run tests/properties/round-trip.property.test.ts
test('the page has a column for every format, and a row for every field', () => {
  if (process.env.BYLINE_WRITE_DOCS) return writeHeldFields(measured);
  for (const { id } of outputFormats) expect(heldFieldsOf(id).size, id).toBeGreaterThan(10);
});

async function readBack(id: string, { article, attribution }: AcceptedItem): Promise<AcceptedItem> {
  if (attribution === undefined) throw new Error('a generated article has no attribution');
  const outgoing: OutgoingArticle = { article, attribution, revision: 1, acceptedAt: '2026-11-24T12:00:00Z' };
  const text = documentText(renderArticle(id, outgoing));
  const upload = { bytes: Buffer.from(text), key: 'publishers/harbour-gazette/sent' };
  const { items, format, failure } = await readUpload(upload, silentHouse, { nowMs });
  const [read, ...others] = items;
  if (read?.status === 'accepted' && others.length === 0) return read;
  throw new Error(`read as ${format}: ${JSON.stringify(items)} ${String(failure)}\n${text}`);
}
