import { escapeHtml } from '../article/escape-html.ts';
import { isXmlElement } from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** What becomes of an element: another element's name, its content alone (`unwrap`), nothing (`drop`), or HTML made for it. */
export type HtmlRule = { readonly as: string } | 'unwrap' | 'drop' | { readonly html: string };

/** Elements without an end tag in HTML. */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/**
 * Writes XML as HTML for the cleaning that every body goes through: text and attributes escaped, names without prefix. `ruleFor` says what becomes of an
 * element; without it, XHTML stays as it is and what belongs to another vocabulary gives its text alone.
 */
export function toHtml(nodes: readonly XmlNode[], ruleFor: (element: XmlElement) => HtmlRule = xhtmlRule): string {
  return nodes.map((node) => (isXmlElement(node) ? elementToHtml(node, ruleFor) : escapeHtml(node))).join('');
}

/** Elements whose content HTML would read as text, to the end of the document if need be. */
const swallowing = new Set(['plaintext', 'xmp', 'listing', 'noembed', 'noframes', 'textarea', 'title']);
const htmlName = /^[a-z][a-z0-9]{0,20}$/;

/** XHTML, with or without its namespace. */
export function xhtmlRule(element: XmlElement): HtmlRule {
  const isForeign = element.namespace.includes('XInclude') || swallowing.has(element.name.toLowerCase());
  if (isForeign || element.name === 'head') return 'drop';
  const name = element.name.toLowerCase();
  return htmlName.test(name) ? { as: name } : 'unwrap';
}

function elementToHtml(element: XmlElement, ruleFor: (element: XmlElement) => HtmlRule): string {
  const rule = ruleFor(element);
  if (rule === 'drop') return '';
  if (rule === 'unwrap') return toHtml(element.children, ruleFor);
  if ('html' in rule) return rule.html;
  const attributes = [...element.attributes]
    .filter(([name]) => /^[a-z][a-z0-9-]{0,30}$/i.test(name) || name === 'xml:lang')
    .map(([name, value]) => ` ${name === 'xml:lang' ? 'lang' : name}="${escapeHtml(value)}"`)
    .join('');
  if (empty.has(rule.as)) return `<${rule.as}${attributes}>`;
  return `<${rule.as}${attributes}>${toHtml(element.children, ruleFor)}</${rule.as}>`;
}
