import type { Warning } from '../contract/reasons.ts';
import { bodyFrom, bodyIn } from './feed-body.ts';
import type { DraftBody } from './format.ts';
import { renderedTitle } from './rendered-text.ts';
import { toHtml } from './xml-html.ts';
import { attributeOf, holdsElements, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** A text construct (title, rights) on one line, whatever its type. */
export async function atomText(element: XmlElement | undefined): Promise<string | undefined> {
  if (!element) return undefined;
  const markup = holdsElements(element) ? toHtml(element.children) : decoded(element);
  return (await renderedTitle(markup.replace(/\s+/g, ' ')))?.replace(/\s+/g, ' ').trim() || undefined;
}

/**
 * The content or summary of an entry: text, escaped HTML, or XHTML as it stands; by type in Atom 1.0, by type and mode in 0.3. Undefined for content
 * elsewhere, and for types that are no text, which are named in `warnings`.
 */
export async function atomBody(element: XmlElement | undefined, warnings: Warning[]): Promise<DraftBody | undefined> {
  if (!element || attributeOf(element, 'src')) return undefined;
  const type = (attributeOf(element, 'type') ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
  if (holdsElements(element)) return bodyIn(element);
  const isText = type === '' || ['text', 'html', 'xhtml'].includes(type) || /^text\/|xml$/.test(type);
  if (!isText) {
    const message = `content of the type ${type.slice(0, 60)} was left out: it is no text`;
    warnings.push({ code: 'FIELD_IGNORED', message, path: 'content' });
    return undefined;
  }
  const text = decoded(element);
  if (type === 'text' || type === 'text/plain') return text.trim() === '' ? undefined : { kind: 'text', value: text };
  if (type === 'html' || type === 'text/html') return text.trim() === '' ? undefined : { kind: 'html', value: text };
  return bodyFrom(text);
}

/** Atom 0.3 may write text in Base64. */
function decoded(element: XmlElement): string {
  const text = rawTextOf(element);
  if (attributeOf(element, 'mode')?.toLowerCase() !== 'base64') return text;
  return Buffer.from(text, 'base64').toString('utf8').toWellFormed();
}
