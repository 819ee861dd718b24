import { expect, test } from 'vitest';
import type { DraftBody } from '../../../shared/article/draft.ts';
import type { Publisher } from '../../../shared/article/publisher.ts';
import { bodyLimits } from '../../../shared/contract/limits.ts';
import { bodiesOf, readBody, type ReadBody } from '../../../shared/normalize/read-body.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';

const publisher = { id: 'harbour-gazette', name: 'Harbour Gazette', promoWords: [] } as unknown as Publisher;

function read(body: DraftBody | undefined): Promise<ReadBody> {
  return readBody({ item: '', ...(body ? { body } : {}) }, undefined, publisher, new Warnings());
}

test('the lines of a text are paragraphs, or lines of one where blank lines part them', async () => {
  expect((await read({ kind: 'text', value: 'One & two.\nThree.' })).html).toBe('<p>One &amp; two.</p><p>Three.</p>');
  const parted = await read({ kind: 'text', value: 'One.\nTwo.\n \nThree <b>.' });
  expect(parted.html).toBe('<p>One.<br />Two.</p><p>Three &lt;b&gt;.</p>');
  expect(parted.text).toBe('One.\nTwo.\n\nThree <b>.');
});

test('HTML is cleaned, and its text stands beside it with the counts of the words that are read', async () => {
  const body = await read({ kind: 'html', value: '<div onclick="x()">The <b>ferry</b> is back 🎉</div>' });
  expect(bodiesOf(body)).toEqual([
    {
      role: 'main',
      contentType: 'text/html',
      value: '<p>The <b>ferry</b> is back 🎉</p>',
      charCount: 19,
      wordCount: 4,
    },
    { role: 'plain', contentType: 'text/plain', value: 'The ferry is back 🎉', charCount: 19, wordCount: 4 },
  ]);
});

test('a draft without a body has none', async () => {
  expect(bodiesOf(await read(undefined))).toBeUndefined();
});

test('a body of pictures alone has no text beside it', async () => {
  const body = await read({ kind: 'html', value: '<img src="https://a.example/p.jpg" alt="A ferry">' });
  expect(bodiesOf(body)?.map(({ role }) => role)).toEqual(['main']);
});

test('more lines or characters than an article has are refused', async () => {
  for (const value of ['line\n'.repeat(bodyLimits.lines + 2), 'x'.repeat(bodyLimits.characters + 1)])
    await expect(read({ kind: 'text', value })).rejects.toMatchObject({ code: 'OUTPUT_TOO_LARGE' });
});
