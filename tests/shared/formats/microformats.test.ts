import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { exportedContent, readHEntry } from '../../../shared/formats/microformats.ts';
import { elementsOf, textOf } from '../../../shared/normalize/html-tree.ts';

const read = (html: string): ReturnType<typeof readHEntry> => readHEntry(elementsOf(parse(html)));
const entry = (inside: string): string => `<article class="h-entry hyphenated">${inside}</article>`;

test('an entry says its address, its tags and its summary', () => {
  const tags = '<p class="p-tags">In <a class="p-tag">Boats</a>, <a class="p-category"> Sea  birds </a></p>';
  const summary = '<section class="p-summary">\n A subtitle\n</section>';
  expect(read(entry(`${summary}<a class="u-url" href="https://a.example/1">#</a>${tags}`))).toEqual({
    canonicalUrl: 'https://a.example/1',
    summary: 'A subtitle',
    keywords: ['Boats', 'Sea birds'],
  });
  const author = '<a class="p-author h-card" href="https://a.example/ann">Ann <b>Author</b></a>';
  expect(read(entry(author))).toEqual({ authors: [{ name: 'Ann Author' }] });
  const both =
    '<a class="u-url" href="https://copy.example/1"></a><a class="p-canonical" href="https://a.example/1"></a>';
  expect(read(entry(both))).toEqual({ canonicalUrl: 'https://a.example/1' });
});

test('a list of entries, and an address within the page, say nothing', () => {
  expect(read(entry('<a class="u-url" href="https://a.example/1">').repeat(2))).toEqual({});
  expect(read(entry('<a class="u-url" href="#top">'))).toEqual({});
  expect(read('<a class="u-url" href="https://a.example/1">')).toEqual({});
});

test('a document that is one entry gives its marked text, without title and subtitle once more', () => {
  const content =
    '<section class="e-content"><hr><h3>Pier</h3><h4>What it costs</h4><p>Text.</p><hr><p>More.</p></section>';
  const of = (html: string) => exportedContent(elementsOf(parse(html)), { headline: 'Pier', summary: 'What it costs' });
  const found = of(entry(`<header><h1>Pier</h1></header>${content}<footer>Exported</footer>`));
  expect(found && textOf(found)).toBe('Text.\nMore.');
  expect(of(`<nav></nav>${entry(content)}`)).toBeUndefined();
  expect(of(content)).toBeUndefined();
  expect(of(entry(content).repeat(2))).toBeUndefined();
});
