import type { StateInline } from 'markdown-it';

/**
 * Raw HTML within a line (CommonMark 6.6), in place of markdown-it's own rule: that one looks for the end of a comment, an instruction or a declaration
 * from each of its openings, and takes minutes over a text of nothing but openings. This one remembers that there is no end.
 */
export function inlineHtml(state: StateInline, silent: boolean): boolean {
  if (!state.md.options.html || state.src[state.pos] !== '<') return false;
  const end = endOfTag(state.src, state.pos) ?? endOfSpecial(state, state.pos);
  if (end === undefined) return false;
  if (!silent) state.push('html_inline', '', 0).content = state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

/** Longer articles of science have some hundred; each mark is looked at to the end of its line. */
const maxFootnoteMarks = 600;

/** Whether a text defines footnotes, and no more than an article has. */
export function mayHaveFootnotes(text: string): boolean {
  if (!/^ {0,3}\[\^[^\s\]]{1,100}\]:/m.test(text)) return false;
  return text.split('[^', maxFootnoteMarks + 2).length <= maxFootnoteMarks + 1;
}

/** Footnotes as numbers in the text and a list under it, without the links between them: an article has no places to link to. */
export function plainFootnotes({ inline, renderer: { rules } }: StateInline['md']): void {
  // Notes within the line are rare, and looking for their ends takes the square of their number.
  inline.ruler.disable('footnote_inline');
  const numberOf = (tokens: readonly { meta: unknown }[], index: number): number =>
    Number((tokens[index]?.meta as { id?: number } | null)?.id ?? 0) + 1;
  rules.footnote_ref = (tokens, index) => `<sup>[${numberOf(tokens, index)}]</sup>`;
  rules.footnote_block_open = () => '<hr>\n<ol>\n';
  rules.footnote_block_close = () => '</ol>\n';
  rules.footnote_open = () => '<li>';
  rules.footnote_close = () => '</li>\n';
  rules.footnote_anchor = () => '';
}

/**
 * Pictures with the captions that Markdown has no mark for: a line of emphasis under the picture, or its title. Of a paragraph with nothing else, as
 * rendered.
 */
export function withCaptions(html: string): string {
  if (!html.includes('<p><img ')) return html;
  return html
    .replace(
      /<p>(<img [^<>]{1,3000}>)\s*(?:<br>\s*)?<em>((?:[^<]|<(?!\/?(?:em|p|img)\b)){1,1000})<\/em>\s*<\/p>/g,
      '<figure>$1<figcaption>$2</figcaption></figure>',
    )
    .replace(
      /<p>(<img [^<>]{1,3000}? title="([^"<>]{1,1000})"[^<>]{0,1000}>)<\/p>/g,
      '<figure>$1<figcaption>$2</figcaption></figure>',
    );
}

/** Whether a reader would see a letter or digit of it: text outside of tags, comments, scripts and styles. */
export function holdsProse(html: string): boolean {
  const lower = html.toLowerCase();
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (/[\p{L}\p{N}]/u.test(html.slice(at, open < 0 ? undefined : open))) return true;
    if (open < 0) return false;
    const raw = /^<(?:script|style)\b/.exec(lower.slice(open, open + 8))?.[0];
    const comment = lower.startsWith('<!--', open);
    const ending = raw ? `</${raw.slice(1)}` : comment ? '-->' : '>';
    const close = lower.indexOf(ending, open);
    if (close < 0) return !raw && !comment && /[\p{L}\p{N}]/u.test(html.slice(open));
    at = close + ending.length;
  }
  return false;
}

const attributes = String.raw`(?:\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\s*=\s*(?:[^"'=<>\`\x00-\x20]+|'[^']*'|"[^"]*"))?)*`;
const tag = new RegExp(String.raw`<[A-Za-z][A-Za-z0-9-]*${attributes}\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>`, 'y');

function endOfTag(text: string, at: number): number | undefined {
  if (!/[a-z/]/i.test(text[at + 1] ?? '')) return undefined;
  tag.lastIndex = at;
  return tag.test(text) ? tag.lastIndex : undefined;
}

/** Endings that were looked for in vain, by the text they were looked for in. */
const missing = new WeakMap<StateInline, Set<string>>();

function endOfSpecial(state: StateInline, at: number): number | undefined {
  const { src } = state;
  const short = /^<!--(?:-?>)/.exec(src.slice(at, at + 6))?.[0];
  if (short) return at + short.length;
  const [opening, ending] = specials.find(([start]) => src.startsWith(start, at)) ?? ['<!', '>'];
  if (!src.startsWith(opening, at) || (opening === '<!' && !/[A-Za-z]/.test(src[at + 2] ?? ''))) return undefined;
  const lost = missing.get(state) ?? new Set();
  if (lost.has(ending)) return undefined;
  const found = src.indexOf(ending, at + opening.length);
  if (found >= 0) return found + ending.length;
  missing.set(state, lost.add(ending));
  return undefined;
}

const specials = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
] as const;
