import { expect, test } from 'vitest';
import { escapeHtml } from '../../../shared/article/escape-html.ts';

test('text stands as text, in content and in quoted attributes', () => {
  expect(escapeHtml('<a href="x">&\u00a0</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&nbsp;&lt;/a&gt;');
});
