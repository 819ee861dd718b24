import { expect, test } from 'vitest';
import { readDocument } from '../../../shared/formats/read-document.ts';

const read = (text: string, key: string) =>
  readDocument(new TextEncoder().encode(text), key, undefined, { promoWords: [] });

test('text that only opens like JSON is text', async () => {
  const { items } = await read('[Updated] Harbour bridge opens\n\nThe bridge is open.', 'a.txt');
  expect(items[0]?.headline).toBe('[Updated] Harbour bridge opens');
});

test('broken JSON is told as JSON, under any name that does not say text', async () => {
  await expect(read('{"title":"A","body":', 'upload')).rejects.toMatchObject({ code: 'JSON_MALFORMED' });
  await expect(read("{'title':'A'}", 'a.json')).rejects.toMatchObject({ code: 'JSON_MALFORMED' });
});

test('the format is told before it is parsed', async () => {
  const seen: string[] = [];
  const bytes = new TextEncoder().encode('---js\n{ title: 1 }\n---\n');
  await expect(
    readDocument(bytes, 'a.md', undefined, { promoWords: [], onFormat: (id) => seen.push(id) }),
  ).rejects.toMatchObject({ code: 'FRONT_MATTER_LANGUAGE' });
  expect(seen).toEqual(['markdown']);
});
