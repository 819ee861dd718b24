import { attributionClass } from '../article/attribution-mark.ts';
import { escapeHtml } from '../article/escape-html.ts';
import type { OutgoingArticle } from './output.ts';
import { bodyHtmlOf, correctionOf } from './output.ts';

/**
 * The body with the ready-made credit at its end, after the note of what was corrected, for formats whose readers print the body and little else (feeds, pages). A retraction's body is the
 * notice of it.
 */
export function creditedBodyHtml(outgoing: OutgoingArticle): string {
  const { article, attribution } = outgoing;
  if (article.pubStatus === 'canceled') return retractionHtml;
  const correction = correctionOf(article);
  const note = correction === undefined ? '' : `<p>${escapeHtml(correction)}</p>`;
  const credit = `${note}${attribution?.html ?? ''}`;
  return bodyHtmlOf(article) + (credit === '' ? '' : creditHtml(credit));
}

/** The snippet in an element that our own readers know, and leave out. */
export function creditHtml(snippet: string): string {
  return `<div class="${attributionClass}">${snippet}</div>`;
}

/** What stands where the text stood. For the partner's desk: readers see what the partner makes of it. */
export const retractionText = 'This article has been retracted. Take it down.';
export const retractionHtml = `<p>${retractionText}</p>`;
