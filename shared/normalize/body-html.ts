import { escapeHtml } from '../article/escape-html.ts';
import { cleanText } from './clean-text.ts';
import type { Element } from './html-tree.ts';
import { attribute } from './html-tree.ts';

/** Runs of white space as one space; most texts have none. */
export function oneSpaced(text: string): string {
  return /[\t\n]| {2}/.test(text) ? text.replace(/[ \t\n]+/g, ' ') : text;
}

/** An attribute to write after a tag's name, when the element has it and its value is as it should be; else nothing. */
export function kept(element: Element, name: string, pattern = /^[^]{1,200}$/): string {
  const value = attribute(element, name);
  return value !== undefined && pattern.test(value) ? ` ${name}="${escapeHtml(cleanText(value))}"` : '';
}

/** An element; nothing where it would be blank. */
export function wrapped(tag: string, attributes: string, content: string): string {
  return isBlank(content) ? '' : `<${tag}${attributes}>${content}</${tag}>`;
}

/** No letter, digit or picture: white space of every kind, breaks and empty elements. */
export function isBlank(html: string): boolean {
  // Nearly all begins with a letter: one look instead of three copies.
  if (/^[^<&\s\u00ad\u200b-\u200f\u2028\u2029\u3000\ufeff]/.test(html)) return false;
  return (
    !/<img|<hr/.test(html) &&
    html
      .replace(/<[^>]*>/g, '')
      .replace(/&nbsp;/g, '')
      .replace(/[\s\u00ad\u200b-\u200f\u2028\u2029\u3000\ufeff]+/g, '') === ''
  );
}

/** Without the line breaks at both ends, and without white space around those between. */
export function trimBreaks(html: string): string {
  if (!html.includes('<br>')) return html.trim();
  return html.replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, '').replace(/\s*<br>\s*/g, '<br>');
}

/** On one line, single spaces. */
export function tidy(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').trim();
}
