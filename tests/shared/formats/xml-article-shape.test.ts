import { describe, expect, test } from 'vitest';
import { articlesIn, flagsOf, isEvent, matterOf, picturesIn } from '../../../shared/formats/xml-article-shape.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const rootOf = async (text: string) => (await readXml(text)).root;
const prose = 'A text of more than forty characters, so that it is one.';
const articleIn = async (inside: string) => {
  const [article] = articlesIn(await rootOf(`<a><title>T</title><body>${prose}</body>${inside}</a>`));
  if (!article) throw new Error('no article');
  return article;
};

describe('an article in XML', () => {
  test.each([
    ['a title and a text', `<a><title>T</title><text>${prose}</text></a>`, ['a']],
    [
      'a list of such',
      `<l><a><title>T</title><text>${prose}</text></a><b><title>T</title><text>${prose}</text></b></l>`,
      ['a', 'b'],
    ],
    [
      'texts within a text that is called one',
      `<l><story><title>T</title><text>${prose}</text></story></l>`,
      ['story'],
    ],
    ['an id and a date beside a text', `<a><id>1</id><date>2026</date><text>${prose}</text></a>`, ['a']],
    ['a text that nothing names', `<a><x>1</x><text>${prose}</text></a>`, []],
    ['a label', '<a><title>T</title><text>short</text></a>', []],
  ])('is found as %s', async (_, text, names) => {
    expect(articlesIn(await rootOf(text)).map(({ element }) => element.name)).toEqual(names);
  });

  test('has of two texts the longer', async () => {
    const [article] = articlesIn(
      await rootOf(`<a><title>T</title><content>${prose}</content><text>${prose} ${prose}</text></a>`),
    );
    expect(article?.body.name).toBe('text');
  });

  test('gives its fields by the names that systems share, several of one name as a list, contacts to nobody', async () => {
    const { matter, hadContacts } = matterOf(
      await articleIn(
        '<Ort>Kiel</Ort><tag>a</tag><tag>b</tag><author><name>Ann</name><email>a@b.example</email></author><own>1</own>',
      ),
    );
    expect(Object.fromEntries(matter)).toEqual({
      headline: 'T',
      location: 'Kiel',
      keywords: ['a', 'b'],
      authors: 'Ann',
      own: '1',
    });
    expect(hadContacts).toBe(true);
  });

  test('gives its pictures with what is said of them', async () => {
    const article = await articleIn(
      '<media><image src="https://x.example/a.jpg"><caption>C</caption></image></media><image>none</image>',
    );
    expect(picturesIn(article)).toEqual([{ url: 'https://x.example/a.jpg', caption: 'C' }]);
  });

  test('is canceled or corrected by flags that are true', async () => {
    expect(flagsOf(await rootOf('<a><Annuleret>true</Annuleret><Korrektion>1</Korrektion></a>'))).toEqual({
      status: 'canceled',
      signal: 'correction',
    });
    expect(flagsOf(await rootOf('<a><Annuleret>false</Annuleret></a>'))).toEqual({});
  });
});

test('what begins and ends is an event', async () => {
  expect(isEvent(await rootOf('<d><timeStart>1</timeStart><timeEnd>2</timeEnd></d>'))).toBe(true);
  expect(isEvent(await rootOf('<eventList/>'))).toBe(true);
  expect(isEvent(await rootOf('<d><startDate>1</startDate></d>'))).toBe(false);
});
