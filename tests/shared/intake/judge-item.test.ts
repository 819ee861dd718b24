import { describe, expect, test } from 'vitest';
import type { DraftItem } from '../../../shared/article/draft.ts';
import type { Publisher } from '../../../shared/article/publisher.ts';
import { judgeItem } from '../../../shared/intake/judge-item.ts';
import type { AcceptedItem, RejectedItem } from '../../../shared/intake/intake.ts';
import { articleSent } from '../../../shared/webhooks/envelope.ts';
import { publisherOf } from '../../support/publishers.ts';

const nowMs = Date.UTC(2026, 5, 1, 12);
const draft: DraftItem = {
  item: '',
  nativeId: 'a-1',
  headline: 'A title',
  language: 'en',
  body: { kind: 'text', value: 'Some text.' },
};

async function judge(
  changes: Partial<DraftItem>,
  publisher: Partial<Publisher> = {},
): Promise<AcceptedItem | RejectedItem> {
  return judgeItem(
    { ...draft, ...changes },
    { publisher: publisherOf(publisher), key: 'publishers/demo/a.txt', nowMs },
  );
}

async function dispositionOf(changes: Partial<DraftItem>): Promise<unknown> {
  const item = await judge(changes);
  return item.status === 'accepted' ? item.disposition : item.reasons.map(({ code }) => code);
}

describe('the disposition', () => {
  test('of a usable article is to send it', async () => {
    expect(await dispositionOf({})).toEqual({ kind: 'send' });
    expect(await dispositionOf({ status: 'Published' })).toEqual({ kind: 'send' });
  });

  test('of a kill, however it is spelt, is to retract, even without headline, text and rights', async () => {
    for (const status of ['canceled', 'cancelled', 'killed', 'stat:canceled']) {
      expect(await dispositionOf({ status, headline: undefined, body: undefined })).toEqual({ kind: 'retract' });
    }
    const bare = await judge(
      { status: 'canceled', body: undefined },
      { copyrightHolder: undefined, copyrightNotice: undefined, usageTerms: undefined },
    );
    expect(bare).toMatchObject({ status: 'accepted', disposition: { kind: 'retract' } });
    expect((bare as AcceptedItem).attribution).toBeUndefined();
  });

  test('of a kill that names another item retracts that one', async () => {
    expect(await judge({ status: 'canceled', nativeId: 'kill-9', replaces: 'a-1' })).toMatchObject({
      identity: { nativeId: 'a-1' },
    });
  });

  test('of withheld articles and unreadable or open embargoes is to hold without an end', async () => {
    expect(await dispositionOf({ status: 'withheld' })).toEqual({ kind: 'hold' });
    expect(await dispositionOf({ embargo: 'Next Monday' })).toEqual({ kind: 'hold' });
    expect(await dispositionOf({ embargo: '' })).toEqual({ kind: 'hold' });
  });

  test('of an embargo is to hold until its end, and to send once that has passed', async () => {
    expect(await dispositionOf({ embargo: '2026-06-01T15:00:00+02:00' })).toEqual({
      kind: 'hold',
      untilMs: Date.UTC(2026, 5, 1, 13),
    });
    expect(await dispositionOf({ embargo: '2026-06-01T13:00:00+02:00' })).toEqual({ kind: 'send' });
  });

  test('of drafts, private and scheduled posts, and of unknown words, is a rejection', async () => {
    for (const status of ['draft', 'private', 'future', 'Pending Review'])
      expect(await dispositionOf({ status })).toEqual(['STATUS_NOT_PUBLISHABLE']);
    expect(await dispositionOf({ status: 'sp1ked??' })).toEqual(['FIELD_INVALID']);
  });

  test('of a publication date ahead is to hold until then', async () => {
    expect(await dispositionOf({ published: '2026-06-02T08:00:00Z' })).toEqual({
      kind: 'hold',
      untilMs: Date.UTC(2026, 5, 2, 8),
    });
  });

  test('of a post that only links elsewhere is to store it', async () => {
    expect(await dispositionOf({ body: undefined, linksTo: 'https://other.example/a' })).toEqual({ kind: 'store' });
  });
});

describe('a rejection', () => {
  test('names every missing thing at once, with its field', async () => {
    const item = await judge(
      { headline: undefined, body: undefined },
      { usageTerms: undefined, copyrightHolder: undefined, copyrightNotice: undefined },
    );
    expect(item).toMatchObject({
      status: 'rejected',
      nativeId: 'a-1',
      reasons: [
        { code: 'FIELD_MISSING', path: 'headline' },
        { code: 'EMPTY_ARTICLE', path: 'body' },
        { code: 'ATTRIBUTION_INCOMPLETE', path: 'copyrightHolder' },
        { code: 'ATTRIBUTION_INCOMPLETE', path: 'copyrightNotice' },
        { code: 'ATTRIBUTION_INCOMPLETE', path: 'usageTerms' },
      ],
    });
  });
});

describe('the identity', () => {
  test('is the document’s own id, else the address of the original, else the key and the place in it', async () => {
    const identityOf = async (changes: Partial<DraftItem>): Promise<unknown> =>
      ((await judge(changes)) as AcceptedItem).identity;
    expect(await identityOf({ nativeId: '  a-2 ' })).toEqual({ nativeId: 'a-2', from: 'document' });
    expect(await identityOf({ nativeId: undefined, canonicalUrl: 'https://a.example/x?utm_source=y' })).toEqual({
      nativeId: 'https://a.example/x',
      from: 'document',
    });
    expect(await identityOf({ nativeId: undefined, canonicalUrl: 'https://a.example/' })).toEqual({
      nativeId: 'publishers/demo/a.txt',
      from: 'key',
    });
    expect(await identityOf({ nativeId: undefined, item: 'items[2]' })).toEqual({
      nativeId: 'publishers/demo/a.txt#items[2]',
      from: 'key',
    });
  });

  test('becomes the article’s URI where it is one, and one of ours where it is not', async () => {
    expect(await judge({ nativeId: 'urn:a:1' })).toMatchObject({ article: { uri: 'urn:a:1' } });
    expect((await judge({ nativeId: '4711' })) as AcceptedItem).toMatchObject({
      article: { uri: expect.stringMatching(/^urn:x-byline:demo-[0-9a-f]{24}$/) },
    });
    expect((await judge({ nativeId: 'vbscript:alert(1)' })) as AcceptedItem).toMatchObject({
      article: { uri: expect.stringMatching(/^urn:x-byline:/) },
    });
  });

  test('longer than an index takes is invalid', async () => {
    expect(await judge({ nativeId: 'x'.repeat(2000) })).toMatchObject({
      reasons: [{ code: 'FIELD_INVALID', path: 'id' }],
    });
  });
});

test('wire copy under the publisher’s own copyright is flagged', async () => {
  const codes = async (changes: Partial<DraftItem>): Promise<readonly string[]> =>
    (await judge(changes)).warnings.map(({ code }) => code);
  expect(await codes({ byline: 'Reuters' })).toContain('AGENCY_COPYRIGHT_CLAIMED');
  expect(await codes({ byline: 'Reuters', copyrightHolder: 'Reuters' })).not.toContain('AGENCY_COPYRIGHT_CLAIMED');
  expect(await codes({ byline: 'Ann Author' })).not.toContain('AGENCY_COPYRIGHT_CLAIMED');
});

describe('what is not the article’s', () => {
  test('stays out of its bodies: notes for editors are kept apart, and not sent', async () => {
    const note = 'Desk only: call Ann on +44 20 7946 0000';
    const item = (await judge({ edNote: note })) as AcceptedItem;
    expect(item.article.edNote).toBe(note);
    const { edNote: _note, ...rest } = item.article;
    expect(JSON.stringify([rest, item.attribution])).not.toContain('7946');
    expect(JSON.stringify(articleSent(item.article, false))).not.toContain('7946');
  });

  test('stays the picture’s: its rights are its own, and the article’s never apply to it', async () => {
    const item = (await judge({
      pictures: [
        { url: 'https://a.example/1.jpg', credit: 'B. Hall/Agency', copyrightNotice: '© Agency', usageTerms: 'Once' },
        { url: 'https://a.example/2.jpg' },
      ],
    })) as AcceptedItem;
    const [own, none] = item.article.associations ?? [];
    expect(own).toMatchObject({ copyrightNotice: '© Agency', usageTerms: 'Once' });
    expect(item.article.copyrightNotice).toBe('© Demo News');
    expect(none).not.toHaveProperty('copyrightNotice');
    expect(none).not.toHaveProperty('usageTerms');
    expect(item.attribution?.imageCredits).toMatchObject([
      { credit: 'B. Hall/Agency', copyrightNotice: '© Agency' },
      {},
    ]);
    expect(item.attribution?.creditLine).not.toContain('Hall');
  });
});

describe('what was assumed or held back', () => {
  const noticesOf = async (changes: Partial<DraftItem>): Promise<readonly string[]> =>
    (await judge(changes)).warnings.map(({ code, path }) => `${code} ${path}`);

  test('is named: an embargo, a profile’s default, a conclusion, a language', async () => {
    expect(await noticesOf({ embargo: '2026-06-01T15:00:00Z' })).toContainEqual(expect.stringMatching(/^HELD_EMBARGO/));
    expect(await noticesOf({ embargo: 'Next Monday' })).toContainEqual(expect.stringMatching(/^EMBARGO_UNREADABLE/));
    expect(await noticesOf({})).toContain('FIELD_DEFAULTED usageTerms');
    expect(await noticesOf({ usageTerms: 'Once only' })).not.toContain('FIELD_DEFAULTED usageTerms');
    const inferences = [{ field: 'byline', method: 'a line of names', confidence: 0.8, path: 'line 2' }];
    expect(await noticesOf({ byline: 'Ann Author', inferences })).toContain('FIELD_INFERRED byline, line 2');
    expect(await noticesOf({ published: '3 May 2026 10:15' })).toContainEqual(
      expect.stringMatching(/^DATE_WITHOUT_ZONE/),
    );
  });

  test('is said of each field of the attribution: the item’s own, the profile’s, or inferred', async () => {
    const inferences = [{ field: 'byline', method: 'a line of names', confidence: 0.8 }];
    const item = (await judge({ byline: 'Ann Author', inferences, copyrightHolder: 'Author Ltd' })) as AcceptedItem;
    expect(item.attribution?.origins).toMatchObject({
      bylines: 'inferred',
      source: 'publisher',
      usageTerms: 'publisher',
      copyrightNotice: 'inferred',
      creditLine: 'inferred',
    });
    expect(item.attribution?.origins).not.toHaveProperty('copyrightHolder');
  });
});

test('pictures and related items without an address get one within the article', async () => {
  const item = await judge({ nativeId: 'urn:a:1', pictures: [{ credit: 'AP' }], related: [{ title: 'Another' }] });
  expect(item).toMatchObject({
    article: { associations: [{ uri: 'urn:a:1#picture-1' }, { uri: 'urn:a:1#related-1' }] },
  });
});

test('an id that is no URI stands among the others, and a code that is none is a literal', async () => {
  const item = await judge({
    nativeId: 'https://a.example/ü',
    related: [{ title: 'Another', nativeId: 'ANS 4711' }],
    subjects: [{ name: 'Ports', uri: 'sub ject' }, { uri: 'medtop:20000822' }],
  });
  expect(item).toMatchObject({
    article: {
      uri: 'https://a.example/%C3%BC',
      associations: [{ uri: 'https://a.example/%C3%BC#related-1', altIds: [{ value: 'ANS 4711' }] }],
      subjects: [{ name: 'Ports', literal: 'sub ject' }, { uri: 'medtop:20000822' }],
    },
  });
});

describe('a licence', () => {
  const license = { territory: 'Australia', endsAt: '2026-12-31' };

  test('with a territory and an end gives rules, in words as well, and the article expires with it', async () => {
    const item = (await judge({ license })) as AcceptedItem;
    expect(item.attribution?.rules).toEqual({ territories: ['AU'], until: '2026-12-31T23:00:00Z' });
    expect(item.attribution?.usageTerms).toContain('Territory: Australia');
    expect(item.article.expires).toBe('2026-12-31T23:00:00Z');
  });

  test('does not let an article live longer than it says itself', async () => {
    const item = (await judge({ license, expires: '2026-07-01T00:00:00Z' })) as AcceptedItem;
    expect(item.article.expires).toBe('2026-07-01T00:00:00Z');
  });

  test('of the profile holds from first publication on', async () => {
    const rules = { useForDays: 90, mayChange: 'headline' } as const;
    const item = (await judge({ published: '2026-05-01T08:00:00Z' }, { rules })) as AcceptedItem;
    expect(item.attribution?.rules).toEqual({ mayChange: 'headline', until: '2026-07-30T08:00:00Z' });
    expect(item.article.expires).toBe('2026-07-30T08:00:00Z');
  });

  test('in ODRL keeps each grant, with its own territory and time', async () => {
    const permission = (place: string, operator: string, time: string) => ({
      constraint: [
        { leftOperand: 'spatial', operator: 'eq', rightOperand: place },
        { leftOperand: 'dateTime', operator, rightOperand: time },
      ],
    });
    const encodedRights = JSON.stringify({
      permission: [permission('GB', 'lt', '2027-01-01T00:00:00Z'), permission('US', 'gteq', '2026-12-24T00:00:00Z')],
    });
    const item = (await judge({ rightsInfo: { encodedRights } })) as AcceptedItem;
    expect(item.licenses).toEqual([
      { territories: ['GB'], endsMs: Date.UTC(2027, 0, 1) },
      { territories: ['US'], startsMs: Date.UTC(2026, 11, 24) },
    ]);
    expect(item.attribution?.rules).toEqual({ territories: ['GB', 'US'] });
    expect(item.article.expires).toBeUndefined();
  });

  test('whose territory cannot be read stays in words, with a warning', async () => {
    const item = (await judge({ license: { territory: 'as agreed' } })) as AcceptedItem;
    expect(item.attribution?.rules).toBeUndefined();
    expect(item.attribution?.usageTerms).toContain('as agreed');
    expect(item.warnings).toContainEqual(expect.objectContaining({ code: 'TERRITORY_UNREADABLE' }));
  });

  test('is read out of terms that shut a country out', async () => {
    const item = (await judge({ usageTerms: 'For news use only\nJAPAN OUT' })) as AcceptedItem;
    expect(item.attribution?.rules).toEqual({ excludedTerritories: ['JP'] });
  });
});

test('an agency is credited once, whatever its byline calls it', async () => {
  const item = (await judge({ byline: 'By Ian Jones and Press Association', source: 'PA' })) as AcceptedItem;
  expect(item.attribution).toMatchObject({
    creditLine: 'By Ian Jones, PA via Demo News',
    bylines: ['Ian Jones', 'Press Association'],
  });
});
