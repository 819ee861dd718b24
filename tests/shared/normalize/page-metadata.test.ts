import { describe, expect, it } from 'vitest';
import { findByline, readPageMetadata } from '../../../shared/normalize/page-metadata.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';

const metadataOf = (head: string, body = '') => readPageMetadata(parsePage(`<html><head>${head}</head><body>${body}`)!);
const jsonLd = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const article = {
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: 'Ferries sail',
  author: { name: ' Ann Quay ' },
};

describe('readPageMetadata', () => {
  it('takes JSON-LD before metas, and metas before the title element', () => {
    const metas = '<title>C</title><meta property="og:title" content="B"><meta name="author" content="Ben">';
    expect(metadataOf(metas)).toMatchObject({ title: 'B', byline: 'Ben' });
    expect(metadataOf(metas + jsonLd(article))).toMatchObject({ title: 'Ferries sail', byline: 'Ann Quay' });
  });

  it('finds the article in a list or a graph, and joins several authors', () => {
    const two = { ...article, author: [{ name: 'Ann' }, { name: 'Ben' }, 'Cid'] };
    expect(metadataOf(jsonLd([{ '@type': 'WebSite' }, two])).byline).toBe('Ann, Ben');
    expect(
      metadataOf(jsonLd({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, two] })).byline,
    ).toBe('Ann, Ben');
  });

  it('takes headline for name where the title of the page agrees with it', () => {
    const named = { ...article, name: 'Harbour Post' };
    expect(metadataOf(`<title>Ferries sail</title>${jsonLd(named)}`).title).toBe('Ferries sail');
  });

  it('passes over JSON-LD that is broken', () => {
    expect(
      metadataOf('<script type="application/ld+json">{"a":</script><meta name="author" content="Ben">').byline,
    ).toBe('Ben');
  });

  it.each([
    ['Ferries to sail at night | Harbour Post', '', 'Ferries to sail at night'],
    ['Post » Ferries', '', 'Ferries'],
    ['Post | Ferries', '', 'Post | Ferries'],
    ['Ferries: all of them sail at night', '', 'all of them sail at night'],
    [
      'Ferries: all of them sail at night',
      '<h1>Ferries: all of them sail at night</h1>',
      'Ferries: all of them sail at night',
    ],
    ['Post', '<h1>Ferries to sail again at night</h1>', 'Ferries to sail again at night'],
  ])('reads the title element %s with %s', (title, body, expected) => {
    expect(metadataOf(`<title>${title}</title>`, body).title).toBe(expected);
  });

  it('unescapes metas escaped twice', () => {
    expect(metadataOf('<meta property="og:title" content="Tom &amp;amp; Ann&amp;#8217;s boat">').title).toBe(
      'Tom & Ann’s boat',
    );
  });

  it('reads time, site and description, and takes no address for an author', () => {
    const metas =
      '<meta property="article:published_time" content="2026-11-24"><meta property="og:site_name" content="Post"><meta name="description" content="At sea"><meta property="article:author" content="https://post.example/ann">';
    expect(metadataOf(metas)).toMatchObject({
      publishedRaw: '2026-11-24',
      siteName: 'Post',
      excerpt: 'At sea',
      byline: undefined,
    });
  });
});

describe('findByline', () => {
  const bylineOf = (html: string, around?: string): string | undefined => {
    const page = parsePage(html)!;
    const parts = page.elements.filter(({ tag }) => tag === around);
    return findByline(page.body, new Set(parts));
  };

  it('takes the first element that claims to be one, and the name within it', () => {
    expect(bylineOf('<div class="author-line">By <b itemprop="name">Ann</b>, Harbour</div>')).toBe('Ann');
    expect(bylineOf('<a rel="author">Ann</a><p class="byline">Ben</p>')).toBe('Ann');
  });

  it('passes over long notes, hidden ones, and parts unlikely to hold the article', () => {
    expect(bylineOf(`<p class="author">${'Ann lives by the sea. '.repeat(9)}</p>`)).toBeUndefined();
    expect(bylineOf('<p class="byline" hidden>Ann</p>')).toBeUndefined();
    expect(bylineOf('<div class="comment"><p class="author">Ben</p></div>')).toBeUndefined();
  });

  it('looks into such a part when the article stands in it', () => {
    expect(bylineOf('<div class="site-header"><p class="byline">Ann</p><main>x</main></div>', 'main')).toBe('Ann');
  });
});
