import { describe, expect, test } from 'vitest';
import { openZip } from '../../../shared/formats/zip-archive.ts';
import type { CraftedEntry } from '../../support/zip-file.ts';
import { zipOf } from '../../support/zip-file.ts';

const entry = (changes: Partial<CraftedEntry> = {}): CraftedEntry => ({ name: 'a.txt', content: 'text', ...changes });

async function codeOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    for (const { read } of (await openZip(bytes)).entries) read();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

describe('an archive', () => {
  test('gives its files in order, without folders', async () => {
    const { entries } = await openZip(
      zipOf([entry({ name: 'b/', content: '' }), entry({ name: 'b/é.txt', content: 'x' }), entry()]),
    );
    expect(entries.map(({ name, read }) => [name, Buffer.from(read()).toString()])).toEqual([
      ['b/é.txt', 'x'],
      ['a.txt', 'text'],
    ]);
  });

  test.each([
    ['../a.txt', 'ZIP_PATH'],
    ['a/../../b.txt', 'ZIP_PATH'],
    ['/etc/passwd', 'ZIP_PATH'],
    ['C:/a.txt', 'ZIP_PATH'],
    ['a\u202etxt.exe', 'ZIP_PATH'],
    ['a\nb.txt', 'ZIP_PATH'],
    ['．．/a.txt', undefined],
  ])('with the path %j ends as %s', async (name, code) => {
    expect(await codeOf(zipOf([entry({ name })]))).toBe(code);
  });

  test('with a name longer than any path is refused', async () => {
    expect(await codeOf(zipOf([entry({ name: 'x'.repeat(1_025) })]))).toBe('ZIP_PATH');
  });

  test('with a link, a device or a password is refused', async () => {
    expect(await codeOf(zipOf([entry({ attributes: 0o120777 << 16 })]))).toBe('ZIP_SYMLINK');
    expect(await codeOf(zipOf([entry({ attributes: 0o020666 << 16 })]))).toBe('ZIP_SYMLINK');
    expect(await codeOf(zipOf([entry({ flags: 1, method: 8 })]))).toBe('ZIP_ENCRYPTED');
    expect(await codeOf(zipOf([entry({ method: 12 })]))).toBe('ZIP_UNSUPPORTED');
  });

  test('with the same name twice, composed or not, is refused', async () => {
    expect(await codeOf(zipOf([entry({ name: 'caf\u00e9' }), entry({ name: 'cafe\u0301' })]))).toBe(
      'ZIP_DUPLICATE_NAME',
    );
  });

  test('whose headers contradict each other is refused', async () => {
    expect(await codeOf(zipOf([entry({ localName: 'b.txt' })]))).toBe('ZIP_INCONSISTENT');
  });

  test('that is damaged, cut off or followed by other bytes is refused', async () => {
    const whole = zipOf([entry()]);
    const damaged = Buffer.from(whole);
    damaged[36] = 0x58;
    expect(await codeOf(damaged)).toBe('ZIP_CORRUPT');
    expect(await codeOf(whole.subarray(0, -10))).toBe('ZIP_CORRUPT');
    expect(await codeOf(Buffer.concat([whole, Buffer.from('more')]))).toBe('ZIP_CORRUPT');
  });

  test('with more entries than are read is refused before they are looked at', async () => {
    const many = Array.from({ length: 1_501 }, (_, index) => entry({ name: `${index}`, content: '' }));
    expect(await codeOf(zipOf(many))).toBe('ZIP_TOO_MANY');
  });
});
