import { expect, test } from 'vitest';
import { markdown, yamlText } from '../../../shared/outputs/markdown.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('front matter holds credit and terms, under the names static sites know where there are such', async () => {
  const text = String(markdown.render(await outgoingExample()));
  for (const line of [
    'title: "Ferry adds a night crossing"',
    'authors:\n  - name: "Mara Quay"\n  - name: "Ida von Bergen"\n',
    'date: "2026-11-20T09:00:00Z"',
    'canonical: "https://harbour-gazette.example/2026/night-ferry"',
    'credit: "By Mara Quay and Ida von Bergen, Coast Wire via Harbour Gazette"',
    'source: "Coast Wire"',
    'copyright: "© 2026 Coast Wire plc"',
    'usage_terms: "Publish with credit and link.\\nNo changes."',
    'license: "https://coast-wire.example/terms"',
    'embargo: "2026-11-20T08:00:00Z"',
    'signal: "correction"',
  ])
    expect(text).toContain(line);
});

test('the credit is also printed under the text, as Markdown within its element', async () => {
  const text = String(markdown.render(await outgoingExample()));
  expect(text).toMatch(/\n\n<div class="byline-attribution">\n\n[^]*Coast Wire via Harbour Gazette[^]*\n\n<\/div>\n$/);
});

test('a partner’s indexing instruction is a field', async () => {
  expect(markdown.render({ ...(await outgoingExample()), indexing: 'noindex' })).toContain('robots: "noindex"');
});

test('a retraction is canceled, and says so where its text stood', async () => {
  const text = String(markdown.render(await outgoingExample({}, 'retraction')));
  expect(text).toContain('status: "canceled"');
  expect(text).toContain('\n\nThis article has been retracted. Take it down.\n');
});

test.each([
  ['yes', '"yes"'],
  ['0123', '"0123"'],
  ['a\n---\nb', '"a\\n---\\nb"'],
  ['\u0085\u2028\ufeff', '"\\u0085\\u2028\\ufeff"'],
  ['\ud800', '"\ufffd"'],
])('the text %j is the scalar %s', (text, scalar) => {
  expect(yamlText(text)).toBe(scalar);
});
