import { expect, test } from 'vitest';
import { snippetHtml, snippetText } from '../../../shared/attribution/snippet.ts';

const parts = {
  creditLine: 'By A & B, <News>',
  copyrightNotice: '© News',
  usageTerms: 'Once',
  canonicalUrl: 'https://a.example/?x=1&y="2"',
};

test('the snippet links the credit to the original and escapes every value', () => {
  expect(snippetHtml({ ...parts, licenseUrl: 'https://l.example/' })).toBe(
    '<p><a href="https://a.example/?x=1&amp;y=&quot;2&quot;">By A &amp; B, &lt;News&gt;</a></p>' +
      '<p><small>© News <a href="https://l.example/" rel="license">Once</a></small></p>',
  );
});

test('without an address the credit stands alone', () => {
  expect(snippetHtml({ ...parts, canonicalUrl: undefined })).toBe(
    '<p>By A &amp; B, &lt;News&gt;</p><p><small>© News Once</small></p>',
  );
});

test('as text it is a line each', () => {
  expect(snippetText(parts)).toBe('By A & B, <News>\nhttps://a.example/?x=1&y="2"\n© News\nOnce');
});
