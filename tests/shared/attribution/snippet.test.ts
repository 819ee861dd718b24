import { describe, expect, test } from 'vitest';
import { snippetOf } from '../../../shared/attribution/snippet.ts';

const parts = {
  creditLine: 'By A & B, <News>',
  publisherName: 'News & Sons',
  bylines: ['A', 'B'],
  source: 'News & Sons',
  copyrightNotice: '© News',
  usageTerms: 'Once\nOnline only',
  canonicalUrl: 'https://a.example/?x=1&y="2"',
  pictureCredits: ['Ann/Wire', 'Ben', 'Ann/Wire'],
  language: 'en-GB',
};

describe('the snippet', () => {
  test('credits, links to the original, credits pictures once each, and says the terms; every value is escaped', () => {
    expect(snippetOf({ ...parts, licenseUrl: 'https://l.example/' }).html).toBe(
      '<p>By A &amp; B, &lt;News&gt;</p>' +
        '<p lang="en"><a href="https://a.example/?x=1&amp;y=&quot;2&quot;">Read the original at News &amp; Sons</a></p>' +
        '<p lang="en"><small>Pictures: Ann/Wire; Ben</small></p>' +
        '<p><small>© News <a href="https://l.example/" rel="license">Once<br>Online only</a></small></p>',
    );
  });

  test('has no line for what there is not', () => {
    expect(snippetOf({ ...parts, canonicalUrl: undefined, pictureCredits: [] }).html).toBe(
      '<p>By A &amp; B, &lt;News&gt;</p><p><small>© News Once<br>Online only</small></p>',
    );
  });

  test('as text it is a line each', () => {
    expect(snippetOf(parts).text.split('\n')).toEqual([
      'By A & B, <News>',
      'Read the original at News & Sons: https://a.example/?x=1&y="2"',
      'Pictures: Ann/Wire; Ben',
      '© News',
      'Once',
      'Online only',
    ]);
  });

  test.each([
    ['de-AT', 'Zum Original bei News & Sons', 'Bilder: '],
    ['fr', 'Lire l’original sur News & Sons', 'Images : '],
    ['es-MX', 'Leer el original en News & Sons', 'Imágenes: '],
    ['fi', 'Read the original at News & Sons', 'Pictures: '],
    [undefined, 'Read the original at News & Sons', 'Pictures: '],
  ])('speaks to readers of %s', (language, original, pictures) => {
    const { text } = snippetOf({ ...parts, language });
    expect(text).toContain(original);
    expect(text).toContain(pictures);
  });

  test('does not fall for a name that is a pattern', () => {
    expect(snippetOf({ ...parts, publisherName: '$& $1 {credits}' }).text).toContain('original at $& $1 {credits}:');
  });
});

describe('a publisher’s own template', () => {
  const template = { html: '<p>{creditLine} — <b>{publisher}</b> {year}{unknown}</p>', text: '{byline} / {source}' };

  test('stands instead, its values escaped, what has none left out', () => {
    expect(snippetOf(parts, template)).toEqual({
      html: '<p>By A &amp; B, &lt;News&gt; — <b>News &amp; Sons</b> {unknown}</p>',
      text: 'A, B / News & Sons',
    });
  });
});
