import { expect, test } from 'vitest';
import type { FeedMedia } from '../../../shared/formats/feed-media.ts';
import { mediaOf } from '../../../shared/formats/feed-media.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const read = async (inside: string): Promise<FeedMedia> => {
  const { root } = await readXml(
    `<item xmlns:media="http://search.yahoo.com/mrss" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" ` +
      `xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#">${inside}</item>`,
  );
  return mediaOf(root, 'https://paper.example/');
};
const urls = async (inside: string): Promise<readonly unknown[] | undefined> =>
  (await read(inside)).pictures?.map(({ url }) => url);

test.each([
  ['<media:content url="a.jpg" medium="image"/>', ['a.jpg']],
  ['<media:content url="a.jpg"/>', ['a.jpg']],
  ['<media:thumbnail url="a.jpg"/>', ['a.jpg']],
  ['<enclosure url="a.png" type="image/png" length="1"/>', ['a.png']],
  ['<enc:enclosure resource="a.jpg" type="image/jpeg"/>', ['a.jpg']],
  ['<image><url>a.jpg</url></image>', ['a.jpg']],
  ['<itunes:image href="a.jpg"/>', ['a.jpg']],
  ['<media:content url="v.mp4" type="video/mp4"><media:thumbnail url="a.jpg"/></media:content>', ['a.jpg']],
])('a picture is found in %s', async (xml, found) => {
  expect(await urls(xml)).toEqual(found);
});

test.each([
  '<media:thumbnail url="https://avatars3.code.example/u/1" width="30" height="30"/>',
  '<media:content url="https://secure.gravatar.com/avatar/1?s=96" medium="image"/>',
  '<enclosure url="talk.mp3" type="audio/mpeg"/>',
])('%s is no picture of the article', async (xml) => {
  expect(await urls(xml)).toBeUndefined();
});

test('what else comes along is named', async () => {
  const { warnings } = await read(
    '<enclosure url="talk.mp3" type="audio/mpeg"/><media:content url="v" medium="video"/>',
  );
  expect(warnings.map(({ code, message }) => [code, message.split(' that')[0]])).toEqual([
    ['FIELD_IGNORED', 'a film'],
    ['FIELD_IGNORED', 'a recording'],
  ]);
});

test('sizes of one file, and of one group, are one picture with the largest first', async () => {
  expect(
    (
      await read(
        '<media:content url="https://i.example/m/1.jpg?w=140" width="140"/><media:content url="https://i.example/m/1.jpg?w=700" width="700"/>' +
          '<media:group><media:content url="s.jpg" width="100"/><media:content url="l.jpg" width="900"/></media:group>',
      )
    ).pictures?.map(({ url, renditions }) => [url, renditions?.map(({ name }) => name)]),
  ).toEqual([
    ['l.jpg', ['width-100']],
    ['https://i.example/m/1.jpg?w=700', ['width-140']],
  ]);
});

test('words and rights are the nearest ones; credits of writers are the article’s', async () => {
  const { pictures } = await read(
    '<media:content url="a.jpg"><media:title>Quay</media:title><media:credit>Photo: Ann/AP</media:credit>' +
      '<media:license href="https://l.example">Editorial use</media:license></media:content><media:content url="b.jpg"/>' +
      '<media:credit role="author">Writer</media:credit><media:credit role="photographer">Ben</media:credit><media:copyright>© P</media:copyright>',
  );
  expect(pictures).toEqual([
    {
      url: 'a.jpg',
      title: 'Quay',
      credit: 'Ann/AP',
      copyrightNotice: '© P',
      licenseUrl: 'https://l.example',
      usageTerms: 'Editorial use',
    },
    { url: 'b.jpg', credit: 'Ben', copyrightNotice: '© P' },
  ]);
});
