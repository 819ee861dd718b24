import { tidy } from './body-html.ts';
import type { Node } from './html-tree.ts';
import { attribute, elementsOf, isElement, textOf } from './html-tree.ts';
import { readCreditLine } from './picture-credits.ts';
import { isPromoWording, promotedTitle } from './promos.ts';

/** What a paragraph is that is none of the text; `text` is all it says. */
export type Debris =
  | {
      readonly kind: 'promotion';
      readonly text: string;
      readonly title?: string;
      readonly addresses: readonly string[];
    }
  | { readonly kind: 'picture credit'; readonly text: string; readonly credit: string };

/** Longer paragraphs say something of their own. */
const maxCharacters = 260;

/** Tells paragraphs that promote another article, or credit the picture before them, from those of the text. `promoWords` are the publisher's own. */
export function debrisOf(nodes: readonly Node[], promoWords: readonly string[]): Debris | undefined {
  if (nodes.length > maxCharacters) return undefined;
  const text = tidy(nodes.map(textOf).join(''));
  if (text === '' || text.length > maxCharacters) return undefined;
  const links = nodes
    .flatMap((node) => (isElement(node) ? [node, ...elementsOf(node)] : []))
    .filter(({ tagName }) => tagName === 'a');
  const title = promotedTitle(text, promoWords);
  if (title || (links.length > 0 && isPromoWording(text, promoWords))) {
    const addresses = links.map((link) => attribute(link, 'href') ?? '');
    return { kind: 'promotion', text, ...(title ? { title } : {}), addresses };
  }
  const credit = links.length === 0 ? readCreditLine(text) : undefined;
  return credit?.kind === 'picture' ? { kind: 'picture credit', text, credit: credit.credit } : undefined;
}
