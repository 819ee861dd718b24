import type { DraftPicture, DraftRelated } from '../article/draft.ts';
import { Unreadable } from '../article/unreadable.ts';
import { bodyLimits } from '../contract/limits.ts';
import { BodyBuilder } from './body-builder.ts';
import { mayHoldCards, readCards } from './cards.ts';
import { collapseFormatting, depthOf, textLengthOf } from './html-tree.ts';
import { sanitizeHtml } from './sanitize-html.ts';
import type { Warnings } from './warnings.ts';

export interface CleanBody {
  /** Blocks only: no loose text at the top, no empty paragraphs; allow-list of `sanitize-html.ts`. */
  readonly html: string;
  /** In document order; each also stands as `<figure>` in `html` where it has an address. */
  readonly pictures: readonly DraftPicture[];
  /** Promotions taken out. */
  readonly related: readonly DraftRelated[];
}

/** Articles nest under 60 deep; recursion below is safe far beyond this. */
const maxDepth = 250;

/**
 * Turns any HTML into the body of an article: structure by meaning (blocks, inline, figures), embeds reduced to a link, hidden and deleted text
 * dropped, promotions and picture credits taken out of the text, everything else by allow-list, NFC, no control characters.
 * Throws `Unreadable` (`HTML_TOO_DEEP`, `OUTPUT_TOO_LARGE`). Cleaning twice changes nothing.
 */
export async function cleanBody(
  html: string,
  options: { readonly baseUrl?: string; readonly promoWords?: readonly string[]; readonly warnings: Warnings },
): Promise<CleanBody> {
  const { parseHtml } = await import('./parse-html.ts');
  const root = parseHtml(html);
  if (!root)
    throw new Unreadable('OUTPUT_TOO_LARGE', `the body holds more than ${bodyLimits.elements} elements`, 'body');
  refuseTooLong(textLengthOf(root, bodyLimits.characters));
  collapseFormatting(root);
  if (depthOf(root, maxDepth) > maxDepth)
    throw new Unreadable('HTML_TOO_DEEP', `elements nest deeper than ${maxDepth}`, 'body');
  if (mayHoldCards(html)) readCards(root, options.warnings);
  const builder = new BodyBuilder(options);
  const built = builder.blocks(root, 'top');
  // Characters that HTML has to spell out can blow up a small file.
  refuseTooLong(built.length);
  return { html: await sanitizeHtml(built), pictures: builder.pictures, related: builder.related };
}

/** A body beyond the limit is no article: refused before it is copied once more. */
export function refuseTooLong(characters: number): void {
  if (characters <= bodyLimits.characters) return;
  throw new Unreadable('OUTPUT_TOO_LARGE', `the body has more than ${bodyLimits.characters} characters`, 'body');
}
