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

/** Shortcodes of WordPress itself and of plugins everybody has: they may stand alone, without attributes. */
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
  const tags = all.filter((tag) => isShortcode(tag, closed));
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

function isShortcode({ name, attributes, isClosing }: Tag, closed: ReadonlySet<string>): boolean {
  if (isClosing) return true;
  return known.has(name) || closed.has(name) || /[_-]/.test(name) || /^\s+[\w-]+\s*=\s*["'“”\w]/.test(attributes);
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
