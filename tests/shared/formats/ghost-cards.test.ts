import { expect, test } from 'vitest';
import { cardHtml } from '../../../shared/formats/ghost-cards.ts';

test.each([
  [
    'image',
    { src: 'https://a.example/p.jpg', alt: 'A "ferry"', caption: 'At <b>sea</b>' },
    '<figure><img src="https://a.example/p.jpg" alt="A &quot;ferry&quot;"><figcaption>At <b>sea</b></figcaption></figure>',
  ],
  [
    'gallery',
    { images: [{ src: 'a.jpg' }, 7, { src: 'b.jpg' }] },
    '<figure><img src="a.jpg" alt=""><img src="b.jpg" alt=""></figure>',
  ],
  ['markdown', { markdown: '*Fares*' }, '<p><em>Fares</em></p>\n'],
  ['codeblock', { code: 'a < b' }, '<pre>a &lt; b</pre>'],
  [
    'bookmark',
    { url: 'https://a.example/', metadata: { title: 'Ferries' } },
    '<p><a href="https://a.example/">Ferries</a></p>',
  ],
  ['embed', { url: 'https://v.example/1' }, '<p><a href="https://v.example/1">https://v.example/1</a></p>'],
  ['toggle', { heading: 'Fares', content: '<p>Two.</p>' }, '<h3>Fares</h3><p>Two.</p>'],
  [
    'file',
    { src: 'https://a.example/f.pdf', fileTitle: 'Timetable' },
    '<p><a href="https://a.example/f.pdf">Timetable</a></p>',
  ],
  ['signup', { header: 'Join us' }, ''],
  ['hologram', {}, undefined],
])('a card “%s”', async (name, card, html) => {
  expect(await cardHtml(name, card)).toBe(html);
});
