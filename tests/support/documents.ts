import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export function documentText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Writes the rows of the first table after a marker anew, where `BYLINE_WRITE_DOCS` asks for it. */
export function writeTable(path: string, marker: string, rows: Readonly<Record<string, string>>): void {
  if (!process.env.BYLINE_WRITE_DOCS) return;
  const [before = '', after = ''] = documentText(path).split(marker);
  const [, head = '', rest = ''] = /^([^]*?\n\|[ |:-]+\|\n)(?:\|.*\n)*([^]*)$/.exec(after) ?? [];
  const written = Object.entries(rows).map(([code, text]) => `| \`${code}\` | ${text} |\n`);
  writeFileSync(join(root, path), `${before}${marker}${head}${written.join('')}${rest}`);
}

/** The first table after a marker as an object: what stands in the first column, in backticks, and in the second. */
export function tableAfter(path: string, marker: string): Record<string, string> {
  const [, after] = documentText(path).split(marker);
  const rows = after?.slice(after.indexOf('|')).split(/\n(?!\|)/)[0] ?? '';
  return Object.fromEntries([...rows.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, code, text]) => [code, text]));
}

/** The code blocks of one language, in order. */
export function codeBlocksOf(path: string, language: string): string[] {
  return [...documentText(path).matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  );
}

export function jsonBlocksOf(path: string): unknown[] {
  return codeBlocksOf(path, 'json').map((code) => JSON.parse(code) as unknown);
}

/** A value with every text, number and boolean replaced by its type, and every list by its first entry: what examples must share with the real thing. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, shapeOf(inner)]),
  );
}
