import { bodyClass, generatorName } from '../article/attribution-mark.ts';
import { attribute, elementsOf, textOf } from '../normalize/html-tree.ts';
import type { Element, Parent } from '../normalize/html-tree.ts';
import type { DraftItem } from './format.ts';
import { readSchemaArticle } from './json-ld.ts';
import { nodesOf } from './schema-org.ts';

/**
 * A page that Byline itself rendered: the text stands in an element of its own, and the JSON-LD says everything else, so that nothing need be guessed.
 * Undefined for any other page, and for one whose text or JSON-LD somebody has taken out.
 */
export async function readRenderedPage(
  document: Parent,
  serialize: (element: Element) => string,
): Promise<DraftItem | undefined> {
  const elements = elementsOf(document);
  const isOurs = elements.some(
    (element) =>
      element.tagName === 'meta' &&
      attribute(element, 'name') === 'generator' &&
      attribute(element, 'content') === generatorName,
  );
  const body = elements.find((element) => attribute(element, 'class') === bodyClass);
  const script = elements.find((element) => attribute(element, 'type') === 'application/ld+json');
  const [node] = isOurs && script ? nodesOf([parsed(textOf(script))]) : [];
  if (node === undefined || (body === undefined && node.creativeWorkStatus !== 'Retracted')) return undefined;
  const draft = await readSchemaArticle(node, [node], '');
  return { ...draft, ...(body ? { body: { kind: 'html', value: serialize(body) } } : {}) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
