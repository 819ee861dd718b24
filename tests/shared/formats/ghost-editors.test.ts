import { describe, expect, test } from 'vitest';
import { editorText } from '../../../shared/formats/ghost-editors.ts';

const text = (value: string, format = 0): object => ({ type: 'extended-text', text: value, format });

function lexical(...children: object[]): Promise<Awaited<ReturnType<typeof editorText>>> {
  return editorText(JSON.stringify({ root: { type: 'root', children } }), undefined);
}

describe('Lexical', () => {
  test('paragraphs, headings, lists, quotations and links are what they are', async () => {
    const shown = await lexical(
      { type: 'paragraph', children: [text('The '), text('ferry', 3), { type: 'linebreak' }, text('is <back>')] },
      { type: 'extended-heading', tag: 'h3', children: [text('Fares')] },
      { type: 'list', tag: 'ol', children: [{ type: 'listitem', children: [text('One')] }] },
      { type: 'extended-quote', children: [text('At last.')] },
      {
        type: 'paragraph',
        children: [{ type: 'link', url: 'https://a.example/?a=1&b=2', children: [text('Timetable')] }],
      },
    );
    expect(shown).toEqual({
      html:
        '<p>The <em><strong>ferry</strong></em><br>is &lt;back&gt;</p><h3>Fares</h3><ol><li>One</li></ol>' +
        '<blockquote><p>At last.</p></blockquote><p><a href="https://a.example/?a=1&amp;b=2">Timetable</a></p>',
      warnings: [],
    });
  });

  test('a card that is not known is removed, and named', async () => {
    const shown = await lexical({ type: 'paragraph', children: [text('Text.')] }, { type: 'holo-map' });
    expect(shown?.html).toBe('<p>Text.</p>');
    expect(shown?.warnings).toEqual([
      { code: 'HTML_REMOVED', message: 'a card of the editor (“holo-map”) was removed', path: 'body holo-map' },
    ]);
  });
});

test('Mobiledoc has its markups, atoms and cards by number', async () => {
  const document = {
    version: '0.3.1',
    atoms: [['soft-return', '', {}]],
    cards: [
      ['html', { html: '<p>As it stands.</p>' }],
      ['hologram', {}],
    ],
    markups: [['strong'], ['a', ['href', 'https://a.example/', 'rel', 'nofollow']]],
    sections: [
      [1, 'h2', [[0, [], 0, 'Fares']]],
      [
        1,
        'p',
        [
          [0, [], 0, 'The '],
          [0, [0, 1], 1, 'ferry'],
          [1, [], 1, 0],
          [0, [], 0, ' is <back>'],
        ],
      ],
      [3, 'ul', [[[0, [], 0, 'One']]]],
      [10, 0],
      [10, 1],
      [2, 'https://a.example/p.jpg'],
    ],
  };
  const shown = await editorText(undefined, JSON.stringify(document));
  expect(shown?.html).toBe(
    '<h2>Fares</h2><p>The <strong><a href="https://a.example/">ferry</a><br></strong> is &lt;back&gt;</p><ul><li>One</li></ul>' +
      '<p>As it stands.</p><figure><img src="https://a.example/p.jpg" alt=""></figure>',
  );
  expect(shown?.warnings.map(({ path }) => path)).toEqual(['body hologram']);
});

test.each([undefined, '', '{', '[]', '{"root":1}', '{"sections":{}}'])('%s is no text of an editor', async (value) => {
  expect(await editorText(value, value)).toBeUndefined();
});
