import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../shared/normalize/page-attempts.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';

const sentence = (topic: string): string =>
  `The harbour office said on Monday that ${topic}, after weeks of talks with the ferry crews, would begin before winter.`;
const topics = ['new piers', 'longer shifts', 'night sailings', 'cheaper fares', 'an island stop', 'a second lamp'];
const story = topics.map((topic) => `<p>${sentence(topic)}</p>`).join('');
const context = { title: 'Ferries', excerpt: undefined, url: 'https://harbour.example/f' };

/** Texts kept of a page. */
function kept(html: string): string[] {
  return readArticle(parsePage(html)!, context).kept.map(({ text }) => text);
}

function linked(articleBody: string): string {
  const told = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline: 'Ferries', articleBody };
  return `<script type="application/ld+json">${JSON.stringify(told)}</script>`;
}

describe('readArticle', () => {
  const boxed = (texts: readonly string[]): string =>
    texts.map((text) => `<div><div><div><p>${text}</p></div></div></div>`).join('');
  const lure = (text: string): string => `<div><div class="article-body story-content"><p>${text}</p></div></div>`;

  it('is not led from the text by a name that promises one', () => {
    const texts = topics.map(sentence);
    expect(kept(`${lure('Ferries, piers, lamps, ropes and gulls.')}<div>${boxed(texts)}</div>`)).toEqual(
      expect.arrayContaining(texts),
    );
  });

  it('reads a story of short lines that no container stands out for', () => {
    const lines = [...topics, ...topics].map((topic) => `On ${topic}: yes.`);
    expect(kept(`${lure('Ferries, piers, lamps, ropes and gulls.')}<div>${boxed(lines)}</div>`)).toEqual(
      expect.arrayContaining(lines),
    );
  });

  it('looks again where it keeps little of what JSON-LD tells, and takes what agrees', () => {
    const other = `<div class="post-content">${topics.map((topic) => `<p>${sentence(`no word of ${topic}, of which others had spoken for so long,`)}</p>`).join('')}</div>`;
    const misnamed = `<aside class="sidebar">${story}</aside>`;
    const told = linked(topics.map(sentence).join('\n'));
    expect(kept(`${other}${other}${misnamed}`)).not.toContain(sentence('new piers'));
    expect(kept(`${other}${other}${misnamed}${told}`)).toContain(sentence('new piers'));
  });

  it('reads the article of the page’s title, though the next ones stand below it, made alike and longer', () => {
    const article = (title: string, texts: readonly string[]): string =>
      `<article class="post"><h1>${title}</h1><div class="entry-content">${texts.map((text) => `<p>${text}</p>`).join('')}</div></article>`;
    const first = topics.slice(0, 3).map(sentence);
    const next = topics.map((topic) => sentence(`no word of ${topic}`));
    expect(
      kept(`<title>Ferries | Post</title><main>${article('Ferries', first)}${article('Gulls', next)}</main>`),
    ).toEqual(first);
  });

  it('trusts the page where JSON-LD tells only its beginning, or another text', () => {
    const page = `<nav><a href="/">Home</a></nav><article>${story}</article>`;
    expect(kept(page + linked(sentence('new piers')))).toEqual(topics.map(sentence));
    expect(kept(page + linked('Ferries of all harbours, in words and pictures. '.repeat(9)))).toEqual(
      topics.map(sentence),
    );
  });

  it('takes JSON-LD’s word where a script writes the text later', () => {
    const told = topics.map(sentence).join('\n\n');
    expect(kept(`<div id="app"><p>Please enable scripts to read this.</p></div>${linked(told)}`)).toEqual(
      topics.map(sentence),
    );
  });
});
