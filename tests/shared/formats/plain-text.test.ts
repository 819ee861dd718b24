import { expect, test } from 'vitest';
import { plainText } from '../../../shared/formats/plain-text.ts';
import { openSource } from '../../../shared/formats/source.ts';
import { acceptedOf, readAs, textOf } from '../../support/uploads.ts';

test('it claims any prose a little, text files more, and never data or markup', async () => {
  const confidence = async (text: string, key: string) =>
    plainText.detect((await openSource(new TextEncoder().encode(text), key)).source);
  expect(await confidence('A title\n\nText.', 'a')).toBe(20);
  expect(await confidence('A title\n\nText.', 'a.txt')).toBe(50);
  for (const text of ['<p>x</p>', '{"a":1}', '  ', '<?xml?>'])
    expect([text, await confidence(text, 'a.txt')]).toEqual([text, 0]);
});

test('a publisher’s own promotion wording leaves the text', async () => {
  const text = 'A bridge returns\n\nThe bridge is open.\n\nDeep dive: A title\n\nShips pass again.';
  expect(textOf(acceptedOf(await readAs(text, 'a.txt')))).toContain('Deep dive');
  expect(textOf(acceptedOf(await readAs(text, 'a.txt', { publisher: { promoWords: ['Deep dive'] } })))).not.toContain(
    'Deep dive',
  );
});

test('control characters at the end of old files are no text', async () => {
  const item = acceptedOf(await readAs('Headline\n\nBody text\u001a\u0004', 'a.txt'));
  expect(textOf(item)).toBe('Body text');
});
