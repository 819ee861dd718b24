import { describe, expect, test } from 'vitest';
import { conceptOf, contextOf, localCodeOf, nameOf, partyNameOf } from '../../../shared/formats/newsml-g2-concepts.ts';
import { childrenOf } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const item = async (inside: string) => (await readXml(`<newsItem xml:lang="en-GB">${inside}</newsItem>`)).root;
const firstOf = async (inside: string) => {
  const root = await item(inside);
  const [element] = childrenOf(root);
  if (!element) throw new Error('no element');
  return { element, context: contextOf(root, undefined) };
};

describe('a concept', () => {
  test.each([
    ['<subject qcode="medtop:20000822"/>', { uri: 'http://cv.iptc.org/newscodes/mediatopic/20000822' }],
    [
      '<subject qcode="subj:15000000"><name>sport</name></subject>',
      { name: 'sport', uri: 'http://cv.iptc.org/newscodes/subjectcode/15000000' },
    ],
    ['<subject qcode="own:7"><name>sea</name></subject>', { name: 'sea', literal: 'own:7' }],
    [
      '<subject qcode="own:7"><name>sea</name><sameAs qcode="medtop:1"/></subject>',
      { name: 'sea', uri: 'http://cv.iptc.org/newscodes/mediatopic/1' },
    ],
    ['<subject uri="https://x.example/7"/>', { uri: 'https://x.example/7' }],
    ['<subject literal="Sea"/>', { name: 'Sea', literal: 'Sea' }],
    ['<subject/>', undefined],
  ])('is read from %s', async (inside, expected) => {
    const { element, context } = await firstOf(inside);
    expect(conceptOf(element, context)).toEqual(expected);
  });

  test('has the scheme its document’s catalog declares', async () => {
    const { element, context } = await firstOf(
      '<subject qcode="own:7"/><catalog><scheme alias="own" uri="https://x.example/c/"/></catalog>',
    );
    expect(conceptOf(element, context)).toEqual({ uri: 'https://x.example/c/7' });
  });
});

test('a name is the one displayed, in the item’s language, else in none, in English, in any', async () => {
  const nameIn = async (names: string, language?: string) =>
    nameOf((await firstOf(`<a>${names}</a>`)).element, language);
  expect(await nameIn('<name xml:lang="de">See</name><name xml:lang="en">sea</name>', 'de-AT')).toBe('See');
  expect(await nameIn('<name xml:lang="de">See</name><name>Meer</name>', 'fr')).toBe('Meer');
  expect(await nameIn('<name xml:lang="de">See</name><name xml:lang="en">sea</name>', 'fr')).toBe('sea');
  expect(await nameIn('<name xml:lang="de">See</name>', 'fr')).toBe('See');
  expect(await nameIn('<name role="nrol:mnemonic">S</name><name role="nrol:display">Sea</name>')).toBe('Sea');
});

test.each([
  ['<a qcode="p:1"/><assert qcode="p:1"><name>Tide</name></assert>', 'Tide'],
  ['<a literal="Tide"/>', 'Tide'],
  ['<a qcode="nprov:AFP"/>', 'AFP'],
  ['<a uri="https://www.tide.example/about"/>', 'tide.example'],
  ['<a>Tide</a>', 'Tide'],
  ['<a/>', undefined],
])('a party is named by %s', async (inside, name) => {
  const { element, context } = await firstOf(inside);
  expect(partyNameOf(element, context)).toBe(name);
});

test('a code is what follows its scheme, by alias or by address', async () => {
  expect(localCodeOf((await firstOf('<a qcode="stat:usable"/>')).element)).toBe('usable');
  expect(localCodeOf((await firstOf('<a uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>')).element)).toBe(
    'canceled',
  );
});
