import { attribute, elementsOf, isElement, textOf } from './html-tree.ts';
import type { Element, Node, Parent } from './html-tree.ts';
import type { Warnings } from './warnings.ts';

/** Whether HTML may hold such cards: most does not, and is not looked through. */
export function mayHoldCards(html: string): boolean {
  return /kg-\w+-card|graf--mixtapeEmbed|wp-block-file__button|sqs-block|newsletter-block|subscription-widget|class="footnote|class="button-wrapper|<amp-/.test(
    html,
  );
}

/**
 * What an editor's cards say, where their HTML shows more: controls of players, forms to subscribe, a preview of another page. Ghost's bookmarks,
 * players and files become links with their titles; what asks readers of the site to join leaves the text (`FURNITURE_REMOVED`), as Substack's widgets do.
 * AMP's own elements become those of HTML. Changes the tree.
 */
export function readCards(root: Parent, warnings: Warnings): void {
  const shown = (child: Node): readonly Node[] => {
    if (!isElement(child)) return [child];
    // From the inside out, so that a card within a card is read before it moves.
    readCards(child, warnings);
    const nodes = shownAs(child);
    if (nodes?.length === 0) {
      const words = textOf(child).replace(/\s+/g, ' ').trim().slice(0, 60);
      warnings.add(
        'FURNITURE_REMOVED',
        `what asks readers of the site to join (“${words}”) was left out`,
        `card ${words}`,
      );
    }
    return nodes ?? [child];
  };
  root.childNodes = root.childNodes.flatMap(shown);
  for (const child of root.childNodes) child.parentNode = root;
}

/** The nodes that stand for a card: none for furniture, undefined for what is no card. */
function shownAs(element: Element): readonly Node[] | undefined {
  if (element.tagName.startsWith('amp-')) return ampElement(element);
  const classes = (attribute(element, 'class') ?? '').split(/\s+/);
  const is = (name: string): boolean => classes.includes(name);
  if (is('kg-bookmark-card')) return bookmark(element);
  if (is('kg-file-card')) return linkTo(element, 'a', 'href', 'kg-file-card-title');
  if (is('kg-audio-card')) return linkTo(element, 'audio', 'src', 'kg-audio-title');
  if (is('kg-video-card')) return linkTo(element, 'video', 'src', 'figcaption');
  if (is('kg-signup-card') || is('kg-cta-card') || is('kg-email-cta-card')) return [];
  if (is('kg-button-card')) return /#\/portal/.test(firstLink(element) ?? '') ? [] : undefined;
  if (is('kg-callout-card')) return callout(element);
  if (is('graf--mixtapeEmbed')) return linkTo(element, 'a', 'href', 'markup--mixtapeEmbed-strong');
  // The same link stands beside it, with the file's name.
  if (is('wp-block-file__button')) return [make('br', [], [])];
  if (is('newsletter-block') || is('sqs-block-newsletter') || is('sqs-block-form')) return [];
  if (is('footnote-anchor')) return [make('sup', [], [textNode(`[${textOf(element).trim()}]`)])];
  if (is('footnote')) return footnote(element);
  if (is('sqs-block-video') || is('sqs-block-embed')) return squarespacePlayer(element);
  if (is('subscription-widget-wrap') || is('subscription-widget-wrap-editor')) return [];
  if (is('button-wrapper'))
    return /[?&]action=share|\/subscribe\b|share=/.test(firstLink(element) ?? '') ? [] : undefined;
  return undefined;
}

/** A preview of another page: its title, with its address, and what was written under it. */
function bookmark(card: Element): readonly Node[] {
  const caption = elementsOf(card).find(({ tagName }) => tagName === 'figcaption');
  return [...linkTo(card, 'a', 'href', 'kg-bookmark-title'), ...(caption ? [make('p', [], caption.childNodes)] : [])];
}

/** A paragraph with a link to what the card is of, named by the element of that class or name. */
function linkTo(card: Element, tag: string, attributeName: string, title: string): readonly Node[] {
  const inside = elementsOf(card);
  const address = inside
    .filter(({ tagName }) => tagName === tag)
    .map((element) => attribute(element, attributeName) ?? '')
    .find((found) => found !== '');
  const named = inside.find(
    (element) => element.tagName === title || (attribute(element, 'class') ?? '').split(/\s+/).includes(title),
  );
  const words = named ? textOf(named).replace(/\s+/g, ' ').trim() : '';
  if (address === undefined) return words === '' ? [] : [make('p', [], [textNode(words)])];
  const link = make('a', [{ name: 'href', value: address }], [textNode(words === '' ? address : words)]);
  return [make('p', [], [link])];
}

/** The sign and the words of a note, as one paragraph. */
function callout(card: Element): readonly Node[] | undefined {
  const [sign, words] = ['kg-callout-emoji', 'kg-callout-text'].map((name) =>
    elementsOf(card).find((element) => (attribute(element, 'class') ?? '').split(/\s+/).includes(name)),
  );
  if (!sign || !words) return undefined;
  return [make('p', [], [textNode(`${textOf(sign).trim()} `), ...words.childNodes])];
}

function ampElement(element: Element): readonly Node[] | undefined {
  const id =
    attribute(element, 'data-videoid') ?? attribute(element, 'data-tweetid') ?? attribute(element, 'data-shortcode');
  switch (element.tagName) {
    case 'amp-img':
    case 'amp-anim':
      return [make('img', element.attrs, [])];
    case 'amp-iframe':
    case 'amp-video':
    case 'amp-audio':
      return [make(element.tagName.slice(4), element.attrs, element.childNodes)];
    case 'amp-youtube':
      return id ? player(`https://www.youtube.com/embed/${id}`) : undefined;
    case 'amp-twitter':
      return id ? player(`https://platform.twitter.com/embed/Tweet.html?id=${id}`) : undefined;
    case 'amp-instagram':
      return id ? player(`https://www.instagram.com/p/${id}/embed/`) : undefined;
    case 'amp-facebook':
      return attribute(element, 'data-href') ? player(attribute(element, 'data-href') as string) : undefined;
    default:
      return undefined;
  }
}

function player(address: string): readonly Node[] {
  return [make('iframe', [{ name: 'src', value: address }], [])];
}

/** A footnote of Substack: its number and its words, as one paragraph. */
function footnote(element: Element): readonly Node[] | undefined {
  const [number, words] = ['footnote-number', 'footnote-content'].map((name) =>
    elementsOf(element).find((inner) => (attribute(inner, 'class') ?? '').split(/\s+/).includes(name)),
  );
  if (!number || !words) return undefined;
  const [first, ...rest] = words.childNodes.filter((child) => textOf(child).trim() !== '');
  if (first === undefined) return [];
  const opening = isElement(first) && first.tagName === 'p' ? first.childNodes : [first];
  return [make('p', [], [textNode(`[${textOf(number).trim()}] `), ...opening]), ...rest];
}

/** Squarespace keeps what a player plays in an attribute, and fills the block when it is shown. */
function squarespacePlayer(element: Element): readonly Node[] | undefined {
  if (elementsOf(element).some(({ tagName }) => tagName === 'iframe' || tagName === 'a')) return undefined;
  const address = /"url"\s*:\s*"(https?:[^"\\\s]{4,500})"/.exec(
    (attribute(element, 'data-block-json') ?? '').slice(0, 20_000).replaceAll('\\/', '/'),
  )?.[1];
  return address === undefined ? undefined : player(address);
}

function firstLink(element: Element): string | undefined {
  const link = elementsOf(element).find(({ tagName }) => tagName === 'a');
  return link && attribute(link, 'href');
}

function make(tagName: string, attrs: Element['attrs'], childNodes: readonly Node[]): Element {
  const made: Element = {
    nodeName: tagName,
    tagName,
    attrs,
    childNodes: [...childNodes],
    parentNode: null,
    namespaceURI: '' as never,
  };
  for (const child of made.childNodes) child.parentNode = made;
  return made;
}

function textNode(value: string): Node {
  return { nodeName: '#text', value, parentNode: null };
}
