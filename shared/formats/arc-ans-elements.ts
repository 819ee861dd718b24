import { escapeHtml } from '../article/escape-html.ts';
import type { Warning } from '../contract/reasons.ts';
import type { DraftPicture, DraftRelated } from './format.ts';
import { JsonFields } from './json-fields.ts';
import { renderedText } from './rendered-text.ts';

/** What the content elements of an ANS story hold. */
export interface AnsContent {
  readonly html: string;
  readonly pictures: readonly DraftPicture[];
  readonly related: readonly DraftRelated[];
  readonly corrections: readonly string[];
  readonly warnings: readonly Warning[];
}

type Collected = { -readonly [Name in keyof Omit<AnsContent, 'html'>]: AnsContent[Name][number][] };

/** Elements nest in quotes, groups and lists; deeper is no story. */
const maxDepth = 20;

/** Renders `content_elements` as HTML in their order; what points elsewhere is related, pictures keep their credits. */
export async function readAnsElements(story: JsonFields): Promise<AnsContent> {
  const collected: Collected = { pictures: [], related: [], corrections: [], warnings: [] };
  const html = await renderAll(story, collected, 0);
  return { html, ...collected };
}

async function renderAll(
  parent: JsonFields,
  into: Collected,
  depth: number,
  name = 'content_elements',
): Promise<string> {
  if (depth > maxDepth || !parent.has(name)) return '';
  const parts: string[] = [];
  for (const element of parent.objects(name)) parts.push(await render(element, into, depth));
  return parts.filter((part) => part !== '').join('\n');
}

async function render(element: JsonFields, into: Collected, depth: number): Promise<string> {
  const type = element.text('type') ?? '';
  const content = element.text('content') ?? '';
  switch (type) {
    case 'text':
      return content === '' ? '' : `<p>${content}</p>`;
    case 'header':
      return content === '' ? '' : heading(content, element.number('level'));
    case 'raw_html':
      return content;
    case 'code':
      return `<pre>${escapeHtml(content)}</pre>`;
    case 'blockquote':
      return `<blockquote><p>${content}</p></blockquote>`;
    case 'quote':
      return quote(element, into, depth);
    case 'list':
      return list(element, into, depth);
    case 'table':
      return table(element);
    case 'divider':
      return '<hr>';
    case 'image': {
      const picture = await ansPicture(element);
      into.pictures.push(picture);
      return figure(picture);
    }
    case 'gallery':
    case 'element_group':
    case 'story':
    case 'graphic':
      return renderAll(element, into, depth + 1);
    case 'interstitial_link':
      into.related.push({
        ...((await renderedText(content)) ? { title: await renderedText(content) } : {}),
        url: element.text('url'),
      });
      return '';
    case 'link_list':
      await renderAll(element, into, depth + 1, 'items');
      return '';
    case 'correction': {
      const text = element.text('text');
      if (text) into.corrections.push(text);
      return '';
    }
    case 'endorsement':
      return `<p>${escapeHtml(element.text('endorsement') ?? '')}</p>`;
    case 'numeric_rating':
      return `<p>${escapeHtml(`${element.number('numeric_rating') ?? ''} ${element.text('units') ?? ''}`.trim())}</p>`;
    case 'oembed_response':
      return embed(element.object('raw_oembed')) || leftOut(element, into, type);
    case 'video':
    case 'audio':
      return (
        linkTo(element.text('canonical_url'), element.object('headlines')?.text('basic') ?? type) ||
        leftOut(element, into, type)
      );
    default:
      return leftOut(element, into, type);
  }
}

function leftOut(element: JsonFields, into: Collected, type: string): '' {
  const message = `an element of type “${type.slice(0, 40)}” was left out`;
  into.warnings.push({ code: 'FIELD_IGNORED', message, path: element.path });
  return '';
}

/** The picture where it stands in the text, with what is said under it. */
function figure({ url, alternativeText, caption, credit, byline, width, height }: DraftPicture): string {
  if (url === undefined) return '';
  const size = width && height ? ` width="${width}" height="${height}"` : '';
  const under = [caption, credit ?? byline].filter((part) => part !== undefined).join(' | ');
  const image = `<img src="${escapeHtml(url)}" alt="${escapeHtml(alternativeText ?? '')}"${size}>`;
  return `<figure>${image}${under === '' ? '' : `<figcaption>${escapeHtml(under)}</figcaption>`}</figure>`;
}

function heading(content: string, level = 2): string {
  const tag = `h${Math.min(Math.max(Math.trunc(level), 2), 6)}`;
  return `<${tag}>${content}</${tag}>`;
}

async function quote(element: JsonFields, into: Collected, depth: number): Promise<string> {
  const citation = element.object('citation')?.text('content');
  const inner = await renderAll(element, into, depth + 1);
  // A pull quote repeats what the text says.
  if (inner === '') return '';
  if (element.raw('subtype') === 'pullquote') return leftOut(element, into, 'pullquote');
  return `<blockquote>${inner}${citation ? `<p><cite>${citation}</cite></p>` : ''}</blockquote>`;
}

async function list(element: JsonFields, into: Collected, depth: number): Promise<string> {
  if (depth > maxDepth) return '';
  const tag = element.raw('list_type') === 'ordered' ? 'ol' : 'ul';
  const entries: string[] = [];
  for (const entry of element.objects('items')) {
    const inner = entry.raw('type') === 'text' ? (entry.text('content') ?? '') : await render(entry, into, depth + 1);
    if (inner !== '') entries.push(`<li>${inner}</li>`);
  }
  return entries.length > 0 ? `<${tag}>${entries.join('')}</${tag}>` : '';
}

function table(element: JsonFields): string {
  const cells = (row: readonly unknown[], tag: 'td' | 'th'): string =>
    `<tr>${row.map((cell) => `<${tag}>${cellText(cell)}</${tag}>`).join('')}</tr>`;
  const [header, rows] = [element.raw('header'), element.raw('rows')];
  const head = Array.isArray(header) && header.length > 0 ? `<thead>${cells(header, 'th')}</thead>` : '';
  const body = (Array.isArray(rows) ? rows : [])
    .map((row: unknown) => (Array.isArray(row) ? cells(row, 'td') : ''))
    .join('');
  return head + body === '' ? '' : `<table>${head}<tbody>${body}</tbody></table>`;
}

function cellText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  const content = typeof cell === 'object' && cell !== null && 'content' in cell ? cell.content : undefined;
  return typeof content === 'string' ? content : '';
}

/** What a provider embeds becomes a link to it. */
function embed(oembed: JsonFields | undefined): string {
  const title = oembed?.text('title') ?? oembed?.text('provider_name');
  return linkTo(oembed?.text('url', '_id') ?? oembed?.text('author_url'), title);
}

function linkTo(url: string | undefined, title: string | undefined): string {
  return url && /^https?:/.test(url) ? `<p><a href="${escapeHtml(url)}">${escapeHtml(title ?? url)}</a></p>` : '';
}

/** A picture with its own credits: photographer in `credits.by`, agency in `credits.affiliation`. */
export async function ansPicture(image: JsonFields): Promise<DraftPicture> {
  const credits = image.object('vanity_credits') ?? image.object('credits');
  const names = (role: string): string | undefined =>
    (credits?.objects(role) ?? []).flatMap((entry) => entry.text('byline') ?? entry.text('name') ?? []).join(', ') ||
    undefined;
  const caption = await renderedText(image.text('caption'));
  const [byline, affiliation] = [names('by') ?? names('photos_by'), names('affiliation')];
  return {
    nativeId: image.text('_id'),
    url: image.text('url'),
    title: image.text('subtitle'),
    ...(caption ? { caption } : {}),
    alternativeText: image.text('alt_text'),
    byline,
    credit:
      affiliation && byline ? `${byline}/${affiliation}` : (affiliation ?? image.object('distributor')?.text('name')),
    copyrightNotice: image.text('copyright'),
    width: image.number('width'),
    height: image.number('height'),
  };
}
