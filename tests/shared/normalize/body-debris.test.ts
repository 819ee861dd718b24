import { expect, test } from 'vitest';
import { debrisOf } from '../../../shared/normalize/body-debris.ts';
import { parseHtml } from '../../../shared/normalize/parse-html.ts';

function debrisIn(html: string, promoWords: readonly string[] = []): ReturnType<typeof debrisOf> {
  return debrisOf(parseHtml(html)?.childNodes ?? [], promoWords);
}

test('a paragraph that points to another article is a promotion, with the title and address it gives', () => {
  expect(debrisIn('Read more: <a href="/ferry">The ferry is back</a>')).toEqual({
    kind: 'promotion',
    text: 'Read more: The ferry is back',
    title: 'The ferry is back',
    addresses: ['/ferry'],
  });
});

test('a publisher’s own words open a promotion, too', () => {
  const html = 'Aus dem Archiv: <a href="/a">Die Fähre</a>';
  expect(debrisIn(html)).toBeUndefined();
  expect(debrisIn(html, ['Aus dem Archiv'])).toMatchObject({ kind: 'promotion', title: 'Die Fähre' });
});

test('a line that credits a picture is its credit', () => {
  expect(debrisIn('Photo: Ann Author/Harbour Gazette')).toMatchObject({
    kind: 'picture credit',
    credit: expect.stringContaining('Ann Author'),
  });
});

test('prose is none, however it begins', () => {
  expect(debrisIn('Read more books, the minister told the school.')).toBeUndefined();
  expect(debrisIn(`Read more: ${'and on it goes, '.repeat(20)}`)).toBeUndefined();
  expect(debrisIn('')).toBeUndefined();
});
