import { describe, expect, test } from 'vitest';
import type { ReadItem } from '../../../shared/formats/newsml-g2-packages.ts';
import { placePictures } from '../../../shared/formats/newsml-g2-packages.ts';
import { readXml } from '../../../shared/formats/xml.ts';

async function itemOf(kind: ReadItem['kind'], guid: string, inside = ''): Promise<ReadItem> {
  const name = kind === 'package' ? 'packageItem' : 'newsItem';
  const { root } = await readXml(`<${name} guid="${guid}">${inside}</${name}>`);
  return { element: root, kind, draft: { item: guid }, ...(kind === 'picture' ? { picture: { nativeId: guid } } : {}) };
}
const group = (...ids: string[]): string => `<group>${ids.map((id) => `<itemRef residref="${id}"/>`).join('')}</group>`;
const pictureIdsOf = (items: ReturnType<typeof placePictures>['items']): unknown =>
  items.map(({ item, pictures }) => [item, (pictures ?? []).map(({ nativeId }) => nativeId)]);

describe('pictures of a message', () => {
  test('go to the text of their group, and from a group without one to the first', async () => {
    const read = [
      await itemOf('package', 'p', `<groupSet>${group('a', 'x')}${group('b', 'y')}${group('z')}</groupSet>`),
      ...(await Promise.all(['a', 'b'].map((id) => itemOf('text', id)))),
      ...(await Promise.all(['x', 'y', 'z'].map((id) => itemOf('picture', id)))),
    ];
    const { items, skipped } = placePictures(read);
    expect(pictureIdsOf(items)).toEqual([
      ['a', ['x', 'z']],
      ['b', ['y']],
    ]);
    expect(skipped).toEqual([expect.objectContaining({ code: 'ENTRY_SKIPPED', path: 'p' })]);
  });

  test('go to the text that links to them', async () => {
    const link = '<itemMeta><link rel="irel:hasPicture" residref="x"/></itemMeta>';
    const read = [await itemOf('text', 'a'), await itemOf('text', 'b', link), await itemOf('picture', 'x')];
    expect(pictureIdsOf(placePictures(read).items)).toEqual([
      ['a', []],
      ['b', ['x']],
    ]);
  });

  test('go to the only text there is, and stay by themselves beside several', async () => {
    const [a, b, x] = await Promise.all([itemOf('text', 'a'), itemOf('text', 'b'), itemOf('picture', 'x')]);
    expect(pictureIdsOf(placePictures([x, a]).items)).toEqual([['a', ['x']]]);
    expect(placePictures([a, b, x]).items.map(({ item }) => item)).toEqual(['a', 'b', 'x']);
  });
});

test('a package none of whose items is here stays', async () => {
  const { items, skipped } = placePictures([await itemOf('package', 'p', `<groupSet>${group('far')}</groupSet>`)]);
  expect([items.map(({ item }) => item), skipped]).toEqual([['p'], []]);
});
