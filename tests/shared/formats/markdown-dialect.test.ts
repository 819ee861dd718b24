import { describe, expect, test } from 'vitest';
import { withoutDialect } from '../../../shared/formats/markdown-dialect.ts';

const shown = (text: string, isMdx = false): string => withoutDialect(text, { isMdx }).text;

describe('what only the site’s generator reads leaves the text', () => {
  test.each([
    ['attributes on their own line', '{: .lead}\nText.', 'Text.'],
    ['attributes behind a word', 'Text.{: .note}', 'Text.'],
    ['attributes behind a picture', '![A](a.jpg){width=300 .right}', '![A](a.jpg)'],
    ['the id of a heading', '## Costs {#costs}\nText.', '## Costs\nText.'],
    ['a table of contents', '* TOC\n{:toc}\nText.', '\nText.'],
    ['marks around a note', ':::tip\nText.\n:::', '\nText.\n'],
    ['marks around a note with a title', ':::note[Mind it]\nText.\n:::', '\n**Mind it**\n\nText.\n'],
    ['marks of a quoted note', '> [!NOTE]\n> Text.', '> \n> Text.'],
    ['marks of an indented note', '!!! note "Mind it"\n    Text.\n', '\n**Mind it**\n\nText.\n\n'],
    ['imports', "import A from '../a.astro';\n\nText.", '\nText.'],
  ])('%s', (_, text, result) => {
    expect(shown(text)).toBe(result);
  });

  test.each([
    ['an export', 'export const x = {\n  a: 1,\n};\n\nText.', '\nText.'],
    ['an import over lines', "import {\n  A,\n} from './a';\n\nText.", '\nText.'],
    ['a comment', 'A{/* not this */}B', 'AB'],
    ['a value', 'A {x.y} B', 'A  B'],
  ])('of MDX: %s', (_, text, result) => {
    expect(shown(text, true)).toBe(result);
  });
});

describe('a component', () => {
  test('leaves what it encloses, as Markdown', () => {
    expect(shown('<Callout type="info">\n  Words **inside**.\n</Callout>')).toBe('\nWords **inside**.\n');
    expect(shown('<TabItem label="One">\n\nText.\n\n</TabItem>')).toBe('\n\n**One**\n\n\n\nText.\n\n');
  });

  test('that is a player or a picture is shown', () => {
    const player =
      '<a href="https://www.youtube.com/watch?v=abc123XYZ_0">https://www.youtube.com/watch?v=abc123XYZ_0</a>';
    expect(shown('<YouTube id="abc123XYZ_0" />')).toBe(player);
    expect(shown('<Image src="/a.jpg" alt="A quay" />')).toBe('<figure><img src="/a.jpg" alt="A quay"></figure>');
  });

  test('that only the site can fill goes, and is named', () => {
    expect(withoutDialect('A <Chart rows={rows} /> B', { isMdx: false })).toEqual({
      text: 'A  B',
      warnings: [expect.objectContaining({ code: 'HTML_REMOVED', message: expect.stringContaining('<Chart>') })],
    });
  });
});

test.each([
  'Braces {like these} and {x.y} stay in prose, so does a time 10:30.',
  '```\n<Callout>\n{: .x}\nimport a from "b"\n```',
  'Write `{: .lead}` or `<Tabs>`.',
  '<IMG SRC="a.jpg"><DIV>Text</DIV>',
  'They import goods from "abroad" each year.',
  '> A quote [!] of one.',
])('“%s” stays as it is', (text) => {
  expect(shown(text)).toBe(text);
});

test('takes no longer than the text is long', () => {
  for (const text of ['{/*', '<Aa ', '{: ', '{a=', '# {#a ', '!!! x\n    ', '::: ', '\n', '> [!', 'export {'])
    expect(shown(text.repeat(100_000), true).length).toBeLessThanOrEqual(text.length * 100_000 * 2);
});
