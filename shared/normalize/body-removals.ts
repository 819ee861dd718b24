import { attributionClass } from '../article/attribution-mark.ts';
import type { Element } from './html-tree.ts';
import { attribute } from './html-tree.ts';
import type { Warnings } from './warnings.ts';

/** Removed with all they hold: programs, forms' parts, page furniture, foreign languages that are not prose. */
const dropped = new Set(
  'script style noscript template svg math object applet head title meta link base frame frameset noframes button input select option textarea datalist nav dialog canvas map area param source track progress meter xmp plaintext listing portal fencedframe del'.split(
    ' ',
  ),
);
/** Of those, what a person should know of. */
const dangerous = new Set('script style object applet svg math frame frameset base meta template noscript'.split(' '));

/** Whether an element leaves the body with all it holds: programs, hidden text, the credit that Byline itself had put there. Warns of it. */
export function isRemoved(element: Element, warnings: Warnings): boolean {
  const { tagName } = element;
  if (dropped.has(tagName)) {
    if (dangerous.has(tagName)) warnings.add('HTML_REMOVED', `<${tagName}> was removed`, tagName);
    return true;
  }
  if ((attribute(element, 'class') ?? '').split(/\s+/).includes(attributionClass)) {
    warnings.add('FURNITURE_REMOVED', 'the credit that Byline had put under the text was left out', 'body credit');
    return true;
  }
  if (element.attrs.length === 0) return false;
  const style = attribute(element, 'style') ?? '';
  const isHidden =
    attribute(element, 'hidden') !== undefined ||
    /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?:\s*;|\s*$))/i.test(
      style,
    );
  if (isHidden) warnings.add('HTML_REMOVED', 'hidden text was removed', `hidden ${tagName}`);
  if (element.attrs.some(({ name }) => name.startsWith('on')))
    warnings.add('HTML_REMOVED', 'event handlers were removed', 'on*');
  return isHidden;
}
