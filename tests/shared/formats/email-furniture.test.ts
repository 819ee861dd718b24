import { parseFragment, serialize } from 'parse5';
import { expect, test } from 'vitest';
import { removeMailFurniture, withoutLine } from '../../../shared/formats/email-furniture.ts';

const rest = (html: string): string => {
  const root = parseFragment(html);
  removeMailFurniture(root);
  return serialize(root);
};

test.each([
  ['a way to its page', '<p>View this email in your browser</p>', ''],
  ['what lists show of it', '<div style="display:none">In this letter</div>', ''],
  ['a way out', '', '<p>You can unsubscribe from this list.</p>'],
  ['a notice beside it', '', '<p>Copyright © 2026 Paper</p><p>You are receiving this email because you asked.</p>'],
  ['a way out in German', '', '<div>Newsletter abbestellen</div>'],
])('a newsletter is without %s', (_, above, below) => {
  expect(rest(`${above}<h1>Pier</h1><p>Text.</p>${below}`)).toBe('<h1>Pier</h1><p>Text.</p>');
});

test('text that speaks of such things stays', () => {
  const html = `<p>Text.</p><p>${'Readers who unsubscribe from a service have rights, the court said. '.repeat(9)}</p><p>© Paper</p>`;
  expect(rest(html)).toBe(html);
});

test('a line that was read as a field leaves the text once, where it opens it', async () => {
  expect(await withoutLine('<div><p><b>By Ann Author</b></p><p>Text.</p></div>', 'By Ann Author')).toBe(
    '<div><p>Text.</p></div>',
  );
  expect(await withoutLine('<p>Text.</p>', 'By Ann Author')).toBe('<p>Text.</p>');
});
