import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectFormat, formats } from '../../../shared/formats/registry.ts';
import { openSource } from '../../../shared/formats/source.ts';

const samples = join(import.meta.dirname, '../../../samples');

test('every format has an id of its own', () => {
  expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
  for (const { id, name } of formats)
    expect([id, name]).toEqual([expect.stringMatching(/^[a-z][a-z0-9-]*$/), expect.stringMatching(/\w/)]);
});

test('a sample in a format’s folder is detected as that format, whatever it is called', async () => {
  const ids = new Set(formats.map(({ id }) => id));
  for (const folder of readdirSync(samples).filter((name) => ids.has(name))) {
    for (const file of readdirSync(join(samples, folder))) {
      const bytes = readFileSync(join(samples, folder, file));
      for (const name of [file, 'upload', 'upload.bin']) {
        const { source } = await openSource(bytes, name);
        expect([folder, file, name, detectFormat(source)?.id]).toEqual([folder, file, name, folder]);
      }
    }
  }
});

test('no format throws on, or claims for sure, what is nothing', async () => {
  for (const text of ['', '   ', '<', '{', '[', '---', '[]', '{}', 'null', '<?xml', 'PK']) {
    const { source } = await openSource(new TextEncoder().encode(text), 'a');
    for (const format of formats)
      expect([text, format.id, format.detect(source) < 80]).toEqual([text, format.id, true]);
  }
});
