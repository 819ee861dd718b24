import { expect, test } from 'vitest';
import { printedByline, printedDateline, readNitfContent } from '../../../shared/formats/nitf-content.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const read = async (
  content: string,
  known: { headline?: string; byline?: string; dateline?: string } = { headline: 'Ferry' },
) => readNitfContent((await readXml(`<nitf><body><body.content>${content}</body.content></body></nitf>`)).root, known);
const htmlOf = async (content: string) => (await read(content)).body?.value;

test('what NITF has is HTML’s counterpart, what it enriches is its words', async () => {
  expect(await htmlOf('<p>In <location><city>Port</city></location>, <money>5 pounds</money>.</p>')).toBe(
    '<p>In Port, 5 pounds.</p>',
  );
  expect(await htmlOf('<hl2>Boats</hl2><p>One <em class="bold">two</em>.</p>')).toBe(
    '<h2>Boats</h2><p>One <strong class="bold">two</strong>.</p>',
  );
  expect(await htmlOf('<bq><block><p>Come aboard.</p></block></bq>')).toContain('<blockquote>');
  expect(await htmlOf('<p>1 &lt; 2<script>x()</script></p>')).toBe('<p>1 &lt; 2</p>');
});

test('of a picture’s sizes the widest is shown, with caption and credit', async () => {
  const media =
    '<media media-type="image"><media-reference source="https://x.example/s.jpg" width="100"/><media-reference source="https://x.example/l.jpg" width="900" alternate-text="A pier"/><media-caption>The pier</media-caption><media-producer>Ben Pier</media-producer></media>';
  const { pictures, body } = await read(`<p>One.</p>${media}`);
  expect(pictures).toMatchObject([
    {
      url: 'https://x.example/l.jpg',
      alternativeText: 'A pier',
      caption: 'The pier',
      credit: 'Ben Pier',
      renditions: [{ url: 'https://x.example/s.jpg', width: 100 }],
    },
  ]);
  expect(body?.value).toContain('<img src="https://x.example/l.jpg" alt="A pier">');
});

test('a picture on somebody’s disk has no address', async () => {
  const { pictures } = await read('<media media-type="image"><media-reference source="file:///a.jpg"/></media>');
  expect(pictures[0]?.url).toBeUndefined();
});

test('notes to editors, bylines and datelines in the text are fields, not text', async () => {
  const content = await read(
    '<byline>Ann Quay</byline><dateline>PORT, 3 May</dateline><note noteclass="editorsnote">Names checked</note><note noteclass="std"><p>Boats leave at ten.</p></note><p>One.</p>',
  );
  expect(content).toMatchObject({ byline: 'Ann Quay', dateline: 'PORT, 3 May', notes: ['Names checked'] });
  expect(content.body?.value).toContain('Boats leave at ten.');
  expect(content.body?.value).not.toContain('Names checked');
});

test('a document without content has no body', async () => {
  expect((await read('')).body).toBeUndefined();
});

test('a printed byline is without titles, and several people are told apart', async () => {
  const head = async (inside: string) => (await readXml(`<body.head>${inside}</body.head>`)).root;
  expect(
    printedByline(await head('<byline>By <person>Ann Quay</person>, <byttl>Port correspondent</byttl></byline>')),
  ).toBe('By Ann Quay');
  expect(printedByline(await head('<byline><person>Ann Quay</person> <person>Ben Pier</person></byline>'))).toBe(
    'Ann Quay, Ben Pier',
  );
  expect(printedByline(await head(''))).toBeUndefined();
  expect(
    printedDateline(
      await head('<dateline><location><city>GENEVA</city></location><story.date>3 May</story.date></dateline>'),
    ),
  ).toEqual({ dateline: 'GENEVA, 3 May', located: 'GENEVA' });
});

test('a caption’s heading and paragraphs are told apart, and the photographer stands in the metadata', async () => {
  const media =
    '<media media-type="image"><media-metadata name="Byline" value="Ines Farrow"/><media-reference source="https://x.example/l.jpg"/><media-caption><hl2>The pier</hl2><p>At dawn.</p></media-caption><media-producer>Wire Photo</media-producer></media>';
  expect((await read(`<p>One.</p>${media}`)).pictures).toMatchObject([
    { caption: 'The pier. At dawn.', byline: 'Ines Farrow', credit: 'Wire Photo' },
  ]);
});

test('a picture of one pixel is none', async () => {
  const { pictures, body } = await read('<p>One.</p><img src="https://x.example/count" width="1" height="1"/>');
  expect([pictures, body?.value]).toEqual([[], '<p>One.</p>']);
});
