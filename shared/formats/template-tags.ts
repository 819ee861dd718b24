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
  const parts = withCode(text).split(/(^(?:```|~~~)[^]*?^(?:```|~~~)[^\n]*$|`[^`\n]+`)/m);
  const shown = parts.map((part, index) => (index % 2 === 1 ? part : replaced(part, removed)));
  if (removed.size === 0) return { text: shown.join(''), warnings: [] };
  const names = [...removed].join(', ').slice(0, 200);
  const message = `template tags that only the site can fill were removed: ${names}`;
  return { text: shown.join(''), warnings: [{ code: 'HTML_REMOVED', message, path: 'body' }] };
}

/** Code between tags as code between fences; what only the author was to read goes. */
function withCode(text: string): string {
  return text
    .replace(
      /^\{%-?[ \t]*(highlight|codeblock|code)\b[^%\n]{0,200}%\}[ \t]*\n((?:(?!\{%)[^]){0,50000}?)\n?^\{%-?[ \t]*end\1[ \t]*-?%\}[ \t]*$/gm,
      '```\n$2\n```',
    )
    .replace(/\{%-?[ \t]*comment[ \t]*-?%\}(?:(?!\{%)[^]){0,50000}\{%-?[ \t]*endcomment[ \t]*-?%\}/g, '');
}

function replaced(text: string, removed: Set<string>): string {
  // A variable before an address is the site's own: without it the address is relative. Elsewhere it stays as it was typed.
  const relative = text.replace(/(\]\(|(?:src|href)=["']?)\{\{[^{}]{1,200}\}\}/g, '$1');
  const shownTags = relative.replace(
    tag,
    (whole, slash: string, hugo: string, inHugo: string, _: string, liquid: string, inLiquid: string) => {
      const [name, inside] = hugo === undefined ? [liquid, inLiquid] : [hugo, inHugo];
      if (slash === '/' || /^(?:(?:end)?(?:raw|highlight)|endcomment)$/.test(name)) return '';
      const shown = show(name.toLowerCase(), inside);
      if (shown !== undefined) return shown;
      // Any program may be written in Liquid's braces; Hugo's cannot be typed by accident.
      if (hugo === undefined) return whole;
      removed.add(named(whole));
      return '';
    },
  );
  // What has its line alone is no part of a sentence.
  return shownTags.replace(/^[ \t]*(\{%-?[ \t]*\w{1,40}[^{}%\n]{0,500}%\})[ \t]*$/gm, (_, alone: string) => {
    removed.add(named(alone));
    return '';
  });
}

function named(whole: string): string {
  return whole.length > 60 ? `${whole.slice(0, 57)}…` : whole;
}

function show(name: string, inside: string): string | undefined {
  const value = (...keys: readonly string[]): string | undefined =>
    keys
      .map((key) => new RegExp(`(?:^|\\s)${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(inside))
      .map((match) => (match?.[1] ?? match?.[2])?.trim())
      .find((found) => found !== undefined && found !== '');
  // Jekyll keeps them in files that it includes.
  const included =
    name === 'include'
      ? /^\s*[\w./-]*?(figure|img|image|picture|photo|youtube|vimeo)[\w-]*(?:\.\w+)?(?=\s)/i.exec(inside)?.[1]
      : undefined;
  if (included) return show(included.toLowerCase(), inside.replace(/^\s*\S+/, ''));
  if (/^(?:figure|img|image|picture|photo|asset_img)$/.test(name)) {
    const bare = /^\s*(?:[\w-]+\s+)?([\w./:-]+\.(?:jpe?g|png|gif|webp|avif))\b(.*)$/i.exec(inside);
    const source = value('src', 'url', 'link', 'image_path', 'path', 'file', 'filename', 'image') ?? bare?.[1];
    if (source === undefined || !/^(?:https?:)?\/|\.\w{3,4}$/.test(source)) return undefined;
    const said =
      bare === null
        ? undefined
        : /"([^"]+)"|'([^']+)'/
            .exec(bare[2] ?? '')
            ?.slice(1)
            .find(Boolean);
    const caption = [value('caption', 'title', 'description') ?? said, value('attr', 'credit')]
      .filter((part) => part !== undefined)
      .map(withoutEmphasis)
      .join(' | ');
    const image = `<img src="${escapeHtml(source)}" alt="${escapeHtml(value('alt') ?? '')}">`;
    return `<figure>${image}${caption === '' ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`}</figure>`;
  }
  const bare = /^\s*["']?([\w-]{6,20})["']?\s*$/.exec(inside)?.[1] ?? value('id');
  const address = /https?:\/\/[^\s"'{}]+/.exec(inside)?.[0];
  if (name === 'youtube' && bare) return link(`https://www.youtube.com/watch?v=${bare}`);
  const user = value('user', 'username');
  if (/^(?:tweet|twitter|x)$/.test(name) && user && bare) return link(`https://twitter.com/${user}/status/${bare}`);
  if (name === 'instagram' && bare) return link(`https://www.instagram.com/p/${bare}/`);
  if (name === 'vimeo' && bare) return link(`https://vimeo.com/${bare}`);
  return /^(?:youtube|vimeo|tweet|twitter|x|instagram|embed|video|audio)$/.test(name) && address
    ? link(address)
    : undefined;
}

/** A caption is text: its marks of Markdown go. */
function withoutEmphasis(text: string): string {
  return text.replace(/\[([^\]]{1,300})\]\([^)]{1,500}\)/g, '$1').replace(/(\*\*|__|\*)(\S[^*_]{0,300}?)\1/g, '$2');
}

function link(address: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
}
