/** Cuts a page into blocks: runs of inline content that stand on lines of their own. */
import { blockTags, collapse, isElement } from './page-tree.ts';
import type { PageElement, PageNode } from './page-tree.ts';
import { inlineNoise } from './page-words.ts';

export interface Block {
  /** The nearest block element around the run. */
  readonly element: PageElement;
  /** The innermost inline element around the whole run; the block element where there is none. */
  readonly inner: PageElement;
  readonly text: string;
  /** Length of `text` in letters of an alphabet: an ideograph or a syllable sign counts as three. */
  readonly size: number;
  /** The run's inline HTML: emphasis, links and line breaks only, escaped. */
  readonly html: string;
  /** Characters of `text` inside links. */
  readonly linkLength: number;
  /** Links in the run. */
  readonly links: readonly { readonly text: string; readonly href: string }[];
}

const keptInline = new Set(
  'a b strong i em sub sup code q cite abbr mark s del ins small u kbd samp var time dfn bdi bdo ruby rt rp'.split(' '),
);

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

const needsCollapsing = /[\t\n\r\f\v\u00a0\u200b\ufeff\u2000-\u200a\u2028-\u202f\u205f\u3000\u1680]| {2}/;

/** Collects one run at a time; inline tags stay open across a paragraph made by two line breaks. */
class RunCollector {
  readonly blocks: Block[] = [];
  private text: string[] = [];
  private html: string[] = [];
  private links: { text: string; href: string }[] = [];
  private readonly open: string[] = [];
  private readonly openLinks: { readonly href: string; parts: string[] }[] = [];
  private linkLength = 0;
  private breaks = 0;
  /** Inline elements open around what is added now, and those that have been around all of the run. */
  private readonly around: PageElement[] = [];
  private shared: PageElement[] | undefined;

  /** Ends the run, if it has text. */
  flush(element: PageElement): void {
    if (this.text.length === 0) return;
    const text = this.text
      .join('')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
    if (text !== '') {
      while (/^\s*$|^<br>$/.test(this.html.at(-1) ?? 'none')) this.html.pop();
      const closing = this.open
        .map((tag) => `</${tag.split(' ', 1)[0]}>`)
        .reverse()
        .join('');
      this.blocks.push({
        element,
        inner: this.shared?.at(-1) ?? element,
        text,
        size: text.length + 2 * (text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0),
        html: `${this.html.join('')}${closing}`.replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, ''),
        linkLength: this.linkLength,
        links: [...this.links, ...this.openLinks.map(({ href, parts }) => ({ href, text: collapse(parts.join('')) }))],
      });
    }
    this.text = [];
    this.html = this.open.map((tag) => `<${tag}>`);
    this.links = [];
    for (const link of this.openLinks) link.parts = [];
    this.linkLength = 0;
    this.breaks = 0;
    this.shared = undefined;
  }

  /** A link around whole blocks. */
  enterLink(href: string): void {
    this.openLinks.push({ href, parts: [] });
  }

  leaveLink(): void {
    this.openLinks.pop();
  }

  add(node: PageNode, element: PageElement): void {
    if (!isElement(node)) this.addText(node.value);
    else if (node.tag === 'br') this.addBreak(element);
    else if (!inlineNoise(node)) this.addElement(node, element);
  }

  private addText(value: string): void {
    const text = needsCollapsing.test(value) ? value.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ') : value;
    if (text !== ' ' && text !== '') {
      this.breaks = 0;
      if (this.shared === undefined) this.shared = [...this.around];
      else if (this.shared.length > 0)
        this.shared = this.shared.filter((inline, index) => inline === this.around[index]);
      if (this.openLinks.length > 0) this.linkLength += text.trim().length;
    }
    if (text === '') return;
    for (const link of this.openLinks) link.parts.push(text);
    this.text.push(text);
    this.html.push(escapeHtml(text));
  }

  private addBreak(element: PageElement): void {
    this.breaks++;
    if (this.breaks >= 2) {
      this.flush(element);
      return;
    }
    this.text.push('\n');
    this.html.push('<br>');
  }

  private addElement(node: PageElement, element: PageElement): void {
    const kept = keptInline.has(node.tag);
    const href = node.tag === 'a' ? (node.attrs.get('href') ?? '') : '';
    const tag = href === '' ? node.tag : `a href="${escapeHtml(href)}"`;
    if (node.tag === 'a') this.openLinks.push({ href, parts: [] });
    if (kept) {
      this.open.push(tag);
      this.html.push(`<${tag}>`);
    }
    this.around.push(node);
    for (const child of node.children) this.add(child, element);
    this.around.pop();
    if (kept) {
      this.open.pop();
      this.html.push(`</${node.tag}>`);
    }
    if (node.tag === 'a') {
      const link = this.openLinks.pop();
      if (link !== undefined) this.links.push({ text: collapse(link.parts.join('')), href: link.href });
    }
  }
}

/** All blocks below `root`, in document order. */
export function collectBlocks(root: PageElement): Block[] {
  const collector = new RunCollector();
  const visit = (element: PageElement, block: PageElement): void => {
    for (const child of element.children) {
      if (isElement(child) && (blockTags.has(child.tag) || child.holdsBlocks)) {
        const inner = blockTags.has(child.tag) ? child : block;
        collector.flush(block);
        if (child.tag === 'a') collector.enterLink(child.attrs.get('href') ?? '');
        visit(child, inner);
        collector.flush(inner);
        if (child.tag === 'a') collector.leaveLink();
      } else {
        collector.add(child, block);
      }
    }
  };
  visit(root, root);
  collector.flush(root);
  return collector.blocks;
}
