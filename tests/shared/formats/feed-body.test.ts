import { expect, test } from 'vitest';
import { bodyFrom, entryBody } from '../../../shared/formats/feed-body.ts';
import type { DraftBody } from '../../../shared/formats/format.ts';

const link = 'https://paper.example/a';
const html = (value: string): DraftBody => ({ kind: 'html', value });
const sentences = (characters: number): string => 'All of it is here. '.repeat(Math.ceil(characters / 19)).trim();

test.each([
  ['one short paragraph', sentences(200)],
  ['two short paragraphs', `<p>${sentences(100)}</p><p>${sentences(100)}</p>`],
  ['a long one that is cut', `${sentences(1500)} …`],
  [
    'paragraphs that end in a way on',
    `<p>${sentences(400)}</p><p>${sentences(400)}</p><a href="${link}">Continue reading...</a>`,
  ],
])('a description of %s is a teaser', async (_, value) => {
  const body = await entryBody({ short: html(value), link });
  expect(body).toMatchObject({ linksTo: link, summary: expect.stringContaining('All of it is here.') });
  expect(body.body).toBeUndefined();
});

test.each([
  ['several paragraphs', `<p>${sentences(250)}</p><p>${sentences(250)}</p>`],
  ['paragraphs parted by breaks', `${sentences(250)}<br><br>${sentences(250)}`],
  ['one long piece', sentences(1300)],
])('a description of %s is the article, which is said to be concluded', async (_, value) => {
  const body = await entryBody({ short: html(value), link });
  expect(body.body?.value).toBe(value);
  expect(body.inferences).toMatchObject([{ field: 'body' }]);
});

test('a description without a link is complete in itself', async () => {
  expect(await entryBody({ short: html('A note.') })).toEqual({ body: html('A note.') });
});

test('content is the article however short, and the description its summary, once', async () => {
  const full = html('<p>Short.</p>');
  expect(await entryBody({ full, short: html('What it says. [&hellip;]'), link })).toEqual({
    body: full,
    summary: 'What it says.',
  });
  expect(await entryBody({ full, short: html('Short.'), link })).toEqual({ body: full });
});

test('content that was cut is a teaser; a link to another site is no cut', async () => {
  const cut = `<p>The beginning.</p><p><a href="${link}#more-7">Read more</a></p>`;
  expect(await entryBody({ full: html(cut), link })).toEqual({ summary: 'The beginning.', linksTo: link });
  const elsewhere = html('<p>All.</p><p><a href="https://else.example/x">Read more at Else</a></p>');
  expect((await entryBody({ full: elsewhere, link })).body).toEqual(elsewhere);
});

test('a short content that is the summary once more is a teaser', async () => {
  const text = sentences(150);
  expect(await entryBody({ full: html(`<p>${text}</p>`), short: html(text), link })).toEqual({
    summary: text,
    linksTo: link,
  });
  expect((await entryBody({ full: html('<b>Lorem</b> ipsum'), short: html('Lorem ipsum'), link })).body).toBeDefined();
  expect((await entryBody({ full: html(sentences(600)), short: html(sentences(600)), link })).body).toBeDefined();
});

test('the whole may stand in the description, and its beginning in the content', async () => {
  const whole = html(`<p>${sentences(500)}</p><p>${sentences(500)}</p>`);
  expect((await entryBody({ full: html('<p>All of it is here.</p>'), short: whole, link })).body).toEqual(whole);
});

test('a teaser keeps its pictures, programs are no words of it', async () => {
  const short = html('<script>track()</script><img src="/p.jpg" alt="Harbour">Beginning');
  expect(await entryBody({ short, link })).toEqual({
    summary: 'Beginning',
    linksTo: link,
    pictures: [{ alternativeText: 'Harbour', url: '/p.jpg' }],
  });
});

test('text is HTML where it has tags or names of characters, and marks of sections are no comment', () => {
  expect(bodyFrom('1 < 2 & 3')).toEqual({ kind: 'text', value: '1 < 2 & 3' });
  expect(bodyFrom('A&nbsp;B')).toMatchObject({ kind: 'html' });
  expect(bodyFrom('<![CDATA[<p>A</p>]]>')).toEqual({ kind: 'html', value: '<p>A</p>' });
  expect(bodyFrom(' \n')).toBeUndefined();
});

test('HTML that was escaped twice is read as it was meant, and said so', async () => {
  const body = await entryBody({ full: html('&lt;p&gt;Nets &amp;amp; lines.&lt;/p&gt;'), link });
  expect(body.body).toEqual(html('<p>Nets &amp; lines.</p>'));
  expect(body.warnings).toMatchObject([{ code: 'FIELD_INFERRED', path: 'body' }]);
  const shown = html('<p>Write &lt;p&gt;…&lt;/p&gt; for a paragraph.</p>');
  expect((await entryBody({ full: shown, link })).body).toEqual(shown);
});

test('shortcodes that a feed left in its text go, and are named', async () => {
  const body = await entryBody({ full: html('<p>Text.</p><p>[gallery ids="1,2"]</p><p>[poll id="3"]</p>'), link });
  expect(body.body?.value).not.toContain('[');
  expect(body.warnings).toMatchObject([{ code: 'HTML_REMOVED', message: expect.stringContaining('[poll]') }]);
});
