import type { Warning } from '../contract/reasons.ts';
import { escapeHtml } from '../article/escape-html.ts';

/** Longer is text in braces. */
const tag =
  /\{\{[<%]\s*(\/?)\s*([\w./-]{1,60})([^{}]{0,500}?)(\/?)\s*[>%]\}\}|\{%-?\s*(\w{1,40})([^{}%]{0,500}?)\s*-?%\}/g;

/**
 * Markdown of a site generator without its template tags. Hugo's shortcodes (`{{< figure src="…" >}}`) become pictures and players' links, or leave the text
 * they enclose; the rest of them goes, and is named. Of Jekyll's tags (`{% embed … %}`) those for pictures and players are read alike, all others stay as
 * they were typed, and nothing is ever run. Code stays as it is.
 */
export function withoutTemplateTags(text: string): { readonly text: string; readonly warnings: readonly Warning[] } {
  if (!/\{[{%]/.test(text)) return { text, warnings: [] };
  const removed = new Set<string>();
  const parts = text.split(/(^(?:```|~~~)[^]*?^(?:```|~~~)[^\n]*$|`[^`\n]+`)/m);
  const shown = parts.map((part, index) => (index % 2 === 1 ? part : replaced(part, removed)));
  if (removed.size === 0) return { text: shown.join(''), warnings: [] };
  const names = [...removed].join(', ').slice(0, 200);
  const message = `template tags that only the site can fill were removed: ${names}`;
  return { text: shown.join(''), warnings: [{ code: 'HTML_REMOVED', message, path: 'body' }] };
}

function replaced(text: string, removed: Set<string>): string {
  // A variable before an address is the site's own: without it the address is relative. Elsewhere it stays as it was typed.
  const relative = text.replace(/(\]\(|(?:src|href)=["']?)\{\{[^{}]{1,200}\}\}/g, '$1');
  return relative.replace(
    tag,
    (whole, slash: string, hugo: string, inHugo: string, _: string, liquid: string, inLiquid: string) => {
      const [name, inside] = hugo === undefined ? [liquid, inLiquid] : [hugo, inHugo];
      if (slash === '/' || /^(?:(?:end)?(?:raw|highlight)|endcomment)$/.test(name)) return '';
      const shown = show(name.toLowerCase(), inside);
      if (shown !== undefined) return shown;
      // Any program may be written in Liquid's braces; Hugo's cannot be typed by accident.
      if (hugo === undefined) return whole;
      removed.add(whole.length > 60 ? `${whole.slice(0, 57)}…` : whole);
      return '';
    },
  );
}

function show(name: string, inside: string): string | undefined {
  const value = (...keys: readonly string[]): string | undefined =>
    keys
      .map((key) => new RegExp(`(?:^|\\s)${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(inside))
      .map((match) => (match?.[1] ?? match?.[2])?.trim())
      .find((found) => found !== undefined && found !== '');
  if (/^(?:figure|img|image|picture|photo)$/.test(name)) {
    const source = value('src', 'url', 'link');
    if (source === undefined || !/^(?:https?:)?\/|\.\w{3,4}$/.test(source)) return undefined;
    const caption = [value('caption', 'title'), value('attr', 'credit')]
      .filter((part) => part !== undefined)
      .join(' | ');
    const image = `<img src="${escapeHtml(source)}" alt="${escapeHtml(value('alt') ?? '')}">`;
    return `<figure>${image}${caption === '' ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`}</figure>`;
  }
  const bare = /^\s*["']?([\w-]{6,20})["']?\s*$/.exec(inside)?.[1] ?? value('id');
  const address = /https?:\/\/[^\s"'{}]+/.exec(inside)?.[0];
  if (name === 'youtube' && bare) return link(`https://www.youtube.com/watch?v=${bare}`);
  if (name === 'vimeo' && bare) return link(`https://vimeo.com/${bare}`);
  return /^(?:youtube|vimeo|tweet|twitter|x|instagram|embed|video|audio)$/.test(name) && address
    ? link(address)
    : undefined;
}

function link(address: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
}
