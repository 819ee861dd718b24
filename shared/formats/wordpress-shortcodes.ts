import type { Warning } from '../contract/reasons.ts';
import { escapeHtml } from '../article/escape-html.ts';

/** What a shortcode can be replaced with: pictures of the export, by their ids. */
export interface ShortcodeContext {
  /** HTML for the pictures of a gallery; without ids those attached to the post. */
  gallery(ids: readonly string[] | undefined): string;
}

export interface ExpandedShortcodes {
  readonly html: string;
  /** Names of those that had nothing to show without their plugin. */
  readonly removed: readonly string[];
}

/** Shortcodes of WordPress itself and of plugins everybody has. */
const known = new Set(
  'caption wp_caption gallery playlist audio video embed youtube youtu vimeo tweet twitter instagram facebook soundcloud ted googlemaps map contact-form toc more dropcap ad ads adsense newsletter subscribe sharing related-posts recent-posts'.split(
    ' ',
  ),
);
const players = new Set(
  'embed youtube youtu vimeo tweet twitter instagram facebook soundcloud ted video audio'.split(' '),
);

interface Tag {
  readonly isClosing: boolean;
  readonly name: string;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

/** Text in brackets is long seldom; markup in them is. */
const maxAttributes = 1_000;

/**
 * Replaces WordPress shortcodes by what they show: captions by figures, galleries by their pictures, players by a link; what encloses text gives its
 * text; the rest, which only a plugin could fill, goes. Words in brackets (“[sic]”, “[…]”) stay.
 */
export function expandShortcodes(html: string, context: ShortcodeContext): ExpandedShortcodes {
  const all = tagsIn(html);
  const closed = new Set(all.filter(({ isClosing }) => isClosing).map(({ name }) => name));
  const tags = all.filter((tag) => isShortcode(tag, closed, html));
  const removed = new Set<string>();
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < tags.length; at++) {
    const tag = tags[at] as Tag;
    if (tag.start < done) continue;
    parts.push(html.slice(done, tag.start));
    done = tag.end;
    if (tag.isClosing) continue;
    const close = tags.slice(at + 1, at + 40).find(({ isClosing, name }) => isClosing && name === tag.name);
    const inside = close ? html.slice(tag.end, close.start) : undefined;
    const shown = show(tag, inside, context);
    if (shown === undefined) {
      if (inside === undefined) removed.add(tag.name);
      continue;
    }
    parts.push(shown);
    if (close && inside !== undefined) done = close.end;
  }
  parts.push(html.slice(done));
  // Doubled brackets write a shortcode out.
  return { html: parts.join('').replace(/\[(\[[a-z][\w-]*[^[\]]{0,200}\])\]/gi, '$1'), removed: [...removed] };
}

/** What the receipt says of shortcodes that had nothing to show. */
export function removedShortcodes(removed: readonly string[]): readonly Warning[] {
  if (removed.length === 0) return [];
  const names = removed.map((name) => `[${name}]`).join(', ');
  const message = `shortcodes that only a plugin can fill were removed: ${names.slice(0, 200)}`;
  return [{ code: 'HTML_REMOVED', message, path: 'body' }];
}

function tagsIn(html: string): readonly Tag[] {
  const pattern = /(?<!\[)\[(\/?)([a-z][\w-]{0,60})((?:[\s=:][^[\]<>]*)?)\/?\](?!\])/gi;
  return [...html.matchAll(pattern)].flatMap((match) => {
    const [whole, slash, name = '', attributes = ''] = match;
    if (attributes.length > maxAttributes) return [];
    return [
      {
        isClosing: slash === '/',
        name: name.toLowerCase(),
        attributes,
        start: match.index,
        end: match.index + whole.length,
      },
    ];
  });
}

/**
 * What says more than its name, encloses text, or is named as nobody writes words (`contact_form`). The words of an editor are not: “[then-mayor]”,
 * “[Leeds-based firm]”, “[more]” in a sentence; a bare name that could be one has to have its line alone.
 */
function isShortcode(tag: Tag, closed: ReadonlySet<string>, html: string): boolean {
  const { name, attributes, isClosing } = tag;
  if (isClosing || closed.has(name) || name.includes('_')) return true;
  if (/^\s+[\w-]+\s*=\s*["'“”\w]/.test(attributes)) return true;
  if (known.has(name) && attributes.trim() !== '') return true;
  if (!known.has(name) && !name.includes('-')) return false;
  return attributes.trim() === '' ? isAlone(tag, html) : /["“”=]/.test(attributes);
}

const block = '(?:p|div|br|h[1-6]|ul|ol|li|td|th|figure|blockquote|section|article|center|hr)\\b';
const lineBefore = new RegExp(`(?:^|\\n|\\]|-->|</?${block}[^<>]*>)[^\\S\\n]*$`, 'i');
const lineAfter = new RegExp(`^[^\\S\\n]*(?:$|\\n|\\[|<!--|</?${block})`, 'i');
/** Start tags with their attributes are no longer. */
const looked = 300;

function isAlone({ start, end }: Tag, html: string): boolean {
  return (
    lineBefore.test(html.slice(Math.max(0, start - looked), start)) && lineAfter.test(html.slice(end, end + looked))
  );
}

/** HTML for a shortcode; undefined leaves what it encloses, or nothing. */
function show(tag: Tag, inside: string | undefined, context: ShortcodeContext): string | undefined {
  if (tag.name === 'caption' || tag.name === 'wp_caption') return figure(tag, inside);
  if (tag.name === 'gallery') {
    const ids = attributeIn(tag, 'ids') ?? attributeIn(tag, 'include');
    return context.gallery(ids?.split(/[\s,]+/).filter((id) => /^\d+$/.test(id)));
  }
  if (!players.has(tag.name)) return undefined;
  const given = ['src', 'url', 'mp4', 'm4v', 'webm', 'ogv', 'mp3', 'ogg', 'm4a'].map((name) => attributeIn(tag, name));
  const bare = /^[\s=]*(https?:\/\/[^\s"'<>]+)/.exec(tag.attributes)?.[1];
  const enclosed = /https?:\/\/[^\s"'<>]+/.exec(inside ?? '')?.[0];
  const url = [...given, bare, enclosed].find((found) => found !== undefined && /^https?:\/\//.test(found));
  // The address may have been escaped, as HTML is.
  const address = url?.replace(/&(?:amp|#0?38);/g, '&');
  return address ? `\n\n<p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p>\n\n` : undefined;
}

/** `[caption …]<a><img></a> The caption[/caption]`; older ones have the caption as an attribute. */
function figure(tag: Tag, inside: string | undefined): string | undefined {
  if (inside === undefined) return undefined;
  const picture = /^\s*(?:<a\s[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?/i.exec(inside)?.[0];
  if (picture === undefined) return undefined;
  const caption = attributeIn(tag, 'caption') ?? inside.slice(picture.length).trim();
  return `\n\n<figure>${picture}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>\n\n`;
}

function attributeIn({ attributes }: Tag, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, 'i').exec(attributes);
  const value = (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
  return value === '' ? undefined : value;
}
