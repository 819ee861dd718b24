import { describe, expect, test } from 'vitest';
import type { DraftItem } from '../../../shared/article/draft.ts';
import { normalizeDraft } from '../../../shared/normalize/normalize.ts';
import type { NormalizedItem } from '../../../shared/normalize/normalize.ts';
import { publisherOf } from '../../support/publishers.ts';

function normalize(draft: Partial<DraftItem>, publisher = publisherOf()): Promise<NormalizedItem> {
  return normalizeDraft(
    { item: '', headline: 'A title', body: { kind: 'text', value: 'Some text.' }, language: 'en', ...draft },
    publisher,
    Date.UTC(2026, 5, 1),
  );
}

test('an embargo that only a note says in words holds, and a field counts before it', async () => {
  const spoken = await normalize({ edNote: 'EMBARGOED UNTIL 0001 MONDAY' });
  expect(spoken.times.embargo).toBe('unreadable');
  expect(spoken.warnings.list().map(({ code }) => code)).toEqual(['FIELD_INFERRED', 'EMBARGO_UNREADABLE']);
  const field = await normalize({ edNote: 'EMBARGOED UNTIL 0001 MONDAY', embargo: '2026-07-01T00:00:00Z' });
  expect(field.times.embargo).toEqual({ untilMs: Date.UTC(2026, 6, 1) });
});

test('a kill that only a note says in words is one, and is told', async () => {
  const killed = await normalize({ status: 'usable', edNote: 'KILL. The quote was invented.' });
  expect([killed.status, killed.warnings.list().map(({ path }) => path)]).toEqual(['canceled', ['status']]);
  expect((await normalize({ headline: 'KILL: A title' })).status).toBe('withheld');
});

describe('the article', () => {
  test('has HTML and plain text of its body, counted', async () => {
    const { article } = await normalize({ body: { kind: 'text', value: 'One & two.\n\nThree.' } });
    expect(article.bodies).toEqual([
      {
        role: 'main',
        contentType: 'text/html',
        value: '<p>One &amp; two.</p><p>Three.</p>',
        charCount: 18,
        wordCount: 3,
      },
      { role: 'plain', contentType: 'text/plain', value: 'One & two.\n\nThree.', charCount: 18, wordCount: 3 },
    ]);
  });

  test('has text without blank lines parted at its line breaks', async () => {
    expect((await normalize({ body: { kind: 'text', value: 'One.\nTwo.' } })).article.bodies?.[0]?.value).toBe(
      '<p>One.</p><p>Two.</p>',
    );
  });

  test('keeps codes of subjects and adds keywords once', async () => {
    const { article } = await normalize({
      subjects: [{ name: 'transport', uri: 'medtop:20000337' }],
      keywords: ['transport', 'ferry', ' ferry '],
    });
    expect(article.subjects).toEqual([
      { name: 'transport', uri: 'medtop:20000337' },
      { name: 'ferry', literal: 'ferry', rel: 'keyword' },
    ]);
  });

  test('has clean lines for fields, without tags, and refuses endless ones', async () => {
    const { article, rejections } = await normalize({
      headline: ' <b>A</b>\n title\u202e ',
      slugline: 'x'.repeat(3000),
    });
    expect(article.headlines).toEqual([{ role: 'main', value: 'A title' }]);
    expect(rejections).toMatchObject([{ code: 'FIELD_TOO_LONG', path: 'slugline' }]);
  });

  test.each([
    ['LEEDS', 'Leeds'],
    ['London (dpa) -', 'London'],
    ['3 May', undefined],
  ])('is located where its dateline “%s” says, when nothing else does', async (dateline, located) => {
    expect((await normalize({ dateline })).article.located).toBe(located);
    expect((await normalize({ dateline, located: 'York' })).article.located).toBe('York');
  });

  test('has an urgency from 1 to 9 or none', async () => {
    expect((await normalize({ urgency: '4' })).article.urgency).toBe(4);
    expect((await normalize({ urgency: '0.1' })).rejections).toMatchObject([
      { code: 'FIELD_INVALID', path: 'urgency' },
    ]);
  });
});

describe('the language', () => {
  const german = {
    kind: 'text',
    value: 'Der Stadtrat hat am Mittwochabend mit großer Mehrheit für den Umbau des Wasserwerks gestimmt.',
  } as const;

  test('declared is taken as it is, tidied', async () => {
    expect((await normalize({ language: 'de_AT', body: german })).article.language).toBe('de-AT');
  });

  test('undeclared is detected, in the profile’s kind of it', async () => {
    const { article, warnings } = await normalize(
      { language: undefined, body: german },
      publisherOf({ language: 'de-CH' }),
    );
    expect(article.language).toBe('de-CH');
    expect(warnings.list().map(({ code }) => code)).toContain('LANGUAGE_DETECTED');
  });

  test('too short to detect is the profile’s', async () => {
    expect((await normalize({ language: undefined }, publisherOf({ language: 'fi' }))).article.language).toBe('fi');
  });
});

describe('the credits', () => {
  test('prefer authors told one by one, unless the printed line names more', async () => {
    expect((await normalize({ byline: 'By Ann Author', authors: [{ name: 'Ann Author' }] })).credits.bylines).toEqual([
      'Ann Author',
    ]);
    expect(
      (await normalize({ byline: 'By Ann Author and agencies', authors: [{ name: 'Ann Author' }] })).credits.bylines,
    ).toEqual(['Ann Author', 'agencies']);
    expect(
      (await normalize({ authors: [{ name: 'Ann Author' }, { name: 'P. Hoto', role: 'photographer' }] })).credits
        .bylines,
    ).toEqual(['Ann Author']);
  });

  test('conclude the source from an agency in the byline or the dateline', async () => {
    expect((await normalize({ byline: 'Reuters' })).credits).toMatchObject({ source: 'Reuters' });
    const dated = await normalize({ body: { kind: 'text', value: 'GENEVA (AFP) – The talks began.' } });
    expect(dated.credits.source).toBe('AFP');
    expect(dated.article.located).toBe('Geneva');
    expect([...dated.credits.inferred]).toContain('source');
  });

  test('carry a licence’s limits in the usage terms', async () => {
    const { credits } = await normalize({
      usageTerms: 'Print only',
      license: { territory: 'Australia', endsAt: '2027-01-01' },
    });
    expect(credits.usageTerms).toBe('Print only\nTerritory: Australia\nUntil: 2027-01-01');
  });
});

test('a body of pictures alone has content, one of white space has none', async () => {
  expect(
    (await normalize({ body: { kind: 'html', value: '<img src="https://a.example/b.jpg" alt="b">' } })).hasContent,
  ).toBe(true);
  expect((await normalize({ body: { kind: 'html', value: '<p>&nbsp;\u3000</p>' } })).hasContent).toBe(false);
});

test('text that was decoded wrongly twice is flagged, not changed', async () => {
  const { article, warnings } = await normalize({ headline: 'cafÃ© naÃ¯ve' });
  expect(article.headlines?.[0]?.value).toBe('cafÃ© naÃ¯ve');
  expect(warnings.list().map(({ code }) => code)).toContain('MOJIBAKE');
});
