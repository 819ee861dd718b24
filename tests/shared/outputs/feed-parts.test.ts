import { expect, test } from 'vitest';
import { creditParts, metadataParts, pictureParts, relatedLinks } from '../../../shared/outputs/feed-parts.ts';
import type { XmlNode } from '../../../shared/outputs/xml-writer.ts';
import { outgoingExample } from '../../support/outgoing.ts';

const names = (parts: readonly (XmlNode | undefined)[]): readonly string[] => parts.flatMap((part) => part?.name ?? []);

test('every field of the attribution has its element', async () => {
  expect(names(creditParts(await outgoingExample()))).toEqual([
    'dc:creator',
    'dc:creator',
    'dc:publisher',
    'dc:source',
    'dcterms:provenance',
    'dcterms:provenance',
    'dc:rights',
    'dcterms:rightsHolder',
    'dcterms:accessRights',
    'dcterms:license',
    'dcterms:bibliographicCitation',
  ]);
});

test('without attribution there is nothing to credit', async () => {
  const { attribution: _, ...outgoing } = await outgoingExample();
  expect(creditParts(outgoing)).toEqual([]);
});

test('an embargo is when the article becomes available, an expiry when it is no longer valid', async () => {
  const parts = metadataParts(await outgoingExample());
  expect(parts.find((part) => part?.name === 'dcterms:available')?.children).toEqual(['2026-11-20T08:00:00Z']);
  expect(parts.find((part) => part?.name === 'dcterms:valid')?.children).toEqual(['end=2031-05-06T07:08:09Z;']);
});

test('pictures without an address, and related items without one, are not pointed to', async () => {
  const { article, ...rest } = await outgoingExample();
  const bare = {
    ...rest,
    article: {
      ...article,
      associations: [
        { name: 'picture-1', rel: 'picture' },
        { name: 'related-1', uri: 'urn:x' },
      ],
    },
  };
  expect(names(pictureParts(bare))).toEqual([]);
  expect(names(relatedLinks(bare, 'link'))).toEqual([]);
  expect(names(relatedLinks({ article, ...rest }, 'atom:link'))).toEqual(['atom:link']);
});
