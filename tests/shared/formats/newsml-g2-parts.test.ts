import { expect, test } from 'vitest';
import { contextOf } from '../../../shared/formats/newsml-g2-concepts.ts';
import { readParts } from '../../../shared/formats/newsml-g2-parts.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const partOf = async (inside: string, id?: string) => {
  const { root } = await readXml(`<newsItem xml:lang="en">${inside}</newsItem>`);
  return readParts(root, contextOf(root, undefined))(id);
};

test('rights for a part of an item are that part’s', async () => {
  const rights =
    '<rightsInfo><usageTerms>With credit</usageTerms></rightsInfo><rightsInfo idrefs="p1"><copyrightHolder><name>Ben Pier</name></copyrightHolder></rightsInfo>';
  expect(await partOf(rights, 'p1')).toEqual({ copyrightHolder: 'Ben Pier' });
  expect(await partOf(rights, 'p2')).toBeUndefined();
});

test('what is said of a part is its caption, credit, maker and alternative text', async () => {
  const part =
    '<partMeta contentrefs="p1"><headline>The pier</headline><description role="drol:caption">The pier at dawn.</description><description role="drol:altText">A pier</description><creditline>Wire Photo</creditline><creator><name>Ines Farrow</name></creator></partMeta>';
  expect(await partOf(part, 'p1')).toEqual({
    title: 'The pier',
    caption: 'The pier at dawn.',
    alternativeText: 'A pier',
    credit: 'Wire Photo',
    byline: 'Ines Farrow',
  });
  expect(await partOf(part, 'p2')).toBeUndefined();
});
