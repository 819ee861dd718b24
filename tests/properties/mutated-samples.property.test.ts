import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../../shared/article/escape-html.ts';
import { decodeBytes } from '../../shared/formats/decode.ts';
import type { XmlElement } from '../../shared/formats/xml.ts';
import { readXml } from '../../shared/formats/xml.ts';
import { readAs } from '../support/uploads.ts';

// Invariant: no input, however malformed, makes reading throw; it ends as items with reasons.
const folder = join(import.meta.dirname, '../../samples');
const samples = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('README'))
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** Values of another type, or another meaning, than a field has. */
const odd = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  true,
  '',
  '<b>',
  'javascript:1',
  [],
  [null],
  [[]],
  {},
  { '@id': 'x' },
  { type: 'text' },
);

/** The same document with some of its values replaced. */
function withOddValues(value: unknown, replace: () => unknown): unknown {
  const replaced = replace();
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) return value.map((inner: unknown) => withOddValues(inner, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withOddValues(inner, replace)]));
}

/** An element with some of those inside left out, doubled, emptied, called otherwise or moved to the end; attributes likewise. */
function withOddElements(element: XmlElement, choose: () => number): string {
  const name = element.prefix === '' ? element.name : `${element.prefix}:${element.name}`;
  const attributes = [...element.attributes]
    .filter(([attribute]) => attribute.startsWith('xmlns') || choose() !== 1)
    .map(
      ([attribute, value]) =>
        ` ${attribute}="${escapeHtml(choose() === 2 && !attribute.startsWith('xmlns') ? '' : value)}"`,
    );
  const late: string[] = [];
  const children = element.children.map((child) => {
    if (typeof child === 'string') return escapeHtml(choose() === 3 ? '' : child);
    const inner = withOddElements(child, choose);
    const what = choose();
    if (what === 4) return '';
    if (what === 5) return inner + inner;
    if (what === 6) return inner.replaceAll(/(?<=<\/?)[\w.:-]+(?=[\s/>])/g, (tag) => (tag === child.name ? 'p' : tag));
    if (what === 7) late.push(inner);
    return what === 7 ? '' : inner;
  });
  return `<${name}${attributes.join('')}>${children.join('')}${late.join('')}</${name}>`;
}

async function expectRead(bytes: Uint8Array, name: string): Promise<void> {
  const { items, failure } = await readAs(bytes, name);
  expect(failure).toBeUndefined();
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) if (item.status === 'rejected') expect(item.reasons.length).toBeGreaterThan(0);
}

describe('a sample', () => {
  test.each(samples)('%s cut, spliced or with other bytes is read or rejected with a reason', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const place = fc.nat(bytes.length);
    const mutation = fc.record({
      from: place,
      to: place,
      byte: fc.nat(255),
      end: fc.oneof(fc.constant(bytes.length), place),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ from, to, byte, end }) => {
        const spliced = Buffer.concat([bytes.subarray(0, from), Buffer.from([byte]), bytes.subarray(to, end)]);
        await expectRead(spliced, name);
      }),
      { numRuns: 25 },
    );
  });

  test.each(samples.filter((name) => name.endsWith('.xml') && !name.startsWith('rejected')))(
    '%s with elements left out, doubled, emptied or moved is read or rejected with a reason',
    async (name) => {
      const { text } = await decodeBytes(readFileSync(join(folder, name)));
      const { root } = await readXml(text);
      // Seven changes, each as rare as that a sample has one or two of it.
      const choices = fc.infiniteStream(
        fc.oneof({ weight: 40, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 7 }) }),
      );
      await fc.assert(
        fc.asyncProperty(choices, async (stream) => {
          const xml = withOddElements(root, () => stream.next().value as number);
          await expectRead(Buffer.from(xml), name);
        }),
        { numRuns: 25 },
      );
    },
  );

  test.each(samples.filter((name) => name.endsWith('.json') && !name.startsWith('rejected')))(
    '%s with values of other types is read or rejected with a reason',
    async (name) => {
      const value: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const choices = fc.infiniteStream(
        fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: odd }),
      );
      await fc.assert(
        fc.asyncProperty(choices, async (stream) => {
          const replace = (): unknown => stream.next().value as unknown;
          await expectRead(Buffer.from(JSON.stringify(withOddValues(value, replace)) ?? 'null'), name);
        }),
        { numRuns: 25 },
      );
    },
  );
});
