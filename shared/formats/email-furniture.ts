import { attribute, depthOf, elementsOf, isElement, removeElements, textOf } from '../normalize/html-tree.ts';
import type { Element, Parent } from '../normalize/html-tree.ts';

/** What newsletters put around their text, in a line of its own. */
const opening =
  /(?:view|read|open|see) (?:this|it)?[^.]{0,30}(?:in (?:your|a|the)|online|on the web)|having trouble (?:viewing|reading)|im browser (?:ansehen|anzeigen|öffnen|lesen)|webversion|online(?:version| lesen)|voir (?:cet e-?mail|la version)|version en ligne|ver (?:este|en) [^.]{0,20}navegador|visualizza (?:questa|nel)|bekijk [^.]{0,20}browser/i;
const closing =
  /unsubscribe|(?:manage|update|change) (?:your|my)?[^.]{0,20}(?:preferences|subscriptions?|settings)|(?:why did i get|you(?:['’]re| are) receiving|you received) this|our mailing address|forward (?:this|to a friend)|add us to your address book|abmelden|abbestellen|newsletter[^.]{0,20}(?:abbestellen|abmelden|ändern)|se désinscrire|désabonner|darse de baja|cancelar (?:la )?suscripción|annulla(?:re)? l['’]iscrizione|disiscriv|uitschrijven|afmelden|avregistrera|avmeld|отписаться|sent (?:with|by|via) (?:mailchimp|substack|ghost|beehiiv)/i;
const notice = /^(?:copyright\s*)?(?:©|\(c\)|copyright\b)/i;

/** Longer blocks are text. */
const maxCharacters = 500;
/** A way to the page stands at the top; a way out at the bottom. */
const openingBlocks = 8;

/** Takes out of a newsletter's HTML what is about the mail: the way to its page, to unsubscribe, to preferences. Changes the tree; gives whether there was any. */
export function removeMailFurniture(root: Parent): boolean {
  // What the list of messages shows of a mail stands at its top, unseen.
  const hidden = elementsOf(root).filter((element) => /display\s*:\s*none/i.test(attribute(element, 'style') ?? ''));
  removeElements(root, new Set(hidden));
  const blocks = elementsOf(root).filter(isLeafBlock);
  const texts = blocks.map((block) => textOf(block).replace(/\s+/g, ' ').trim());
  const isShort = (index: number): boolean => (texts[index]?.length ?? 0) <= maxCharacters;
  const unwanted = new Set<Element>();
  for (const [index, block] of blocks.entries()) {
    const text = texts[index] ?? '';
    if (!isShort(index)) continue;
    if (index < openingBlocks && opening.test(text)) unwanted.add(block);
    if (index > 0 && closing.test(text)) unwanted.add(block);
  }
  // A notice beside the way out is the mail's.
  const first = blocks.findIndex(
    (block, index) => index > 0 && unwanted.has(block) && closing.test(texts[index] ?? ''),
  );
  for (const at of [first - 2, first - 1, first + 1])
    if (first > 0 && notice.test(texts[at] ?? '') && isShort(at)) unwanted.add(blocks[at] as Element);
  removeElements(root, unwanted);
  return unwanted.size + hidden.length > 0;
}

/** Lines that open the text: a byline stands among them. */
const openingLines = 6;

/** The HTML without the first of its lines that says nothing but `line`, which was read as a field. */
export async function withoutLine(html: string, line: string | undefined): Promise<string> {
  if (line === undefined) return html;
  const [{ serialize }, { parseHtml }] = await Promise.all([import('parse5'), import('../normalize/parse-html.ts')]);
  const root = parseHtml(html);
  if (!root || depthOf(root, maxDepth) > maxDepth) return html;
  const folded = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  const opening = elementsOf(root).filter(isLeafBlock).slice(0, openingLines);
  const said = opening.find((block) => folded(textOf(block)) === folded(line));
  if (!said) return html;
  removeElements(root, new Set([said]));
  return serialize(root as never);
}

/** Deeper HTML is refused by the cleaning. */
const maxDepth = 250;

const blockTags = new Set(['p', 'div', 'td', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'center', 'blockquote']);

function isLeafBlock(element: Element): boolean {
  return (
    blockTags.has(element.tagName) &&
    !elementsOf(element).some((inner) => blockTags.has(inner.tagName) || inner.tagName === 'table') &&
    element.childNodes.some((child) => !isElement(child) || textOf(child).trim() !== '')
  );
}
