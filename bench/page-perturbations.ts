/**
 * Ways to change a page that leave its article as it is: stand-ins for pages never seen. Each changes parse5's tree of a page in
 * place; what it draws by lot it draws from `random`, so that a page changes the same way in every run.
 */
import { defaultTreeAdapter as adapter, html as names, parseFragment, serializeOuter } from 'parse5';
import { attribute, elementsOf, isElement, isText } from '../shared/normalize/html-tree.ts';
import type { Element, Node, Parent } from '../shared/normalize/html-tree.ts';
import { shingles } from './accuracy.ts';

export interface Perturbed {
  readonly document: Parent;
  /** The true text's words, by which what stands in the article is known. */
  readonly truth: string;
  /** 0 to 1, the same in every run. */
  readonly random: () => number;
  /** Furniture of other pages of the collection, as HTML. */
  readonly strangers: readonly string[];
}

export type Perturbation = (page: Perturbed) => void;

const blocks = new Set('p div li td h1 h2 h3 h4 h5 h6 blockquote pre section article'.split(' '));

function textOf(node: Node): string {
  if (isText(node)) return node.value;
  if (!('childNodes' in node) || ['script', 'style', 'noscript'].includes(node.nodeName)) return '';
  return node.childNodes.map(textOf).join(' ');
}

export const wordsOf = (text: string): string => ` ${(text.match(/[\p{L}\p{N}_]+/gu) ?? []).join(' ')} `;

/** Whether a text stands in the true text: most of its runs of four words do, or all of it when it is shorter. */
function isTrue(text: string, truth: string): boolean {
  const own = [...shingles(text).keys()];
  return own.length > 0 && own.filter((run) => truth.includes(` ${run} `)).length > own.length / 2;
}

/** Paragraphs of the article: the smallest blocks whose text is the true text's. */
function paragraphsOf({ document, truth }: Perturbed): Element[] {
  return elementsOf(document).filter(
    (element) =>
      blocks.has(element.tagName) &&
      !element.childNodes.some((child) => isElement(child) && blocks.has(child.tagName)) &&
      isTrue(textOf(element), truth),
  );
}

function aroundArticle(page: Perturbed): Set<Parent> {
  const around = new Set<Parent>();
  for (const paragraph of paragraphsOf(page)) {
    let node: Parent | null = paragraph;
    for (; node !== null && !around.has(node); node = 'parentNode' in node ? node.parentNode : null) around.add(node);
  }
  return around;
}

function renameAll(elements: readonly Element[], random: () => number): void {
  const renamed = new Map<string, string>();
  const nameFor = (name: string): string => {
    if (!renamed.has(name)) renamed.set(name, `x${random().toString(36).slice(2, 8)}`);
    return renamed.get(name)!;
  };
  for (const { attrs } of elements) {
    for (const attr of attrs) {
      if (!/^(?:class|id|data-.*|rel|itemprop|role)$/.test(attr.name)) continue;
      attr.value = attr.value.split(/\s+/).map(nameFor).join(' ');
    }
  }
}

/** Moves `children` to where `old` stood. */
function replaceBy(old: Element, children: readonly Node[]): void {
  const parent = old.parentNode;
  if (parent === null) return;
  parent.childNodes.splice(parent.childNodes.indexOf(old), 1, ...children);
  for (const child of children) child.parentNode = parent;
}

function element(tagName: string, children: readonly Node[] = []): Element {
  const made = adapter.createElement(tagName, names.NS.HTML, []);
  for (const child of children) adapter.appendChild(made, child);
  return made;
}

function insert(page: Perturbed, place: 'start' | 'middle' | 'end', isRenamed: boolean): void {
  const paragraphs = paragraphsOf(page).filter(({ tagName }) => tagName === 'p' || tagName === 'div');
  const index = { start: 0, middle: Math.floor(paragraphs.length / 2), end: paragraphs.length - 1 }[place];
  const beside = paragraphs[index];
  if (!beside?.parentNode || page.strangers.length === 0) return;
  const stranger = parseFragment(page.strangers[Math.floor(page.random() * page.strangers.length)]!);
  if (isRenamed) renameAll(elementsOf(stranger), page.random);
  const siblings = beside.parentNode.childNodes;
  siblings.splice(siblings.indexOf(beside) + (place === 'end' ? 1 : 0), 0, ...stranger.childNodes);
  for (const child of stranger.childNodes) child.parentNode = beside.parentNode;
}

const furnitureName =
  /comment|related|recommend|newsletter|subscri|promo|most-?(?:read|popular)|trending|author-?bio|more-?(?:from|stories)/i;

/** The parts of a page that are named as furniture and hold nothing of its article, as HTML. */
export function furnitureOf(page: Perturbed): string[] {
  return elementsOf(page.document).flatMap((candidate) => {
    if (!['div', 'section', 'aside', 'ul'].includes(candidate.tagName)) return [];
    if (!furnitureName.test(`${attribute(candidate, 'class')} ${attribute(candidate, 'id')}`)) return [];
    const text = textOf(candidate).replaceAll(/\s+/g, ' ').trim();
    if (text.length < 40 || text.length > 2_000 || isTrue(text, page.truth)) return [];
    return [serializeOuter(candidate)];
  });
}

const unread = new Set(['script', 'style', 'noscript', 'head']);

/** A block with a text of its own that stands in the true text. */
function isInArticle(one: Element, truth: string): boolean {
  const hasText = one.childNodes.some((child) => isText(child) && child.value.trim() !== '');
  return (hasText || one.tagName === 'p') && isTrue(textOf(one), truth);
}

const syllables = 'ka no ri ve lu tas mi or den el sa bré to un shi da'.split(' ');

function babble(word: string, random: () => number): string {
  let other = '';
  while (other.length < word.length) other += syllables[Math.floor(random() * syllables.length)];
  return /^\p{Lu}/u.test(word) ? other[0]!.toUpperCase() + other.slice(1) : other;
}

export const perturbations: Readonly<Record<string, Perturbation>> = {
  'names of all elements by lot': ({ document, random }) => renameAll(elementsOf(document), random),
  'names around the article by lot': (page) => {
    const around = aroundArticle(page);
    renameAll(
      elementsOf(page.document).filter((one) => around.has(one)),
      page.random,
    );
  },
  'every element a div': ({ document }) => {
    const meaning = new Set('article main section aside header footer nav figure figcaption time address'.split(' '));
    for (const one of elementsOf(document)) if (meaning.has(one.tagName)) one.tagName = one.nodeName = 'div';
  },
  'no metadata': ({ document }) => {
    for (const one of elementsOf(document)) {
      const isData =
        one.tagName === 'meta' || (one.tagName === 'script' && attribute(one, 'type') === 'application/ld+json');
      if (isData || (one.tagName === 'link' && attribute(one, 'rel') === 'canonical')) replaceBy(one, []);
      one.attrs = one.attrs.filter(({ name }) => !/^item|^typeof$|^property$|^vocab$/.test(name));
    }
  },
  'paragraphs two boxes deeper': ({ document }) => {
    for (const one of elementsOf(document).filter(({ tagName }) => tagName === 'p')) {
      const outer = element('div');
      replaceBy(one, [outer]);
      adapter.appendChild(outer, element('div', [one]));
    }
  },
  'line breaks for paragraphs': ({ document }) => {
    for (const one of elementsOf(document).filter(({ tagName }) => tagName === 'p'))
      replaceBy(one, [...one.childNodes, element('br'), element('br')]);
  },
  'boxes for paragraphs': ({ document }) => {
    for (const one of elementsOf(document)) if (one.tagName === 'p') one.tagName = one.nodeName = 'div';
  },
  'a stranger’s furniture at the start': (page) => insert(page, 'start', false),
  'a stranger’s furniture in the middle': (page) => insert(page, 'middle', false),
  'a stranger’s furniture at the end': (page) => insert(page, 'end', false),
  'the same without its names': (page) => {
    for (const place of ['middle', 'end'] as const) insert(page, place, true);
  },
  'furniture in another order': (page) => {
    const around = aroundArticle(page);
    for (const one of elementsOf(page.document)) {
      if (!around.has(one) || paragraphsOf({ ...page, document: one }).length < 2) continue;
      const moved = one.childNodes.filter(
        (child) => isElement(child) && !around.has(child) && blocks.has(child.tagName) && child.tagName !== 'p',
      );
      const places = moved.map((child) => one.childNodes.indexOf(child)).sort(() => page.random() - 0.5);
      for (const [index, child] of moved.entries()) one.childNodes[places[index]!] = child;
    }
  },
  'furniture in no language': (page) => {
    const article = new Set(elementsOf(page.document).filter((one) => isInArticle(one, page.truth)));
    const visit = (parent: Parent): void => {
      for (const child of parent.childNodes) {
        if (isText(child)) child.value = child.value.replaceAll(/\p{L}{2,}/gu, (word) => babble(word, page.random));
        else if (isElement(child) && !article.has(child) && !unread.has(child.tagName)) visit(child);
      }
    };
    visit(page.document);
  },
  'no blanks between elements': ({ document }) => {
    const inline = new Set('a b i em strong span'.split(' '));
    const visit = (parent: Parent): void => {
      parent.childNodes = parent.childNodes.filter((child, index, all) => {
        if (!isText(child) || child.value.trim() !== '') return true;
        return [all[index - 1], all[index + 1]].some(
          (beside) => beside !== undefined && (isText(beside) || inline.has(beside.nodeName)),
        );
      });
      for (const child of parent.childNodes) if (isElement(child) && child.tagName !== 'pre') visit(child);
    };
    visit(document);
  },
};
