import { escapeHtml } from '../article/escape-html.ts';
import type { Warning } from '../contract/reasons.ts';

/**
 * Markdown without what only its site's generator reads, outside of code: attributes in braces (kramdown, Pandoc), marks of notes (`:::tip`, `!!! note`,
 * `[!NOTE]`), and MDX (imports, exports, comments, components). Components leave what they enclose; players and pictures among them are shown, the others
 * are named. Pure; takes no longer than the text is long.
 */
export function withoutDialect(
  text: string,
  options: { readonly isMdx: boolean },
): { readonly text: string; readonly warnings: readonly Warning[] } {
  if (!/[{:<!]|^import /m.test(text)) return { text, warnings: [] };
  const removed = new Set<string>();
  const parts = text.split(/(^(?:```|~~~)[^]*?^(?:```|~~~)[^\n]*$|`[^`\n]+`)/m);
  const plain = parts
    .map((part, index) => (index % 2 === 1 ? part : withoutMarks(part, options.isMdx, removed)))
    .join('');
  if (removed.size === 0) return { text: plain, warnings: [] };
  const names = [...removed].slice(0, 20).join(', ').slice(0, 200);
  const message = `components that only the site can fill were removed: ${names}`;
  return { text: plain, warnings: [{ code: 'HTML_REMOVED', message, path: 'body components' }] };
}

const attribute = String.raw`(?:[.#][\w-]{1,60}|[\w-]{1,40}=(?:"[^"\n{}]{0,200}"|'[^'\n{}]{0,200}'|[\w%.-]{1,60}))`;
const attributeList = String.raw`\{:?[ \t]*${attribute}(?:[ \t]+${attribute}){0,20}[ \t]*\}`;
const afterLink = new RegExp(String.raw`(?<=\))[ \t]?${attributeList}`, 'g');
const afterHeading = new RegExp(String.raw`^([ \t]{0,3}#{1,6}[ \t][^\n]{0,1000}?)[ \t]*${attributeList}[ \t]*$`, 'gm');

function withoutMarks(text: string, isMdx: boolean, removed: Set<string>): string {
  const unmarked = text
    // A table of contents: a list of one entry, which kramdown fills.
    .replace(/^[*+-] [^\n]{0,100}\n\{:[ \t]*toc[^{}\n]{0,100}\}[ \t]*$/gm, '')
    .replace(/^[ \t]*\{:{1,2}[^{}\n]{1,200}\}[ \t]*(?:\n|$)/gm, '')
    .replace(/\{:{1,2}[ \t]?[\w.#/][^{}\n]{0,200}\}/g, '')
    .replace(afterLink, '')
    .replace(afterHeading, '$1');
  const shown = withoutComponents(withoutProgram(withoutNotes(unmarked), isMdx), removed);
  return isMdx ? withoutValues(shown, removed) : shown;
}

/** The marks around a note go, its title stays as a line of its own. */
function withoutNotes(text: string): string {
  const titled = (title: string | undefined): string => ((title ?? '').trim() === '' ? '' : `\n**${title?.trim()}**\n`);
  const opened = text
    .replace(
      /^[ \t]*:{3,}[ \t]*(?:[\w-]{1,40}(?:\[([^\]\n]{0,200})\])?)?[ \t]*(?:\{[^{}\n]{0,200}\})?[ \t]*([^\n:{}]{0,200})$/gm,
      (_, inBrackets: string | undefined, behind: string) => titled(inBrackets ?? behind),
    )
    .replace(
      /^([ \t]*>[ \t]*)\[![A-Za-z]{2,20}\][+-]?[ \t]*([^\n]{0,200})$/gm,
      (_, quote: string, title: string) => `${quote}${title.trim() === '' ? '' : `**${title.trim()}**\n${quote}`}`,
    );
  if (!/^(?:!!!|\?\?\?)/m.test(opened)) return opened;
  return opened.replace(
    /^(?:!!!|\?\?\?\+?) ?[\w -]{1,60}(?:"([^"\n]{0,200})")?[ \t]*\n((?:(?: {4}|\t)[^\n]*(?:\n|$)|[ \t]*\n(?= {4}|\t))*)/gm,
    (_, title: string | undefined, inside: string) => `${titled(title)}\n${inside.replace(/^(?: {4}|\t)/gm, '')}\n`,
  );
}

const importLine = /^import\s(?:[\w*{$][^;\n'"]{0,300}\sfrom\s+)?(?:'[^'\n]{1,200}'|"[^"\n]{1,200}");?[ \t]*$/;

/** Lines of a program in an MDX document: imports and exports at the start of a block, comments in braces. */
function withoutProgram(text: string, isMdx: boolean): string {
  const lines: string[] = [];
  let isStart = true;
  let until: RegExp | undefined;
  for (const line of text.split('\n')) {
    if (until !== undefined) {
      if (until.test(line)) until = undefined;
      continue;
    }
    if (isStart && importLine.test(line)) continue;
    if (isStart && isMdx && /^(?:import\s*\{|export\s+(?:const|let|default|function|async)\b)/.test(line)) {
      const isWhole = /[;'"\])]\s*$/.test(line) && !/[{[(]\s*$/.test(line);
      if (!isWhole) until = /^[}\])]|^\s*$/;
      continue;
    }
    lines.push(line);
    isStart = line.trim() === '';
  }
  return lines.join('\n').replace(/\{\/\*(?:(?!\*\/|\{\/\*)[^]){0,5000}\*\/\}/g, '');
}

/** Values of a program within a sentence. */
function withoutValues(text: string, removed: Set<string>): string {
  return text.replace(/\{[\w$]{1,60}(?:\.[\w$]{1,60}){0,5}\}/g, (value) => {
    removed.add(value);
    return '';
  });
}

/** A component has a capital first and small letters after: `<IMG>` is HTML. */
const component =
  /<(\/?)([A-Z]\w{0,60}[a-z]\w{0,60}|[A-Z][a-z](?:\.\w{1,40})?)((?:\s+[\w:-]{1,60}(?:=(?:"[^"]{0,500}"|'[^']{0,500}'|\{[^{}]{0,500}\}))?){0,20})\s*(\/?)>/g;

function withoutComponents(text: string, removed: Set<string>): string {
  if (!/<[A-Z]\w*[a-z]/.test(text)) return text;
  let depth = 0;
  const lines = text.replace(component, (_, slash: string, name: string, attributes: string, end: string) => {
    if (slash === '/') return closed;
    const shown = show(name, attributes);
    if (end === '/') {
      if (shown === undefined) removed.add(`<${name}>`);
      return shown ?? '';
    }
    return `${opened}${titleIn(attributes)}`;
  });
  // What a component encloses is indented for the eye: Markdown would take it for code.
  return lines
    .split('\n')
    .map((line) => {
      const outer = depth;
      depth = Math.max(0, depth + line.split(opened).length - line.split(closed).length);
      const dedented = outer > 0 ? line.replace(new RegExp(`^(?:\\t| {1,2}){1,${Math.min(outer, 10)}}`), '') : line;
      return dedented.replaceAll(opened, '').replaceAll(closed, '');
    })
    .join('\n');
}

/** Marks that no text holds: noncharacters. */
const [opened, closed] = ['\ufdd0', '\ufdd1'];

function show(name: string, attributes: string): string | undefined {
  const value = (...keys: readonly string[]): string | undefined =>
    keys
      .map((key) => new RegExp(`(?:^|\\s)${key}=\\{?(?:"([^"]*)"|'([^']*)')`, 'i').exec(attributes))
      .map((match) => (match?.[1] ?? match?.[2])?.trim())
      .find((found) => found !== undefined && found !== '');
  if (/(?:^|\.)(?:\w*image|img|figure|picture|photo)$/i.test(name)) {
    const source = value('src', 'url');
    if (source === undefined) return undefined;
    const caption = value('caption', 'title');
    const image = `<img src="${escapeHtml(source)}" alt="${escapeHtml(value('alt') ?? '')}">`;
    return `<figure>${image}${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ''}</figure>`;
  }
  const named = value('id', 'videoid', 'video');
  if (/youtube/i.test(name) && named && /^[\w-]{6,20}$/.test(named))
    return link(`https://www.youtube.com/watch?v=${named}`);
  if (/vimeo/i.test(name) && named && /^\d{5,12}$/.test(named)) return link(`https://vimeo.com/${named}`);
  const address = [value('url'), value('href'), value('src'), value('link'), named].find((found) =>
    /^https?:\/\//.test(found ?? ''),
  );
  return address === undefined ? undefined : link(address);
}

function link(address: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
}

/** What a card, a tab or a note calls itself. */
function titleIn(attributes: string): string {
  const match = /(?:^|\s)(?:title|label|summary)=\{?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')/.exec(attributes);
  const title = (match?.[1] ?? match?.[2])?.trim();
  return title ? `\n\n**${title}**\n\n` : '';
}
