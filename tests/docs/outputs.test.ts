import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outputFormats } from '../../shared/outputs/registry.ts';
import { documentText, tableAfter, writeTable } from '../support/documents.ts';
import { exampleWebhook } from '../support/night-ferry.ts';

const page = 'docs/outputs.md';
const path = join(import.meta.dirname, '../..', page);
const heading = (id: string): string => `### \`${id}\`\n`;

describe('docs/outputs.md', () => {
  // After a change: BYLINE_WRITE_DOCS=1 npx vitest run tests/docs/outputs.test.ts
  test('lists every format', () => {
    const formats = Object.fromEntries(
      outputFormats.map(({ id, name, mediaType }) => [id, `${name}; \`${mediaType}\``]),
    );
    writeTable(page, '<!-- formats:', formats);
    expect(tableAfter(page, '<!-- formats:')).toEqual(formats);
  });

  test.each(outputFormats.map(({ id }) => id))('shows what %s looks like', async (id) => {
    const shown = await example(id);
    if (process.env.BYLINE_WRITE_DOCS) write(id, shown);
    expect(sectionOf(documentText(page), id)).toBe(shown);
  });
});

/** The rendering as it is sent, with a line end after each element of XML. */
async function example(id: string): Promise<string> {
  const { body } = await exampleWebhook('article.published', 1, id);
  const { article } = (JSON.parse(body) as { data: { article: { mediaType?: string; value?: string } } }).data;
  if (article.value === undefined) return fenced('json', JSON.stringify(article, undefined, 2));
  const language = /html|markdown/.exec(String(article.mediaType))?.[0] ?? 'xml';
  return fenced(language, language === 'xml' ? article.value.replace(/></g, '>\n<') : article.value);
}

function fenced(language: string, text: string): string {
  return `\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\`\n`;
}

function sectionOf(text: string, id: string): string | undefined {
  const [, after] = text.split(`${heading(id)}\n`);
  return after === undefined ? undefined : /^````[^]*?^````\n/m.exec(after)?.[0];
}

function write(id: string, shown: string): void {
  const text = documentText(page);
  const old = sectionOf(text, id);
  writeFileSync(
    path,
    old === undefined ? `${text.trimEnd()}\n\n${heading(id)}\n${shown}` : text.replace(old, () => shown),
  );
}
