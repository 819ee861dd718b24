import { expect, test } from 'vitest';
import { readConcepts } from '../../../shared/formats/nitf-concepts.ts';
import { findAt } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const conceptsOf = async (inside: string) => {
  const { root } = await readXml(`<head>${inside}</head>`);
  return readConcepts(root, findAt(root, 'docdata'));
};

test('several keywords in one element are told apart, and a name with a comma is one', async () => {
  const list = '<key-list><keyword key="ferry; tide"/><keyword key="sea,boats"/><keyword key="Lee, Kim"/></key-list>';
  expect((await conceptsOf(`<docdata>${list}</docdata>`)).keywords).toEqual([
    'ferry',
    'tide',
    'sea',
    'boats',
    'Lee, Kim',
  ]);
});

test('the section of the paper is a subject', async () => {
  expect((await conceptsOf('<pubdata position.section="Metro"/>')).subjects).toEqual([
    { name: 'Metro', rel: 'section' },
  ]);
});

test('keywords of a press release stand in its own field of the head', async () => {
  expect((await conceptsOf('<meta name="article-keywords" content="energy,mining"/>')).keywords).toEqual([
    'energy',
    'mining',
  ]);
});
