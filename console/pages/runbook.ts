import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { raw } from 'hono/html';
import type { Page } from '../page.ts';
import { html } from '../parts/html.ts';

const runbookPath = join(import.meta.dirname, '..', '..', 'docs', 'runbook.md');

/** docs/runbook.md of this version, with an anchor at each heading: a file of ours, and none of its text from elsewhere. */
export const runbookPage: Page = async () => {
  const { default: MarkdownIt } = await import('markdown-it');
  const markdown = new MarkdownIt({ html: false });
  markdown.renderer.rules.heading_open = (tokens, index) => {
    const { tag } = tokens[index]!;
    const title = tokens[index + 1]?.content ?? '';
    return `<${tag} id="${anchorOf(title)}">`;
  };
  // Code scrolls by itself, and so must be reached by key.
  markdown.renderer.rules.fence = (tokens, index) =>
    `<pre class="excerpt source" tabindex="0">${markdown.utils.escapeHtml(tokens[index]!.content)}</pre>`;
  const text = markdown.render(await readFile(runbookPath, 'utf8'));
  return { title: 'Runbook', isStill: true, main: html`<article class="prose">${raw(text)}</article>` };
};

/** As GitHub makes them: lower case, words joined by “-”. */
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
