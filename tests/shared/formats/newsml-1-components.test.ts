import { describe, expect, test } from 'vitest';
import { dataOf, isCaption, partsOf, picturesOf } from '../../../shared/formats/newsml-1-components.ts';
import { lineOf } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const rootOf = async (inside: string, attributes = '') =>
  (await readXml(`<NewsComponent ${attributes}>${inside}</NewsComponent>`)).root;
const text = (content: string): string => `<ContentItem><DataContent>${content}</DataContent></ContentItem>`;
const photo = (href: string, width = ''): string =>
  `<ContentItem Href="${href}"><MediaType FormalName="Photo"/>${width && `<Characteristics><Property FormalName="Width" Value="${width}"/></Characteristics>`}</ContentItem>`;

describe('the parts of a component', () => {
  test('have the role and the headline of the innermost component that has one', async () => {
    const parts = partsOf(
      await rootOf(
        `<Role FormalName="Main"/><NewsLines><HeadLine>T</HeadLine></NewsLines><NewsComponent>${text('a')}</NewsComponent><NewsComponent><Role FormalName="Caption"/>${text('b')}</NewsComponent>`,
      ),
    );
    expect(parts.map((part) => [lineOf(dataOf(part.content)), part.role, isCaption(part), part.titled?.name])).toEqual([
      ['a', 'main', false, 'NewsComponent'],
      ['b', 'caption', true, 'NewsComponent'],
    ]);
  });

  test('are told by what they hold: a picture, a text, one that lies elsewhere; sound and film are none', async () => {
    const film = '<ContentItem Href="a.mp4"><MediaType FormalName="Video"/></ContentItem>';
    const parts = partsOf(await rootOf(`${photo('a')}${text('b')}<ContentItem Href="c.txt"/>${film}<ContentItem/>`));
    expect(parts.map(({ kind }) => kind)).toEqual(['picture', 'text', 'remote']);
  });

  test('that are equivalent are one text, the richest', async () => {
    const parts = partsOf(await rootOf(text('plain') + text('<p>rich</p>') + photo('a'), 'EquivalentsList="yes"'));
    expect(parts.map(({ content, kind }) => [kind, lineOf(dataOf(content))])).toEqual([
      ['text', 'rich'],
      ['picture', undefined],
    ]);
  });
});

describe('the pictures of a component', () => {
  test('are one in several sizes where they stand together', async () => {
    expect(
      picturesOf(await rootOf(photo('https://x.example/s.jpg', '100') + photo('https://x.example/l.jpg', '900'))),
    ).toEqual([
      {
        url: 'https://x.example/l.jpg',
        width: 900,
        renditions: [{ name: 'size-2', url: 'https://x.example/s.jpg', width: 100 }],
      },
    ]);
  });

  test('are several where each has lines or a caption', async () => {
    const one = (name: string): string =>
      `<NewsComponent><NewsLines><ByLine>${name}</ByLine></NewsLines>${photo(`https://x.example/${name}.jpg`)}</NewsComponent>`;
    expect(picturesOf(await rootOf(text('story') + one('Ann') + one('Bo'))).map(({ byline }) => byline)).toEqual([
      'Ann',
      'Bo',
    ]);
  });

  test('lead nowhere by other schemes', async () => {
    expect(picturesOf(await rootOf(photo('file:///etc/passwd')))).toEqual([{}]);
  });
});

test('a text without the element that should hold it is read all the same', async () => {
  const [part] = partsOf(
    await rootOf('<ContentItem><p>One.</p><p>Two.</p></ContentItem><ContentItem><Format/></ContentItem>'),
  );
  expect(lineOf(dataOf(part?.content as NonNullable<typeof part>['content']))).toBe('One.Two.');
});

test('a picture has its photographer from the creator, its terms from a line for editors, and no number for a title', async () => {
  const advisory =
    '<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>EDITORIAL USE ONLY</NewsLineText></NewsLine>';
  const creator =
    '<AdministrativeMetadata><Creator><Party FormalName="INES FARROW "/></Creator></AdministrativeMetadata>';
  expect(
    picturesOf(
      await rootOf(
        `<NewsLines><HeadLine>569697231</HeadLine>${advisory}</NewsLines>${creator}${photo('https://x.example/a.jpg')}`,
      ),
    ),
  ).toEqual([{ url: 'https://x.example/a.jpg', byline: 'INES FARROW', usageTerms: 'EDITORIAL USE ONLY' }]);
});

test('a picture’s caption may stand among its properties', async () => {
  const property = '<Property FormalName="caption" value="The pier"/></ContentItem>';
  const one = photo('https://x.example/a.jpg').replace('</ContentItem>', property);
  expect(picturesOf(await rootOf(text('<p>Story.</p>') + one))).toMatchObject([{ caption: 'The pier' }]);
});
