import { expect, test } from 'vitest';
import { openSource } from '../../../shared/formats/source.ts';

const open = (text: string, key = 'a.TXT', contentType?: string) =>
  openSource(new TextEncoder().encode(text), key, contentType);

test('hints are tidied, and the head is a part of the text', async () => {
  const { source } = await open('x'.repeat(10_000), 'publishers/p/A.B.JSON', 'Application/JSON; charset=utf-8');
  expect(source).toMatchObject({ extension: 'json', contentType: 'application/json', isBinary: false });
  expect(source.head).toHaveLength(4096);
});

test('JSON is read once, and broken JSON is kept for its reason', async () => {
  const good = await open(' {"a":[1]}');
  expect(good.source.json()).toBe(good.source.json());
  expect(good.brokenJson()).toBeUndefined();
  const bad = await open('{"a":');
  expect(bad.source.json()).toBeUndefined();
  expect(bad.brokenJson()).toMatchObject({ code: 'JSON_MALFORMED' });
  expect((await open('[Headline] and text')).source.json()).toBeUndefined();
  expect((await open('Text')).brokenJson()).toBeUndefined();
});
