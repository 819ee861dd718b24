import { expect, test } from 'vitest';
import { onlyLink, renderedText, withoutCutMark } from '../../../shared/formats/rendered-text.ts';

test('rendered HTML is read as the text it shows', async () => {
  expect(await renderedText('Bar &amp; <i>Baz</i>, so')).toBe('Bar & Baz, so');
  expect(await renderedText('<p>One.</p><p>Two.</p>')).toBe('One.\n\nTwo.');
  expect([await renderedText(' '), await renderedText('<p></p>'), await renderedText(undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('an excerpt loses the mark of its cut only', () => {
  expect([
    withoutCutMark('So it goes […]'),
    withoutCutMark('So it goes. Continue reading “X” →'),
    withoutCutMark('[…]'),
  ]).toEqual(['So it goes', 'So it goes.', undefined]);
});

test('one link and nothing more is what a link post points to', () => {
  expect(onlyLink('<p><a href="https://a.example/">Read</a></p>')).toBe('https://a.example/');
  expect(onlyLink('<p>https://a.example/x</p>')).toBe('https://a.example/x');
  expect(onlyLink('<p>I read <a href="https://a.example/">this</a> and liked it.</p>')).toBeUndefined();
});
