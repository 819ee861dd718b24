import { expect, test } from 'vitest';
import { rightsFrom } from '../../../shared/formats/feed-rights.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const level = async (inside: string) =>
  (
    await readXml(
      `<item xmlns:dc="http://purl.org/dc/terms/" xmlns:cc="http://web.resource.org/cc/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rsl="https://rslstandard.org/rsl">${inside}</item>`,
    )
  ).root;
const rights = async (...levels: readonly string[]) => rightsFrom(await Promise.all(levels.map(level)));

test('what an entry leaves unsaid, its feed says for it, field by field', async () => {
  expect(
    await rights(
      '<copyright>© 2026 Ann Quay</copyright>',
      '<copyright>© Harbour Gazette</copyright><dc:rightsHolder>Harbour Gazette Ltd</dc:rightsHolder>',
    ),
  ).toEqual({ copyrightNotice: '© 2026 Ann Quay', copyrightHolder: 'Harbour Gazette Ltd' });
});

test.each([
  '<cc:license rdf:resource="https://x.example/by/4.0"/>',
  '<link rel="license" href="https://x.example/by/4.0"/>',
  '<dc:license>https://x.example/by/4.0</dc:license>',
  '<dc:rights>https://x.example/by/4.0</dc:rights>',
])('%s names the licence, not words', async (inside) => {
  expect(await rights(inside)).toEqual({ licenseUrl: 'https://x.example/by/4.0' });
});

test('a licence in words is terms of use', async () => {
  expect(await rights('<dc:license>With credit only</dc:license>')).toEqual({ usageTerms: 'With credit only' });
});

test('what machines may not do is told in words', async () => {
  const reserved =
    '<rsl:content><rsl:license><rsl:prohibits type="usage">ai-train</rsl:prohibits><rsl:payment type="purchase"/></rsl:license><rsl:copyright>Harbour Gazette Ltd</rsl:copyright></rsl:content>';
  expect(await rights(reserved)).toEqual({
    usageTerms: 'RSL prohibits usage: ai-train\nRSL payment: purchase',
    copyrightHolder: 'Harbour Gazette Ltd',
  });
});

test('a feed that says nothing of rights has none', async () => {
  expect(await rightsFrom([await level('<title>t</title>'), undefined])).toEqual({});
});
