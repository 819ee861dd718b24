import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanBody } from '../../../shared/normalize/clean-body.ts';
import { plainTextOf, plainTextOfClean } from '../../../shared/normalize/plain-text.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';
import { readAs } from '../../support/uploads.ts';

const samples = join(import.meta.dirname, '../../../samples');
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  statSync(join(samples, name)).isFile(),
);

describe('the text of a cleaned body', () => {
  test('is what a browser’s parser reads in it, in every sample', async () => {
    let bodies = 0;
    for (const file of files) {
      const { items } = await readAs(readFileSync(join(samples, file)), file);
      for (const item of items) {
        const stored = item.status === 'accepted' ? (item.article.bodies ?? []) : [];
        const html = stored.find(({ contentType }) => contentType === 'text/html')?.value;
        if (html === undefined) continue;
        bodies++;
        expect([file, await plainTextOfClean(html)]).toEqual([file, await plainTextOf(html)]);
      }
    }
    expect(bodies).toBeGreaterThan(20);
  });

  test.each([
    ['unclosed and crossed tags', '<p>a<b>b<i>c</b>d</i><p>e<ul><li>f<li>g<ol><li>h</ul>i'],
    [
      'blocks within inline elements',
      '<a href="https://a.example/"><p>a</p><table><tr><td>b</table></a><b><h2>c</h2></b>',
    ],
    [
      'tables within tables and stray cells',
      '<table>a<caption>b<tr><td>c<table><tr><th>d</table><tbody><td>e</table><td>f',
    ],
    [
      'definitions, rubies and code',
      '<dl><dt>a<dd>b<p>c<dt>d</dl><ruby>漢<rp>(<rt>kan<rp>)</ruby><pre>\n\n e\n  f</pre>',
    ],
    ['references, single and by the thousand', `<p>a &amp;lt; &lt;b&gt; &nbsp;&quot;${'&lt;'.repeat(5_000)} & c</p>`],
    [
      'quotations and lists in each other',
      '<blockquote><ul><li><p>a</p><blockquote>b<br><br>c</blockquote></ul></blockquote>',
    ],
    [
      'figures and breaks',
      '<p>a<br>b<img src="https://a.example/a.jpg">c</p><li><figure><img src="https://a.example/b.jpg"></figure>d',
    ],
  ])('is the same with %s', async (_, raw) => {
    const { html } = await cleanBody(raw, { warnings: new Warnings() });
    const text = await plainTextOfClean(html);
    expect(text).not.toBe('');
    expect(text).toBe(await plainTextOf(html));
  });
});
