/** The article's text as a page's JSON-LD tells it. */
import { isJsonObject, parseJson } from './page-metadata.ts';
import type { PageTree } from './page-tree.ts';

/** How far into JSON-LD its `articleBody` is looked for. */
const maxDepth = 4;
const maxItems = 50;

/** The first text that a page's JSON-LD repeats as `articleBody`: on its own, in a list, a graph or a page's `mainEntity`. */
export function linkedArticleBody(page: PageTree): string | undefined {
  for (const script of page.jsonLd) {
    const body = script.includes('articleBody') ? bodyIn(parseJson(script), 0) : undefined;
    if (body !== undefined) return body;
  }
  return undefined;
}

function bodyIn(value: unknown, depth: number): string | undefined {
  if (depth > maxDepth) return undefined;
  if (Array.isArray(value)) {
    for (const one of (value as unknown[]).slice(0, maxItems)) {
      const body = bodyIn(one, depth + 1);
      if (body !== undefined) return body;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const body = value['articleBody'];
  if (typeof body === 'string' && body.trim() !== '') return body;
  return bodyIn(
    [value['@graph'], value['mainEntity'], value['mainEntityOfPage']].filter((one) => one !== undefined),
    depth + 1,
  );
}
