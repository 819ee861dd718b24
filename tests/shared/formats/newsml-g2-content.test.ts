import { expect, test } from 'vitest';
import { isRemoteOnly, onlyDataIn, readInlineText, remotePictures } from '../../../shared/formats/newsml-g2-content.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const set = async (inside: string, attributes = '') =>
  (await readXml(`<contentSet xmlns="http://iptc.org/std/nar/2006-10-01/" ${attributes}>${inside}</contentSet>`)).root;
const text = async (inside: string, attributes = '') => (await readInlineText(await set(inside, attributes), {}))?.body;

const plain = '<inlineData id="a" contenttype="text/plain">From the text</inlineData>';
const html =
  '<inlineXML id="b" contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>From the page</p></body></html></inlineXML>';

test('of several renditions XHTML is read before text, and one marked as the original before all', async () => {
  expect(await text(plain + html)).toMatchObject({ value: expect.stringContaining('From the page') });
  expect(await text(plain + html, 'original="a"')).toMatchObject({ value: expect.stringContaining('From the text') });
});

test('data in Base64 is decoded; what is broken gives no text', async () => {
  const data = (value: string): string => `<inlineData encoding="enc:base64">${value}</inlineData>`;
  expect(await text(data('UGzDpHR6ZQ=='))).toMatchObject({ value: expect.stringContaining('Plätze') });
  expect(await text(data('%%%'))).toBeUndefined();
});

test('results and prices are data, not a text', async () => {
  const results = await set(
    '<inlineXML><sports-content xmlns="http://iptc.org/std/SportsML/"><t>3</t></sports-content></inlineXML>',
  );
  expect(await readInlineText(results, {})).toBeUndefined();
  expect(onlyDataIn(results)).toBe('sports-content');
  expect(onlyDataIn(await set(html))).toBeUndefined();
});

test('a text that lies elsewhere is told apart from a picture that does', async () => {
  expect(isRemoteOnly(await set('<remoteContent href="https://x.example/a.html" contenttype="text/html"/>'))).toBe(
    true,
  );
  expect(isRemoteOnly(await set('<remoteContent href="https://x.example/a.JPG?x=1"/>'))).toBe(false);
});

test('sizes of one picture are its renditions, the widest first; pictures of no rendition are one each', async () => {
  const remote = (name: string, attributes: string): string =>
    `<remoteContent href="https://x.example/${name}.jpg" contenttype="image/jpeg" ${attributes}/>`;
  const sizes = await set(
    remote('s', 'rendition="rnd:small" width="100"') + remote('l', 'rendition="rnd:large" width="900"'),
  );
  expect(remotePictures(sizes, false)).toEqual([
    {
      url: 'https://x.example/l.jpg',
      contentType: 'image/jpeg',
      width: 900,
      renditions: [{ name: 'small', url: 'https://x.example/s.jpg', contentType: 'image/jpeg', width: 100 }],
    },
  ]);
  expect(remotePictures(await set(remote('a', '') + remote('b', '')), false)).toHaveLength(2);
});

test('an address that leads nowhere outside is none', async () => {
  const [picture] = remotePictures(
    await set('<remoteContent href="file:///a.jpg" residref="p1" contenttype="image/jpeg"/>'),
    true,
  );
  expect(picture).toEqual({ nativeId: 'p1' });
});
