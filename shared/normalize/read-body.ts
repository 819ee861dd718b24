import type { Body } from '../article/article.ts';
import type { DraftItem, DraftPicture, DraftRelated } from '../article/draft.ts';
import { escapeHtml } from '../article/escape-html.ts';
import type { Publisher } from '../article/publisher.ts';
import { Unreadable } from '../article/unreadable.ts';
import { bodyLimits } from '../contract/limits.ts';
import { cleanText } from './clean-text.ts';
import { plainTextOfClean, wordCount } from './plain-text.ts';
import type { Warnings } from './warnings.ts';

/** The body of an article, cleaned, and what was taken out of it. */
export interface ReadBody {
  readonly html: string;
  readonly text: string;
  readonly pictures: readonly DraftPicture[];
  readonly related: readonly DraftRelated[];
}

/**
 * The body of a draft as HTML and as plain text; both empty where it has none. Throws `Unreadable` (`HTML_TOO_DEEP`, `OUTPUT_TOO_LARGE`).
 */
export async function readBody(
  draft: DraftItem,
  baseUrl: string | undefined,
  publisher: Publisher,
  warnings: Warnings,
): Promise<ReadBody> {
  if (!draft.body) return { html: '', text: '', pictures: [], related: [] };
  const { cleanBody, refuseTooLong } = await import('./clean-body.ts');
  if (draft.body.kind === 'text') refuseTooLong(draft.body.value.length);
  const html = draft.body.kind === 'html' ? draft.body.value : paragraphsOf(draft.body.value);
  const clean = await cleanBody(html, { baseUrl, promoWords: publisher.promoWords, warnings });
  return { ...clean, text: await plainTextOfClean(clean.html) };
}

function paragraphsOf(text: string): string {
  const hasBlankLines = /\n[ \t]*\n/.test(text.trim());
  const lines = text.match(/\n[^\n]/g)?.length ?? 0;
  if (lines > bodyLimits.lines)
    throw new Unreadable('OUTPUT_TOO_LARGE', `the text has more than ${bodyLimits.lines} lines`, 'body');
  const paragraphs = text.trim().split(hasBlankLines ? /\n[ \t]*\n\s*/ : /\n/);
  return paragraphs
    .map((paragraph) => `<p>${escapeHtml(cleanText(paragraph).trim()).replace(/\n/g, '<br>')}</p>`)
    .join('');
}

/** As ninjs has it: the HTML, and the plain text beside it. */
export function bodiesOf(body: ReadBody): readonly Body[] | undefined {
  if (body.html === '') return undefined;
  const counts = { charCount: countCharacters(body.text), wordCount: wordCount(body.text) };
  return [
    { role: 'main', contentType: 'text/html', value: body.html, ...counts },
    ...(body.text.trim() === '' ? [] : [{ role: 'plain', contentType: 'text/plain', value: body.text, ...counts }]),
  ];
}

/** Code points, as readers of the text count them. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
