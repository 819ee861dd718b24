import { describe, expect, test } from 'vitest';
import { bodyTree } from '../../../shared/outputs/body-tree.ts';
import { escapeMarkdown, markdownOf } from '../../../shared/outputs/markdown-body.ts';

const markdownFrom = (html: string): string => markdownOf(bodyTree(html));

describe('a body as Markdown', () => {
  test.each([
    ['<h2>Times</h2><p>One <strong>two</strong> <em>three</em>.</p>', '## Times\n\nOne **two** *three*.'],
    ['<p>See <a href="https://x.example/?a=1&amp;b=2">this</a></p>', 'See [this](<https://x.example/?a=1&amp;b=2>)'],
    ['<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li></ol>', '- a\n- b\n\n3) c'],
    ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['<p>a<br>b</p><hr>', 'a\\\nb\n\n***'],
  ])('is what a writer would write: %s', (html, markdown) => {
    expect(markdownFrom(html)).toBe(markdown);
  });

  test.each([
    ['<table><tr><th>a</th></tr></table>'],
    ['<figure><img src="https://x.example/a.jpg" alt="a"><figcaption>b</figcaption></figure>'],
    ['<p dir="rtl" lang="ar">مرحبا</p>'],
    ['<ul><li>a<ul><li>b</li></ul></li></ul>'],
    ['<ol start="1"><li>a</li></ol>'],
  ])('is raw HTML on one line where Markdown has no words: %s', (html) => {
    expect(markdownFrom(html)).toBe(html);
  });

  test.each([
    '<p>{{ site.github.token }} and {% include secrets.md %}</p>',
    '<pre>{{&lt; readfile "/etc/passwd" &gt;}}</pre>',
    '<table><tr><th>{process.env.KEY}</th></tr></table>',
    '<p><a href="https://x.example/" title="{{ x }}">a</a></p>',
    '<h2>{{ x }}</h2><ul><li>{% x %}</li></ul>',
  ])('holds nothing that a site generator would run: %s', (html) => {
    expect(markdownFrom(html)).not.toContain('{');
    expect(markdownFrom(html)).toContain('&#123;');
  });

  test('keeps blank lines of preformatted text from ending it', () => {
    expect(markdownFrom('<pre>a\n\n b</pre>')).toBe('<pre>a&#10;&#10; b</pre>');
  });

  test('marks emphasis only where words begin and end', () => {
    expect(markdownFrom('<p>un<em>believ</em>able</p>')).toBe('un<em>believ</em>able');
    expect(markdownFrom('<p><strong> x</strong></p>')).toBe('<strong> x</strong>');
  });

  test.each(['# a', '- a', '+ a', '=== ', '12. a', '3) a', ': a'])('escapes what would open a block: %s', (text) => {
    expect(markdownFrom(`<p>${text}</p>`)).toMatch(/^\d*\\/);
  });
});

test('every mark is escaped, white space but the blank is a reference', () => {
  expect(escapeMarkdown('*_`[]<>~|!\\ & \u00a0')).toBe('\\*\\_\\`\\[\\]\\<\\>\\~\\|\\!\\\\ &amp; &#160;');
});
