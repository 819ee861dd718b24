// oxlint-disable no-control-regex -- control characters are what is looked for here.
import type { DraftPicture, DraftRelated } from '../article/draft.ts';
import { escapeHtml } from '../article/escape-html.ts';
import {
  figurePictures,
  isEmoji,
  isFigure,
  isTracker,
  pictureOf,
  picturesAmongWords,
  shareCaption,
} from './body-figures.ts';
import { blockTags, containers, embeds, inlineTags, renamed } from './body-elements.ts';
import { isBlank, kept, oneSpaced, tidy, trimBreaks, wrapped } from './body-html.ts';
import { debrisOf } from './body-debris.ts';
import { isRemoved } from './body-removals.ts';
import { cleanText } from './clean-text.ts';
import { layoutCells } from './body-tables.ts';
import type { Element, Node, Parent } from './html-tree.ts';
import { attribute, elementsOf, isElement, isText, removeElements, textOf } from './html-tree.ts';
import { pageOfPlayer } from './players.ts';
import { safeUrl } from './urls.ts';
import type { Warnings } from './warnings.ts';

/** Where pages keep a player's address until it is in sight. */
const lazyAddresses = ['data-src', 'data-lazy-src', 'data-litespeed-src', 'data-src-cmplz', 'data-cmp-src'];

export class BodyBuilder {
  readonly pictures: DraftPicture[] = [];
  readonly related: DraftRelated[] = [];
  readonly #baseUrl: string | undefined;
  readonly #promoWords: readonly string[];
  readonly #warnings: Warnings;

  constructor(options: {
    readonly baseUrl?: string;
    readonly promoWords?: readonly string[];
    readonly warnings: Warnings;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#promoWords = options.promoWords ?? [];
    this.#warnings = options.warnings;
  }

  /** The children of `parent` as blocks; loose inline content between them becomes paragraphs. */
  blocks(parent: Parent, place: 'top' | 'inside'): string {
    const parts: string[] = [];
    let loose: Node[] = [];
    const flush = (): void => {
      parts.push(this.#paragraphs(loose, '', place));
      loose = [];
    };
    for (const child of parent.childNodes) {
      if (isElement(child) && this.#isBlock(child)) {
        const pictures = picturesAmongWords(child);
        if (pictures.length > 0) {
          for (const image of pictures) parts.push(this.#image(image, {}));
          removeElements(child, new Set(pictures));
          loose.push(child);
          continue;
        }
        flush();
        parts.push(this.#block(child, place));
      } else loose.push(child);
    }
    flush();
    return parts.join('');
  }

  #isBlock(element: Element): boolean {
    const tag = renamed[element.tagName] ?? element.tagName;
    if (isRemoved(element, this.#warnings)) return false;
    return (
      blockTags.has(tag) ||
      containers.has(tag) ||
      embeds.has(tag) ||
      (tag === 'img' && !isEmoji(element)) ||
      tag === 'picture' ||
      this.#holdsBlock(element)
    );
  }

  /** Inline elements around a picture or a block (`<a><img></a>`, `<b><p>…</p></b>`). */
  #holdsBlock(element: Element): boolean {
    if (element.childNodes.every(isText)) return false;
    return elementsOf(element).some(
      (inner) =>
        (inner.tagName === 'img' && !isEmoji(inner)) ||
        inner.tagName === 'iframe' ||
        inner.tagName === 'div' ||
        blockTags.has(renamed[inner.tagName] ?? inner.tagName),
    );
  }

  #block(element: Element, place: 'top' | 'inside'): string {
    const tag = renamed[element.tagName] ?? element.tagName;
    if (isFigure(element)) return this.#figure(element, place);
    if (tag === 'img') return this.#image(element, {});
    if (embeds.has(tag)) return this.#embed(element);
    switch (tag) {
      case 'hr':
        return '<hr>';
      case 'p':
        return this.#paragraph(element, place);
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return wrapped(tag, this.#direction(element), this.#inline(element).trim());
      case 'pre':
        // A line break after the start tag is no part of the text, and would be lost at the next reading.
        return wrapped('pre', '', escapeHtml(this.#clean(textOf(element)).replace(/^\n+/, '')));
      case 'blockquote':
        return wrapped('blockquote', this.#direction(element), this.blocks(element, 'inside'));
      case 'ul':
      case 'ol':
        return this.#list(element, tag);
      case 'dl':
        return wrapped('dl', '', this.#only(element, ['dt', 'dd', 'div']));
      case 'table':
        return this.#table(element);
      default:
        return this.blocks(element, place);
    }
  }

  #paragraph(element: Element, place: 'top' | 'inside'): string {
    if (element.childNodes.some((child) => isElement(child) && this.#isBlock(child)))
      return this.blocks(element, place);
    return this.#paragraphs(element.childNodes, this.#direction(element), place);
  }

  /** Inline nodes as paragraphs: two line breaks in a row part them, as old editors write. */
  #paragraphs(nodes: readonly Node[], attributes: string, place: 'top' | 'inside'): string {
    const paragraphs: string[] = [];
    let current: Node[] = [];
    let breaks = 0;
    const flush = (): void => {
      const inline = this.#inlineOf(current);
      if (!isBlank(inline) && !(place === 'top' && this.#isDebris(current)))
        paragraphs.push(`<p${attributes}>${inline}</p>`);
      current = [];
    };
    for (const node of nodes) {
      const isBreak = isElement(node) && node.tagName === 'br';
      if (isBreak) breaks++;
      else if (!(isText(node) && node.value.trim() === '' && breaks > 0)) {
        if (breaks > 1) flush();
        breaks = 0;
      }
      current.push(node);
    }
    flush();
    return paragraphs.join('');
  }

  /** A paragraph that is nothing but a promotion or a picture's credit leaves the text, and is kept where it belongs. */
  #isDebris(nodes: readonly Node[]): boolean {
    const debris = debrisOf(nodes, this.#promoWords);
    if (!debris) return false;
    const { text } = debris;
    if (debris.kind === 'promotion') {
      const { title } = debris;
      const url = debris.addresses.map((address) => safeUrl(address, this.#baseUrl)).find((safe) => safe !== undefined);
      if (title ?? url) this.related.push({ ...(title ? { title: this.#clean(title) } : {}), ...(url ? { url } : {}) });
      this.#warnings.add(
        'PROMO_REMOVED',
        `“${text.slice(0, 80)}” was taken out of the text and kept as a related item`,
        `related ${beginningOf(text)}`,
      );
      return true;
    }
    const last = this.pictures.at(-1);
    if (!last || last.credit !== undefined) return false;
    this.pictures[this.pictures.length - 1] = { ...last, credit: this.#clean(debris.credit) };
    this.#warnings.add(
      'CAPTION_REMOVED',
      `“${text.slice(0, 80)}” was taken out of the text as the credit of the picture before it`,
    );
    return true;
  }

  #inline(parent: Parent): string {
    return this.#inlineOf(parent.childNodes);
  }

  #inlineOf(nodes: readonly Node[]): string {
    // Of an empty element its space stays, and may meet another.
    return trimBreaks(oneSpaced(nodes.map((node) => this.#inlineNode(node)).join('')));
  }

  #inlineNode(node: Node): string {
    if (isText(node)) return escapeHtml(oneSpaced(this.#clean(node.value)));
    if (!isElement(node)) return '';
    const tag = renamed[node.tagName] ?? node.tagName;
    if (isRemoved(node, this.#warnings)) return '';
    if (tag === 'br') return '<br>';
    if (isEmoji(node)) return escapeHtml(this.#clean(attribute(node, 'alt') ?? ''));
    if (tag === 'wbr' || tag === 'img' || embeds.has(tag)) return tag === 'img' ? this.#image(node, {}) : '';
    const content = node.childNodes.map((child) => this.#inlineNode(child)).join('');
    if (tag === 'a') return this.#link(node, content);
    if (!inlineTags.has(tag) || isBlank(content))
      return blockTags.has(tag) || containers.has(tag) ? ` ${content} ` : content;
    const extra = tag === 'time' ? kept(node, 'datetime') : tag === 'abbr' ? kept(node, 'title') : '';
    return `<${tag}${extra}${this.#direction(node)}>${content}</${tag}>`;
  }

  #link(element: Element, content: string): string {
    const address = attribute(element, 'href');
    if (address === undefined || isBlank(content)) return content;
    if (address.trim().startsWith('#')) return content;
    const safe = safeUrl(address, this.#baseUrl, { mail: true });
    if (safe) return `<a href="${escapeHtml(safe)}">${content}</a>`;
    if (/^[\s\u0000-\u0020]*[a-z][a-z0-9+.-]*[\s\u0000-\u0020]*:/i.test(address) || this.#baseUrl) {
      this.#warnings.add('LINK_REMOVED', `a link to “${address.trim().slice(0, 60)}” was removed; its text stays`);
    } else
      this.#warnings.add(
        'LINK_REMOVED',
        `a relative link (“${address.slice(0, 60)}”) was removed: the address of the article is not known`,
      );
    return content;
  }

  #figure(element: Element, place: 'top' | 'inside'): string {
    if (shareCaption(element)) return this.blocks(element, place);
    const pictures = figurePictures(element, this.#baseUrl);
    if (pictures.length === 0) return this.blocks(element, place);
    const images = elementsOf(element).filter(({ tagName }) => tagName === 'img');
    return pictures.map((picture, index) => this.#image(images[index] as Element, picture)).join('');
  }

  #image(element: Element, known: DraftPicture): string {
    const picture = { ...pictureOf(element, this.#baseUrl), ...known };
    if (isTracker(element, picture.url)) {
      this.#warnings.add('TRACKER_REMOVED', `a counting pixel was removed (${(picture.url ?? '').slice(0, 80)})`);
      return '';
    }
    if (!picture.url && !picture.alternativeText && !picture.caption) return '';
    const cleaned = Object.fromEntries(
      Object.entries(picture).map(([name, value]) => [
        name,
        typeof value === 'string' && name !== 'url' ? tidy(this.#clean(value)) : value,
      ]),
    ) as DraftPicture;
    this.pictures.push(cleaned);
    if (!cleaned.url) return '';
    const size =
      (cleaned.width ? ` width="${cleaned.width}"` : '') + (cleaned.height ? ` height="${cleaned.height}"` : '');
    const caption = [cleaned.caption, cleaned.credit].filter((part) => part !== undefined).join(' | ');
    return (
      `<figure><img src="${escapeHtml(cleaned.url)}" alt="${escapeHtml(cleaned.alternativeText ?? '')}"${size}>` +
      `${caption === '' ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`}</figure>`
    );
  }

  /** Players and foreign frames become a link to what they show: a partner's page must not run them. */
  #embed(element: Element): string {
    const inside = elementsOf(element).find(({ tagName }) => tagName === 'source');
    const player = [...lazyAddresses, 'src']
      .flatMap((name) => attribute(element, name) ?? (inside && attribute(inside, name)) ?? [])
      .map((address) => safeUrl(address.startsWith('//') ? `https:${address}` : address, this.#baseUrl))
      .find((address) => address !== undefined);
    const url = player === undefined ? undefined : pageOfPlayer(player);
    this.#warnings.add(
      'HTML_REMOVED',
      `an embed (${element.tagName}) was ${url ? 'reduced to a link' : 'removed'}`,
      (url ?? element.tagName).slice(0, 80),
    );
    if (!url) return '';
    const title = this.#clean(attribute(element, 'title') ?? '').trim();
    return `<p><a href="${escapeHtml(url)}">${escapeHtml(title === '' ? url : title)}</a></p>`;
  }

  #list(element: Element, tag: 'ul' | 'ol'): string {
    const start =
      /^\d{1,6}$/.test(attribute(element, 'start') ?? '') && tag === 'ol'
        ? ` start="${attribute(element, 'start')}"`
        : '';
    return wrapped(tag, start + this.#direction(element), this.#only(element, ['li', 'ul', 'ol']));
  }

  #table(element: Element): string {
    const placed = layoutCells(element);
    if (placed) return placed.map((cell) => this.blocks(cell, 'inside')).join('');
    return wrapped('table', '', this.#only(element, ['caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td']));
  }

  /** Children of the tags that may stand here, each with its content; other elements are unwrapped into their allowed children. */
  #only(parent: Element, tags: readonly string[]): string {
    return parent.childNodes
      .map((child) => {
        if (!isElement(child) || isRemoved(child, this.#warnings)) return '';
        const tag = renamed[child.tagName] ?? child.tagName;
        if (!tags.includes(tag) || tag === 'div') return this.#only(child, tags);
        if (tag === 'ul' || tag === 'ol') return `<li>${this.#list(child, tag)}</li>`;
        if (['thead', 'tbody', 'tfoot', 'tr'].includes(tag)) return wrapped(tag, '', this.#only(child, tags));
        const spans =
          tag === 'td' || tag === 'th' ? kept(child, 'colspan', /^\d{1,3}$/) + kept(child, 'rowspan', /^\d{1,3}$/) : '';
        return this.#item(child, tag, spans);
      })
      .join('');
  }

  #item(element: Element, tag: string, attributes: string): string {
    const hasBlocks = element.childNodes.some((child) => isElement(child) && this.#isBlock(child));
    const content = hasBlocks ? this.blocks(element, 'inside') : this.#inline(element).trim();
    // Empty cells keep a table's shape; empty items say nothing.
    return content === '' && tag !== 'td' && tag !== 'th'
      ? ''
      : `<${tag}${attributes}${this.#direction(element)}>${content}</${tag}>`;
  }

  #direction(element: Element): string {
    return kept(element, 'dir', /^(?:ltr|rtl|auto)$/i) + kept(element, 'lang', /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i);
  }

  #clean(text: string): string {
    return cleanText(text, this.#warnings, 'body');
  }
}

/** Its first words, which tell it from other promotions. */
function beginningOf(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40).replace(/\s+\S*$/u, '')} …`;
}
