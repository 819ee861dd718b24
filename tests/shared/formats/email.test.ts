import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, htmlOf, readAs, readSample, textOf, warningCodesOf } from '../../support/uploads.ts';
import { zipOf } from '../../support/zip-file.ts';

const headers = [
  'From: A Bee <a@desk.example>',
  'To: in@byline.example',
  'Subject: Orchard saved',
  'Date: Mon, 5 Oct 2026 09:30:00 +0200',
  'Message-ID: <1@desk.example>',
  'MIME-Version: 1.0',
];

function multipart(parts: readonly { headers: readonly string[]; body: string }[], type = 'mixed'): string {
  const inner = parts.map((part) => `--x\r\n${part.headers.join('\r\n')}\r\n\r\n${part.body}\r\n`).join('');
  return `${headers.join('\r\n')}\r\nContent-Type: multipart/${type}; boundary=x\r\n\r\n${inner}--x--\r\n`;
}
const plain = (body: string) => ({ headers: ['Content-Type: text/plain; charset=utf-8'], body });
const attached = (name: string, bytes: Uint8Array | string, type = 'application/octet-stream') => ({
  headers: [
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
  ],
  body: Buffer.from(bytes).toString('base64'),
});

describe('an e-mail', () => {
  test('is an article: subject, byline, text, held by the embargo it opens with', async () => {
    const result = await readSample('email/release.eml');
    expect(result.format).toBe('email');
    const item = acceptedOf(result);
    expect(item.article).toMatchObject({
      headlines: [{ role: 'main', value: 'Museum zeigt verschollene Bücher' }],
      by: 'Tilda Marx',
      language: 'de',
      versionCreated: '2026-10-05T07:30:00Z',
    });
    expect(item.identity.nativeId).toBe('20261005.release@museum.example');
    expect(item.disposition).toEqual({ kind: 'hold', untilMs: Date.UTC(2030, 9, 6, 8) });
    expect(textOf(item)).toBe(
      'Das Museum am Markt zeigt von Oktober an zwölf Bücher, die als verschollen galten. Sie wurden bei einer Räumung in einem Keller gefunden.\n\nDie Ausstellung dauert bis Februar.',
    );
  });

  test('gives away no address and no contact', async () => {
    const { identity: _id, ...item } = acceptedOf(await readSample('email/release.eml'));
    expect(JSON.stringify(item).replaceAll('20261005.release@museum.example', '')).not.toMatch(
      /@museum|030 000000|uploads@/,
    );
    expect(warningCodesOf(acceptedOf(await readSample('email/release.eml')))).toContain('FIELD_IGNORED');
  });

  test('with HTML that says more than its plain copy is read from that', async () => {
    const html = {
      headers: ['Content-Type: text/html; charset=utf-8'],
      body: '<p>The orchard is <a href="https://a.example/">saved</a>.</p><p>-- <br>A Bee 1234</p>',
    };
    const item = acceptedOf(await readAs(multipart([plain('The orchard is saved.'), html], 'alternative'), 'm.eml'));
    expect(htmlOf(item)).toBe('<p>The orchard is <a href="https://a.example/">saved</a>.</p>');
  });

  test('that only covers an attachment is left out; the attachment is read as an upload', async () => {
    const story = zipOf([
      {
        name: 'word/document.xml',
        content:
          '<d xmlns="urn:w"><body><p><r><t>Orchard saved at noon</t></r></p><p><r><t>The text of it.</t></r></p></body></d>',
      },
    ]);
    const { items } = await readAs(multipart([plain('Please find attached.'), attached('story.docx', story)]), 'm.eml');
    expect(items).toMatchObject([
      { item: 'story.docx', status: 'accepted', article: { headlines: [{ value: 'Orchard saved at noon' }] } },
    ]);
    expect(items.map((item) => warningCodesOf(item))).toEqual([expect.arrayContaining(['FIELD_IGNORED'])]);
  });

  test('with a broken attachment rejects that one alone', async () => {
    const text = `${'The orchard was saved on Friday, its owner said at noon. '.repeat(20)}`;
    const { items } = await readAs(multipart([plain(text), attached('a.json', '{"title": "Cut')]), 'm.eml');
    expect(items).toMatchObject([
      { item: 'message', status: 'accepted' },
      {
        item: 'a.json',
        status: 'rejected',
        reasons: expect.arrayContaining([expect.objectContaining({ code: 'JSON_MALFORMED' })]),
      },
    ]);
  });

  test('with pictures tells of them, although they have no address', async () => {
    const item = acceptedOf(
      await readAs(multipart([plain('Text of the article.'), attached('apple.jpg', 'x', 'image/jpeg')]), 'm.eml'),
    );
    expect(item.article.associations).toMatchObject([{ rel: 'picture', headlines: [{ value: 'apple.jpg' }] }]);
    expect(warningCodesOf(item)).toContain('PICTURE_URL_MISSING');
  });

  test('in windows-1252 and quoted-printable is read in its own encoding', async () => {
    const message = `${headers.join('\r\n')}\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe owner=92s orchard =80 5.\r\n`;
    expect(textOf(acceptedOf(await readAs(message, 'm.eml')))).toBe('The owner’s orchard € 5.');
  });

  test('nested without end is read or refused, never more', async () => {
    const open = Array.from(
      { length: 100 },
      (_, index) => `--b${index}\r\nContent-Type: multipart/mixed; boundary=b${index + 1}\r\n\r\n`,
    ).join('');
    const { failure } = await readAs(
      `${headers.join('\r\n')}\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${open}`,
      'm.eml',
    );
    expect(failure).toBeUndefined();
  });

  test('is not taken for one when a text only opens like it', async () => {
    const sample = readFileSync(join(import.meta.dirname, '../../../samples/plain-text/wasserwerk.txt'), 'utf8');
    expect((await readAs(sample, 't.txt')).format).toBe('plain-text');
  });
});

test('a message of a hundred thousand short lines is refused before the reader keeps them', async () => {
  const head = 'From: a@b.example\nSubject: Lines\nDate: Mon, 4 May 2026 10:00:00 +0200\nMIME-Version: 1.0\n\n';
  expect(codesOf(await readAs(`${head}${'a\n'.repeat(100_000)}`, 'a.eml'))).toEqual(['OUTPUT_TOO_LARGE']);
});

test('a message that was passed on is the article under the other’s headers, without anybody’s address', async () => {
  const message =
    'From: Ann <ann@b.example>\nSubject: FW: Pier\nDate: Mon, 4 May 2026 10:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/html\n\n' +
    '<div><p>Hi all,</p><div><p><b>From:</b> Tom &lt;tom@b.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br><b>Subject:</b> Pier</p></div>' +
    '<p><b>By Tom Pike</b></p><p>The board voted to rebuild the <a href="https://b.example/pier">pier</a>.</p></div>';
  const item = acceptedOf(await readAs(message, 'm.eml'));
  expect(item.article.by).toBe('Tom Pike');
  expect(textOf(item)).toBe('The board voted to rebuild the pier.');
  expect(JSON.stringify(item.article)).not.toContain('tom@b.example');
});

test('an embargo that only the subject announces holds the message', async () => {
  const message =
    'From: a@b.example\nSubject: EMBARGOED: Pier\nDate: Mon, 4 May 2026 10:00:00 +0200\nMIME-Version: 1.0\n\nThe board voted.\n';
  const item = acceptedOf(await readAs(message, 'm.eml'));
  expect(item.disposition).toMatchObject({ kind: 'hold' });
  expect(item.article.headlines?.[0]?.value).toBe('Pier');
});

test('attached files of kinds that are not read are named', async () => {
  const item = acceptedOf(
    await readAs(multipart([plain('Text of the article.'), attached('plan.pdf', 'x', 'application/pdf')]), 'm.eml'),
  );
  expect(item.warnings).toContainEqual(
    expect.objectContaining({ code: 'ENTRY_SKIPPED', message: expect.stringContaining('plan.pdf') }),
  );
});
