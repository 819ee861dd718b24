import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardedRead } from '../../../functions/ingest/guarded-read.ts';
import { bundleStage } from '../../../infra/bundle.ts';
import { readUpload } from '../../../shared/intake/read-upload.ts';
import { publisherOf } from '../../support/publishers.ts';

/** The bundle as it is deployed: its reader must run with nothing but itself to read. */
const dir = mkdtempSync(join(tmpdir(), 'byline-reader-'));
beforeAll(() => void bundleStage('ingest', dir));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const roomy = { startMs: 60_000, answerMs: 60_000, heapMb: 320, youngHeapMb: 8 };
const context = { nowMs: Date.UTC(2026, 10, 24) };

function sample(path: string): { bytes: Uint8Array; key: string } {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../samples', path)));
  return { bytes, key: `publishers/demo/${path}` };
}

test('a process gives the same verdict as reading in place', async () => {
  const read = guardedRead(join(dir, 'reader.mjs'), roomy);
  for (const path of ['zip/weekend.zip', 'rejected/cut-off.json', 'docx/allotments.docx', 'email/release.eml']) {
    const inPlace = await readUpload(sample(path), publisherOf(), context);
    expect(await read(sample(path), publisherOf(), context), path).toEqual(inPlace);
  }
}, 60_000);

test('an upload that takes too long is rejected, and the next one read', async () => {
  const read = guardedRead(join(dir, 'reader.mjs'), { startMs: 60_000, answerMs: 1, heapMb: 320, youngHeapMb: 8 });
  const { items, failure } = await read(sample('html-page/greve-du-port.html'), publisherOf(), context);
  expect(items).toMatchObject([{ status: 'rejected', reasons: [{ code: 'READ_TIMEOUT' }] }]);
  expect(failure).toBeInstanceOf(Error);
}, 60_000);

test('an upload that takes too much memory is rejected', async () => {
  const read = guardedRead(join(dir, 'reader.mjs'), { startMs: 60_000, answerMs: 60_000, heapMb: 24, youngHeapMb: 8 });
  const bytes = new TextEncoder().encode(JSON.stringify({ title: 'T', body: 'Words of a story. '.repeat(280_000) }));
  const { items } = await read({ bytes, key: 'publishers/demo/a.json' }, publisherOf(), context);
  expect(items).toMatchObject([{ status: 'rejected', reasons: [{ code: 'READ_MEMORY' }] }]);
}, 60_000);

test('a reader that does not start is no fault of the upload: it is tried again', async () => {
  const read = guardedRead(join(dir, 'missing.mjs'), roomy);
  await expect(read(sample('markdown/link-only.md'), publisherOf(), context)).rejects.toThrow('does not start');
}, 60_000);
