import { escapeHtml } from '../article/escape-html.ts';
import { type JsonObject, objectsIn } from './json-fields.ts';

/**
 * A card of Ghost's editors as HTML, by its name in Lexical or Mobiledoc: pictures, players, bookmarks and files as what they show. Empty for what
 * is for the site's own readers (buttons to join, signs of a paywall, text that only a newsletter has). Undefined for a card that is not known.
 */
export async function cardHtml(name: string, card: JsonObject): Promise<string | undefined> {
  const text = (key: string): string => (typeof card[key] === 'string' ? card[key] : '');
  switch (name) {
    case 'image':
      return figure(picture(card), text('caption'));
    case 'gallery':
      return figure(objectsIn(card.images).map(picture).join(''), text('caption'));
    case 'html':
      return text('html');
    case 'markdown':
    case 'card-markdown':
      return markdownHtml(text('markdown'));
    case 'codeblock':
    case 'code':
      return `<pre>${escapeHtml(text('code'))}</pre>${paragraph(text('caption'))}`;
    case 'horizontalrule':
    case 'hr':
      return '<hr>';
    case 'embed':
      return text('html') === '' ? link(text('url'), text('url')) : figure(text('html'), text('caption'));
    case 'bookmark': {
      const { title } = (card.metadata ?? {}) as { readonly title?: unknown };
      return link(text('url'), typeof title === 'string' ? title : text('url')) + paragraph(text('caption'));
    }
    case 'callout':
      return paragraph(text('calloutText'));
    case 'toggle':
      return `<h3>${text('heading')}</h3>${text('content')}`;
    case 'video':
    case 'audio':
      return link(text('src'), text('title') || text('fileName') || text('src')) + paragraph(text('caption'));
    case 'file':
      return link(text('src'), text('fileTitle') || text('fileName')) + paragraph(text('fileCaption'));
    case 'header':
      return (text('header') && `<h2>${text('header')}</h2>`) + paragraph(text('subheader'));
    case 'product':
      return (text('productTitle') && `<h3>${text('productTitle')}</h3>`) + text('productDescription');
    case 'button':
    case 'signup':
    case 'email':
    case 'email-cta':
    case 'call-to-action':
    case 'paywall':
      return '';
    default:
      return undefined;
  }
}

/** Deeper Markdown is left as its letters. */
const maxNesting = 50;

async function markdownHtml(markdown: string): Promise<string> {
  const { default: MarkdownIt } = await import('markdown-it');
  return new MarkdownIt({ html: true, maxNesting }).render(markdown);
}

/** Captions are HTML already. */
function figure(content: string, caption: string): string {
  if (content === '') return '';
  return `<figure>${content}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`;
}

function picture({ src, alt }: JsonObject): string {
  if (typeof src !== 'string' || src === '') return '';
  return `<img src="${escapeHtml(src)}" alt="${escapeHtml(typeof alt === 'string' ? alt : '')}">`;
}

function link(address: string, title: string): string {
  return address === '' ? '' : `<p><a href="${escapeHtml(address)}">${escapeHtml(title)}</a></p>`;
}

function paragraph(html: string): string {
  return html === '' ? '' : `<p>${html}</p>`;
}
