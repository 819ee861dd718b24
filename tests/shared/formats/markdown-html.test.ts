import { describe, expect, test } from 'vitest';
import { holdsProse } from '../../../shared/formats/markdown-html.ts';
import { acceptedOf, htmlOf, readAs, textOf } from '../../support/uploads.ts';

const bodyOf = async (text: string): Promise<string> =>
  htmlOf(acceptedOf(await readAs(`---\ntitle: T\n---\n\n${text}`, 'a.md')));

describe('HTML within a line', () => {
  test.each([
    ['a <b>bold</b> word', '<p>a <b>bold</b> word</p>'],
    ['a <!-- hidden --> word', '<p>a word</p>'],
    ['a <!--> word', '<p>a word</p>'],
    ['a <?php x ?> word', '<p>a word</p>'],
    ['a <![CDATA[ x ]]> word', '<p>a word</p>'],
    ['a <!ELEMENT br> word', '<p>a word</p>'],
    ['a <b title="x > y">word</b>', '<p>a <b>word</b></p>'],
    ['1 < 2 and 3 > 2, a <3 b', '<p>1 &lt; 2 and 3 &gt; 2, a &lt;3 b</p>'],
    ['a <!-- never closed', '<p>a &lt;!-- never closed</p>'],
    ['a <b never closed', '<p>a &lt;b never closed</p>'],
  ])('%s', async (text, html) => expect(await bodyOf(text)).toBe(html));

  test.each(['<!-- ', '<?a ', '<![CDATA[', '<!DOCTYPE ', '<a b="c ', '<script> '])(
    'a hundred thousand times %s are read in a time that grows with their number',
    async (opening) => {
      const { items } = await readAs(`---\ntitle: T\n---\n\nText ${opening.repeat(100_000)}`, 'a.md');
      expect(items[0]?.status).toBe('accepted');
    },
  );
});

test('a text of markup alone is what was typed', async () => {
  const item = acceptedOf(await readAs('---\ntitle: T\n---\n\n<x-a></x-a> <!-- b -->', 'a.md'));
  expect(textOf(item)).toBe('<x-a></x-a> <!-- b -->');
});

test.each([
  ['<p>a</p>', true],
  ['<p></p><!-- a -->', false],
  ['<SCRIPT>a</script><style>b', false],
  ['<p title="a">', false],
  ['<p', true],
  ['', false],
])('%s holds prose: %s', (html, expected) => expect(holdsProse(html)).toBe(expected));

describe('footnotes', () => {
  test('are numbers in the text, and a list under it', async () => {
    expect(await bodyOf('Text.[^a]\n\n[^a]: The *note*.')).toBe(
      '<p>Text.<sup>[1]</sup></p><hr /><ol><li><p>The <em>note</em>.</p></li></ol>',
    );
  });

  test('beyond what an article has are text', async () => {
    expect(await bodyOf(`[^a]: x\n\n${'y[^a] '.repeat(700)}`)).not.toContain('<sup>');
  });
});

describe('a picture', () => {
  test.each([
    ['with a line of emphasis under it', '![A](https://a.example/p.jpg)\n*The quay. Photo: Ann Author*'],
    ['with a title', '![A](https://a.example/p.jpg "The quay. Photo: Ann Author")'],
  ])('%s has that as its caption', async (_, text) => {
    expect(await bodyOf(text)).toBe(
      '<figure><img src="https://a.example/p.jpg" alt="A" /><figcaption>The quay. | Ann Author</figcaption></figure>',
    );
  });

  test('with words beside it stays among them', async () => {
    expect(await bodyOf('![A](https://a.example/p.jpg) and *more* words')).not.toContain('figcaption');
  });
});
