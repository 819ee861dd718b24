import fc from 'fast-check';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { extractPage } from '../../../shared/normalize/extract-page.ts';

const sentence = (topic: string): string =>
  `The harbour office said on Monday that ${topic}, after weeks of talks with the ferry crews, would begin before winter.`;

const story = ['new piers', 'longer shifts', 'night sailings', 'cheaper fares', 'an island stop'].map(
  (topic) => `<p>${sentence(topic)}</p>`,
);

/** A news page with the usual furniture around a story of five paragraphs. */
function page(
  parts: { readonly head?: string; readonly inBody?: readonly string[]; readonly after?: string } = {},
): string {
  const body = [...story];
  body.splice(2, 0, ...(parts.inBody ?? []));
  return `<!doctype html><html lang="en-GB"><head><title>Ferries to sail again from Monday | Harbour Post</title>${parts.head ?? ''}</head><body>
    <header class="site-header"><a href="/">Harbour Post</a><nav><ul><li><a href="/news">News</a><li><a href="/sea">Sea</a></ul></nav></header>
    <main><article><h1>Ferries to sail again from Monday</h1><p class="byline">By Ann Quay</p>
    <div class="article-body">${body.join('\n')}</div>${parts.after ?? ''}</article></main>
    <aside class="sidebar"><h3>Most read</h3><p>${sentence('a thing quite unrelated')}</p></aside>
    <footer><p>Harbour Post, 1 Pier Road. ${sentence('the imprint')}</p></footer></body></html>`;
}

const wanted = story.map((paragraph) => paragraph.replace(/<\/?p>/g, '')).join('\n\n');

describe('extractPage', () => {
  it('reads the story and nothing of the page around it', () => {
    const { bodyText, bodyHtml } = extractPage(page());
    expect(bodyText).toBe(wanted);
    expect(bodyHtml).toBe(story.join(''));
  });

  it('reads title, byline and language', () => {
    expect(extractPage(page())).toMatchObject({
      title: 'Ferries to sail again from Monday',
      byline: 'By Ann Quay',
      language: 'en-GB',
    });
  });

  it.each([
    ['an advertisement', '<div class="ad-slot"><p>Advertisement</p></div>'],
    ['a pointer to another story', '<p>Read more: <a href="/tides">Tides run high</a></p>'],
    [
      'a list of links to the same site',
      '<ul><li><a href="/a">Gulls return to the pier</a><li><a href="/b">Crab season opens</a></ul>',
    ],
    [
      'a newsletter box',
      '<div class="inline-newsletter"><h3>The Tide</h3><p>Sign up for our newsletter and get it every week.</p></div>',
    ],
    ['an unnamed newsletter line', '<p>Sign up here to get our newsletter in your inbox every morning.</p>'],
    ['a share bar', '<div class="social-share"><a href="#">Facebook</a> <a href="#">Twitter</a></div>'],
    [
      'a figure with its caption',
      '<figure><img src="/pier.jpg"><figcaption>The old pier in May.</figcaption></figure>',
    ],
    ['a picture credit on its own line', '<p>Photo: Ben Dock/Harbour Post</p>'],
    [
      'text hidden by its own style',
      '<p style="display:none">This line is only for machines and shall not be read by anyone at all.</p>',
    ],
    ['an unrendered shortcode', '<p>[button link="/join"]Join the crew[/button]</p>'],
  ])('leaves out %s', (_, html) => {
    const { bodyText, removed } = extractPage(page({ inBody: [html] }));
    expect(bodyText).toBe(wanted);
    if (!html.includes('display:none')) expect(removed.length).toBeGreaterThan(0);
  });

  it.each([
    ['a list of facts', '<ul><li>Two piers</li><li>Nine ferries</li></ul>', 'Two piers\nNine ferries'],
    [
      'a link-only line to another site',
      '<p><a href="https://ferries.example.org/table.pdf">Full timetable</a></p>',
      'Full timetable',
    ],
    [
      'a quoted post of a social network',
      '<div class="social-embed"><blockquote><p>All aboard!</p>— Ann (@quay)</blockquote></div>',
      'All aboard!\n\n— Ann (@quay)',
    ],
    [
      'a pull quote',
      '<aside class="pullquote">“We waited so long for this day.”</aside>',
      '“We waited so long for this day.”',
    ],
    ['a heading between paragraphs', '<h2>What comes next</h2>', 'What comes next'],
  ])('keeps %s', (_, html, text) => {
    const head = '<link rel="canonical" href="https://harbour.example/ferries">';
    expect(extractPage(page({ head, inBody: [html] })).bodyText).toContain(text);
  });

  it('keeps a credit to the reporters apart, under its own kind', () => {
    const credit = '(Reporting by Ann Quay; Editing by Ben Dock)';
    const { bodyText, removed } = extractPage(page({ after: '', inBody: [`<p>${credit}</p>`] }));
    expect(bodyText).toBe(wanted);
    expect(removed).toContainEqual({ kind: 'credit', text: credit });
  });

  it('lists pictures with caption, credit and full address', () => {
    const figure =
      '<figure><img src="/pier.jpg" alt="A pier"><figcaption>The old pier. <span class="credit">Ben Dock</span></figcaption></figure>';
    const { pictures } = extractPage(page({ inBody: [figure] }), { url: 'https://harbour.example/ferries' });
    expect(pictures).toMatchObject([
      { src: 'https://harbour.example/pier.jpg', alt: 'A pier', caption: 'The old pier.', credit: 'Ben Dock' },
    ]);
  });

  it('lists the stories a related box links to', () => {
    const box = '<div class="related"><h3>Related</h3><a href="/tides">Tides run high this spring</a></div>';
    const { related } = extractPage(page({ inBody: [box] }), { url: 'https://harbour.example/ferries' });
    expect(related).toEqual([{ title: 'Tides run high this spring', href: 'https://harbour.example/tides' }]);
  });

  it('takes the text from JSON-LD where a script writes the page', () => {
    const articleBody = `${sentence('one')}\n${sentence('two')}\n${sentence('three')}`;
    const data = JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'Sea',
      articleBody,
    });
    const stub = '<p>You need to enable scripts to read this page, please.</p>';
    const html = `<html><body><div id="app">${stub}</div><script type="application/ld+json">${data}</script></body></html>`;
    expect(extractPage(html).bodyText).toBe(articleBody.replaceAll('\n', '\n\n'));
  });

  it('looks again where the whole story stands under a misleading name', () => {
    const html = `<html><body><nav><a href="/">Home</a></nav><div class="widgets"><p>${sentence('this').slice(0, 70)}.</p></div></body></html>`;
    expect(extractPage(html).bodyText).toContain('harbour office');
  });

  it('gives the same for text and for the tree parse5 made of it, and leaves the tree as it was', () => {
    const document = parse(page());
    const before = document.childNodes.length;
    expect(extractPage(document)).toEqual(extractPage(page()));
    expect(document.childNodes.length).toBe(before);
  });

  it.each([
    ['nesting', '<div>'.repeat(200_000)],
    ['elements', '<b></b>'.repeat(110_000)],
    ['text', `<p>${'word '.repeat(500_000)}`],
    ['size', ' '.repeat(11 * 1024 * 1024)],
  ])('says so when a page exceeds its bound of %s', (_, html) => {
    expect(extractPage(html)).toMatchObject({ tooLarge: true, bodyText: '', bodyHtml: '' });
  });

  it('answers any text without an exception', () => {
    const pieces = fc.constantFrom(
      '<p>',
      '</div>',
      '<table><td>',
      '<a href=x>',
      '<h1>',
      '<!--',
      '<script>',
      '&#x0;',
      'By A B',
      '<br><br>',
      '<ul><li>',
      '“',
      '<svg><p>',
      '<frameset>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (parts) => {
        expect(typeof extractPage(parts.join('')).bodyText).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});
