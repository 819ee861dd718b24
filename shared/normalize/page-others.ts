/** Finds whole other articles on a page: sites load the next ones below the first, and blogs show several at once. */
import type { Block } from './page-blocks.ts';
import { titleOf } from './page-furniture.ts';
import type { Mass } from './page-furniture.ts';
import { staysHome } from './page-links.ts';
import { holdsAny, isElement } from './page-tree.ts';
import type { PageElement, PageTree } from './page-tree.ts';
import { isHeading, linkShare } from './page-verdicts.ts';
import type { CleanContext } from './page-verdicts.ts';

const holdsTitle = holdsAny('h1');
const articleName = / (?:post|hentry|article|story|entry) /;

/**
 * The articles (by their element or a name) beside the one that holds the page's title and running text, of the same element and names,
 * that have a title of their own: an `h1`, or a heading that links to the article's page. Sections of one story are no articles.
 */
export function findOtherStories(
  page: PageTree,
  blocks: readonly Block[],
  mass: Mass,
  context: CleanContext,
): ReadonlySet<PageElement> {
  const others = new Set<PageElement>();
  const title = titleOf(page);
  const leads = new Set(
    blocks
      .filter((block) => isHeading(block) && linkShare(block) >= 0.9 && staysHome(block, context))
      .map(({ element }) => element),
  );
  for (let own = title?.parent; own?.parent !== undefined; own = own.parent) {
    const { tag, hint, parent } = own;
    if (mass[own.index] === 0 || !(tag === 'article' || articleName.test(hint))) continue;
    for (const beside of parent.children) {
      if (!isElement(beside) || beside === own || beside.tag !== tag || beside.hint !== hint) continue;
      if (mass[beside.index]! > 0 && (holdsTitle(beside) || hasWithin(beside, leads))) others.add(beside);
    }
  }
  return others;
}

function hasWithin(box: PageElement, wanted: ReadonlySet<PageElement>): boolean {
  return box.children.some((child) => isElement(child) && (wanted.has(child) || hasWithin(child, wanted)));
}
