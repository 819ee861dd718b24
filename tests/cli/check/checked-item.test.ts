import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CheckedItem, checkedItems, refusedFile } from '../../../cli/check/checked-item.ts';
import { jsonViolations } from '../../support/standards/json-model.ts';
import { ninjs31 } from '../../support/standards/ninjs.ts';
import { readAs } from '../../support/uploads.ts';

async function checked(folder: string): Promise<readonly CheckedItem[]> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/README/i.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  const items: CheckedItem[] = [];
  for (const name of names) items.push(...checkedItems(name, await readAs(readFileSync(name), name)));
  return items;
}

/** An address by RFC 3986, as the schema’s `format: uri` wants it: no letter beyond ASCII, no blank. */
const uri = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;
const uriNames = new Set(['uri', 'href', 'linkedRights', 'langId', 'schema']);

/** What of an article breaks the schema of ninjs 3.1, with its path: names, types and formats. */
function faultsIn(article: unknown): readonly string[] {
  const inner = (value: unknown, path: string): readonly string[] => {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, member]) => [
      ...(uriNames.has(name) && typeof member === 'string' && !uri.test(member) ? [`${path}.${name}: ${member}`] : []),
      ...inner(member, `${path}.${name}`),
    ]);
  };
  const { urgency, rightsInfo } = article as { urgency?: number; rightsInfo?: object };
  return [
    ...jsonViolations(article, ninjs31),
    ...inner(article, ''),
    ...(urgency === undefined || (urgency >= 1 && urgency <= 9) ? [] : [`.urgency: ${urgency}`]),
    ...(rightsInfo === undefined || 'linkedRights' in rightsInfo !== 'encodedRights' in rightsInfo
      ? []
      : ['.rightsInfo: neither or both of linkedRights and encodedRights']),
  ];
}

const corpus = join(import.meta.dirname, '../../../../shared/corpus');

describe('the article of a checked item is ninjs 3.1', () => {
  test('for every sample', { timeout: 60_000 }, async () => {
    const items = await checked(join(import.meta.dirname, '../../../samples'));
    const accepted = items.filter(({ status }) => status === 'accepted');
    expect(accepted.length).toBeGreaterThan(40);
    expect(accepted.flatMap(({ file, article }) => faultsIn(article).map((fault) => `${file} ${fault}`))).toEqual([]);
  });

  test.skipIf(existsSync(corpus))('for real files, which are not beside this checkout: nothing to try', () => {});
  test.runIf(existsSync(corpus))('for real files', { timeout: 120_000 }, async () => {
    const accepted = (await checked(corpus)).filter(({ status }) => status === 'accepted');
    expect(accepted.length).toBeGreaterThan(80);
    expect(accepted.flatMap(({ file, article }) => faultsIn(article).map((fault) => `${file} ${fault}`))).toEqual([]);
  });

  test('and a check that lets anything through would be seen', () => {
    const article = { uri: 'urn:x:1', type: 'text', headlines: [{ value: 'T' }] };
    expect(faultsIn(article)).toEqual([]);
    for (const broken of [
      { ...article, uri: 'https://a.example/ü' },
      { ...article, urgency: 0 },
      { ...article, canonicalUrl: 'https://a.example/' },
      { ...article, versionCreated: '2026-05-04' },
      { ...article, headlines: [{ role: 'main' }] },
      { ...article, rightsInfo: {} },
      { headlines: article.headlines },
    ])
      expect(faultsIn(broken), JSON.stringify(broken)).not.toEqual([]);
  });
});

test('a file that yields nothing has a line that says why', () => {
  expect(refusedFile('a.md', 'READ_TIMEOUT')).toMatchObject({
    file: 'a.md',
    item: '',
    format: null,
    status: 'rejected',
    reasons: [{ code: 'READ_TIMEOUT', message: expect.stringContaining('too long') }],
    warnings: [],
  });
});
