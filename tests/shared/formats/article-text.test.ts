import { describe, expect, test } from 'vitest';
import { readArticleText } from '../../../shared/formats/article-text.ts';
import type { DraftItem } from '../../../shared/formats/format.ts';

const read = (...lines: readonly string[]): Omit<DraftItem, 'item'> => readArticleText(lines.join('\n'), []);
const prose = 'The council of the old town voted on Tuesday to rebuild the bridge.';
const more = 'The work is to begin in spring, and nobody knows when it will end.';

describe('the head of a text', () => {
  test('is headline, byline and date, each only in its place', () => {
    expect(
      read('A bridge returns', '', 'By Ann Author', 'Updated: May 3, 2026, 10:15 a.m.', '', prose, '', more),
    ).toMatchObject({
      headline: 'A bridge returns',
      byline: 'By Ann Author',
      modified: 'May 3, 2026, 10:15 a.m.',
      body: { value: `<p>${prose}</p>\n<p>${more}</p>` },
    });
    expect(read('A bridge returns', '', prose, '', 'Marta Ellingsen', '', more).byline).toBeUndefined();
  });

  test('may be labels, if there are two or more', () => {
    expect(read('Title: A bridge', 'By: Ann Author', 'Embargo: 2026-05-03T10:00:00Z', '', prose)).toMatchObject({
      headline: 'A bridge',
      byline: 'Ann Author',
      embargo: '2026-05-03T10:00:00Z',
    });
    expect(read('Source: A documentary returns', '', prose)).toMatchObject({
      headline: 'Source: A documentary returns',
    });
  });

  test('has no headline where the first line is prose', () => {
    expect(read(prose, '', more).headline).toBeUndefined();
  });
});

describe('pictures in a text', () => {
  test('are credited by a line only a picture can have, with the line above as caption', () => {
    const draft = read(
      'A bridge returns',
      '',
      prose,
      '',
      'The old bridge at dusk.',
      'Photo: Ann Author/Wire',
      '',
      more,
    );
    expect(draft.pictures).toEqual([{ caption: 'The old bridge at dusk.', credit: 'Ann Author/Wire' }]);
    expect(draft.body?.value).toBe(`<p>${prose}</p>\n<p>${more}</p>`);
  });

  test('are credited by “Source:” under alternative text only; at the end it is the article’s, elsewhere it stays', () => {
    expect(read('A bridge returns', '', prose, '', 'old bridge at dusk', 'Source: AP', '', more).pictures).toEqual([
      { alternativeText: 'old bridge at dusk', credit: 'AP' },
    ]);
    expect(read('A bridge returns', '', prose, '', more, '', 'SOURCE Bridge Board').source).toBe('Bridge Board');
    expect(read('A bridge returns', '', prose, '', more, '', 'Source: News agencies')).toMatchObject({
      source: 'News agencies',
    });
    expect(read('A bridge returns', '', prose, '', 'Source: AP', '', more).body?.value).toContain('Source: AP');
  });
});

test('promotions become related items, titles or addresses', () => {
  const draft = read(
    'A bridge returns',
    '',
    prose,
    '',
    'Read more: https://a.example/x',
    'See also: A ferry',
    '',
    more,
  );
  expect(draft.related).toEqual([{ url: 'https://a.example/x' }, { title: 'A ferry' }]);
});

test('the last line may be the copyright’s', () => {
  expect(read('A bridge returns', '', prose, '', '© 2026 Example News')).toMatchObject({
    copyrightNotice: '© 2026 Example News',
  });
});

describe('lines', () => {
  test('wrapped at a fixed width are one paragraph', () => {
    const wrapped = [
      'The council of the old town voted on Tuesday to rebuild the bridge',
      'between the two towns, eleven years after it had been closed to all',
      'traffic.',
    ];
    expect(read('A bridge returns', '', ...wrapped, '', more).body?.value).toBe(
      `<p>${wrapped.join(' ')}</p>\n<p>${more}</p>`,
    );
  });

  test('without blank ones between are a paragraph each', () => {
    expect(read('A bridge returns', prose, more)).toMatchObject({
      headline: 'A bridge returns',
      body: { value: `<p>${prose}</p>\n<p>${more}</p>` },
    });
  });

  test('behind bullets are a list', () => {
    expect(read('A bridge returns', '', prose, '', '- one', '• two <b>').body?.value).toBe(
      `<p>${prose}</p>\n<ul><li>one</li><li>two &lt;b&gt;</li></ul>`,
    );
  });
});

test('every line taken out, and every conclusion, is told with its number', () => {
  const { warnings, inferences } = read('A bridge returns', '', prose, '', 'Also read: A ferry');
  expect(warnings).toMatchObject([{ code: 'PROMO_REMOVED', path: 'line 5' }]);
  expect(inferences).toMatchObject([{ field: 'headline', path: 'line 1' }]);
});

test('a text of more lines than any article is refused, of blank ones not', () => {
  expect(() => readArticleText('a\n'.repeat(40_001), [])).toThrow('more than 40000 lines');
  expect(() => readArticleText(`${'word '.repeat(100_000)}\n`.repeat(12), [])).toThrow('more than 5500000 characters');
  expect(readArticleText(`A title of the story\n${'\n'.repeat(200_000)}Some text.`, [])).toMatchObject({
    headline: 'A title of the story',
  });
});
