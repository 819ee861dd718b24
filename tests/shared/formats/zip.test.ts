import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IntakeItem } from '../../../shared/intake/intake.ts';
import { readAs, readSample, warningCodesOf } from '../../support/uploads.ts';
import { zipOf } from '../../support/zip-file.ts';

const codesOf = (item: IntakeItem | undefined): readonly string[] =>
  item?.status === 'rejected' ? item.reasons.map(({ code }) => code) : [];

describe('an archive of documents', () => {
  test('gives an item each, and a bad one does not sink the others', async () => {
    const { format, items } = await readSample('zip/weekend.zip');
    expect(format).toBe('zip');
    expect(items.map(({ item, status }) => [item, status])).toEqual([
      ['stories/market.md', 'accepted'],
      ['stories/broken.json', 'rejected'],
    ]);
    expect(codesOf(items[1])).toContain('JSON_MALFORMED');
  });

  test('says which entries are no articles', async () => {
    const { items } = await readSample('zip/weekend.zip');
    expect(items.map((item) => warningCodesOf(item))).toEqual(
      items.map(() => expect.arrayContaining(['ENTRY_SKIPPED'])),
    );
  });

  test('does not open an archive within it', async () => {
    const inner = zipOf([{ name: 'a.txt', content: 'Headline\n\nText.' }]);
    const { items } = await readAs(
      zipOf([
        { name: 'inner.zip', content: inner },
        { name: 'b.txt', content: 'Hidden valley found\n\nText of it.' },
      ]),
      'outer.zip',
    );
    expect(codesOf(items[0])).toContain('ZIP_NESTED');
    expect(items[1]?.status).toBe('accepted');
  });

  test('that is damaged and called a text has the wrong name', async () => {
    const { items } = await readAs(Buffer.from('504b0304' + '00'.repeat(60), 'hex'), 'story.xml');
    expect(codesOf(items[0])).toContain('TYPE_MISMATCH');
  });

  test('without any document holds no article', async () => {
    const { items } = await readAs(zipOf([{ name: '.DS_Store', content: 'x' }]), 'junk.zip');
    expect(codesOf(items[0])).toEqual(['NO_ARTICLES']);
  });

  test('gives items of one id from two archives the same identity', async () => {
    const story = JSON.stringify({ id: 'x-1', title: 'A title', body: '<p>Some text.</p>' });
    const read = async (name: string): Promise<unknown> => {
      const { items } = await readAs(zipOf([{ name: 'a.json', content: story }]), name);
      return items[0]?.status === 'accepted' ? items[0].identity : undefined;
    };
    expect(await read('one.zip')).toEqual(await read('two.zip'));
  });
});

// Hostile archives with their expected outcome lie beside the checkout on some machines.
const folder = join(import.meta.dirname, '../../../../shared/badinputs');
/** A Word document without a word of text is no article, however harmless. */
const pinned: Readonly<Record<string, string>> = { 'zip/docx-target-traversal.docx': 'rejected EMPTY_ARTICLE' };

describe('hostile archives', () => {
  const lines = existsSync(join(folder, 'MANIFEST.tsv'))
    ? readFileSync(join(folder, 'MANIFEST.tsv'), 'utf8').split('\n')
    : [];
  const inputs = lines
    .map((line) => line.split('\t'))
    .filter(([file, kind]) => kind === 'zip' && file?.startsWith('zip/'));
  test.skipIf(inputs.length > 0)('are not beside this checkout: nothing to try', () => {});

  test.each(
    inputs.map(([file = '', , , expected = '', code = '']) => [
      file,
      pinned[file] ?? `${expected.split('-')[0]} ${code}`,
    ]),
  )('%s ends as %s', async (file, outcome) => {
    const { items, failure } = await readAs(readFileSync(join(folder, file)), basename(file));
    expect(failure).toBeUndefined();
    const [status, code] = outcome.trim().split(' ');
    expect(items.map((item) => item.status)).toContain(status);
    if (code) expect(items.flatMap(codesOf)).toContain(code);
  });
});
