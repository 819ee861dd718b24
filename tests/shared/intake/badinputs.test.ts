import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { allowedTags } from '../../../shared/normalize/sanitize-html.ts';
import { casesOf } from '../../support/material.ts';
import { acceptedOf, htmlOf, readAs, warningCodesOf } from '../../support/uploads.ts';
import { attribute, elementsOf } from '../../../shared/normalize/html-tree.ts';

// Hostile inputs with their expected outcome lie beside the checkout on some machines; where they are missing these tests say so and pass over.
const folder = join(import.meta.dirname, '../../../../shared/badinputs');
const extensions: Readonly<Record<string, string>> = {
  json: 'json',
  xml: 'xml',
  markdown: 'md',
  yaml: 'md',
  html: 'html',
  text: 'txt',
  unicode: 'html',
  zip: 'zip',
};

/** Where two answers are defensible and ours is the other one, and why. */
const pinned: Readonly<Record<string, string>> = {
  'unicode/utf16le-nobom.html': 'accepted',
  'generators.json#html-unclosed-comment': 'rejected EMPTY_ARTICLE',
  // Longer than any book, or in more pieces than any article: refused before each copy takes memory.
  'generators.json#json-huge-string': 'rejected OUTPUT_TOO_LARGE',
  'generators.json#html-lt': 'rejected OUTPUT_TOO_LARGE',
  'generators.json#md-backticks': 'rejected OUTPUT_TOO_LARGE',
  // Space before the declaration is trimmed; then there is no text.
  'xml/leading-space-decl.xml': 'rejected EMPTY_ARTICLE',
  // Its picture lies outside of it, and its one paragraph is empty.
  'zip/docx-target-traversal.docx': 'rejected EMPTY_ARTICLE',
  // A page that nothing names has no headline.
  'xml/html-as-xml.xml': 'rejected FIELD_MISSING',
  // A headline over nothing but a counting pixel has no text left to send.
  'markdown/tracking-pixel.md': 'rejected EMPTY_ARTICLE',
};

interface BadInput {
  readonly file: string;
  readonly kind: string;
  readonly expected: string;
  readonly code: string;
}

function manifest(): readonly BadInput[] {
  if (!existsSync(join(folder, 'MANIFEST.tsv'))) return [];
  return readFileSync(join(folder, 'MANIFEST.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([file = '', kind = '', , expected = '', code = '']) => ({ file, kind, expected, code }))
    .filter(
      ({ file, kind, expected }) =>
        // Archives that are described in words only are made in tests/shared/formats/zip-archive.test.ts.
        kind in extensions &&
        !file.startsWith('gen:') &&
        expected !== 'per-case' &&
        !/payloads|js-strings|JSONTestSuite|naughty/.test(file),
    );
}

function bytesOf({ file }: BadInput): Uint8Array {
  const generated = file.split('#')[1];
  if (generated === undefined) return readFileSync(join(folder, file));
  const { parts } = casesOf<{ id: string; parts: [string, number][] }>('badinputs/generators.json').find(
    ({ id }) => id === generated,
  ) ?? { parts: [] };
  return Buffer.from(parts.map(([text, times]) => text.repeat(times)).join(''));
}

describe('hostile and awkward inputs', () => {
  const inputs = manifest();
  test.skipIf(inputs.length > 0)('are not beside this checkout: nothing to try', () => {});

  test.each(inputs.map((input) => [input.file, input] as const))(
    '%s ends as it should',
    { timeout: 60_000 },
    async (file, input) => {
      const name = file.includes('#') ? `${file.split('#')[1]}.${extensions[input.kind]}` : basename(file);
      const contentType = /charset-conflict-http/.test(file) ? 'text/html; charset=utf-8' : undefined;
      const result = await readAs(bytesOf(input), name, { contentType });
      expect(result.failure).toBeUndefined();
      const [item] = result.items;
      const codes =
        item?.status === 'rejected' ? item.reasons.map(({ code }) => code as string) : item ? warningCodesOf(item) : [];
      const [status, code] = (pinned[file] ?? `${input.expected.split('-')[0]} ${input.code}`).split(' ');
      expect([item?.status, codes]).toEqual([
        status,
        code && !code.includes('*') ? expect.arrayContaining([code]) : expect.anything(),
      ]);
    },
  );
});

describe('HTML that would run', () => {
  const payloads = [
    ...casesOf<{ id: string; payload: string }>('badinputs/html/own-article-payloads.json'),
    ...casesOf<{ id: string; payload: string }>('badinputs/html/own-generated-payloads.json'),
  ];
  const faultsIn = (html: string): readonly string[] =>
    elementsOf(parseFragment(html)).flatMap((element) => [
      ...((allowedTags as readonly string[]).includes(element.tagName) ? [] : [`<${element.tagName}>`]),
      ...element.attrs
        .filter(({ name }) => /^on|^(?:style|id|name)$/.test(name))
        .map(({ name }) => `${element.tagName} ${name}`),
      ...['href', 'src', 'cite', 'action'].flatMap((name) => {
        const address = (attribute(element, name) ?? '').replace(/[\p{White_Space}\p{Cc}\p{Cf}]/gu, '');
        return /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^(?:https?|mailto):/i.test(address)
          ? [`${name}=${address}`]
          : [];
      }),
    ]);

  test.skipIf(payloads.length > 0)('is not beside this checkout: nothing to try', () => {});

  test.runIf(payloads.length > 0)(
    'is cleaned in every payload, and cleaning again changes nothing',
    { timeout: 120_000 },
    async () => {
      // The oracle must be able to fail: most of the payloads are dangerous as they stand.
      expect(payloads.filter(({ payload }) => faultsIn(payload).length > 0).length).toBeGreaterThan(
        payloads.length / 2,
      );
      for (const { id, payload } of payloads) {
        const html = `<h1>Title</h1><p>First words.</p>${payload}<p>Last words.</p>`;
        const result = await readAs(JSON.stringify({ id, title: 'Title', bodyHtml: html }), 'a.json');
        const cleaned = htmlOf(acceptedOf(result));
        expect([id, faultsIn(cleaned)]).toEqual([id, []]);
        const again = htmlOf(
          acceptedOf(await readAs(JSON.stringify({ id, title: 'Title', bodyHtml: cleaned }), 'a.json')),
        );
        expect([id, again]).toEqual([id, cleaned]);
      }
    },
  );
});
