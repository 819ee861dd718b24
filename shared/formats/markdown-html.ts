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
