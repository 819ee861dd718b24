import { expect, test } from 'vitest';
import { ninjs3Of, schemaRights } from '../../../shared/outputs/ninjs-3.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('the credit line is a description, the original an alternative id, every hand an information source', async () => {
  const item = ninjs3Of(await outgoingExample()) as Record<string, readonly object[]>;
  expect(item.descriptions).toContainEqual({ role: 'creditline', value: expect.stringMatching(/^By Mara Quay/) });
  expect(item.altIds).toEqual([
    { role: 'desk', value: 'HG-1147' },
    { role: 'canonical', value: 'https://harbour-gazette.example/2026/night-ferry' },
  ]);
  expect(item.infoSources).toEqual([
    { name: 'Coast Wire', role: 'source' },
    { name: 'Harbour Gazette', role: 'provider' },
    { name: 'Pier Desk', role: 'handler' },
    { name: 'Coast Wire', role: 'handler' },
  ]);
});

test('names that the schema lacks stay inside', async () => {
  const { article } = await outgoingExample();
  const item = ninjs3Of({ article: { ...article, headlines: [{ role: 'main', lang: 'en', value: 'A' }] } });
  expect(item).toMatchObject({ headlines: [{ role: 'main', value: 'A' }] });
  expect(JSON.stringify(item)).not.toContain('"lang"');
});

test('rights are linked or encoded, never both', () => {
  expect(
    schemaRights({ linkedRights: 'https://x.example/', encodedRights: '{}', langId: 'http://www.w3.org/ns/odrl/2/' }),
  ).toEqual({
    langId: 'http://www.w3.org/ns/odrl/2/',
    encodedRights: '{}',
  });
  expect(schemaRights({ langId: 'http://www.w3.org/ns/odrl/2/' })).toBeUndefined();
});
