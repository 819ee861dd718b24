import type { DraftItem, Format, ParseContext, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import { splitFrontMatter } from './front-matter.ts';
import { withoutDialect } from './markdown-dialect.ts';
import { holdsProse, inlineHtml, mayHaveFootnotes, plainFootnotes, withCaptions } from './markdown-html.ts';
import { draftFromMatter } from './matter-fields.ts';
import { withoutTemplateTags } from './template-tags.ts';

/**
 * Markdown (CommonMark with tables and strikethrough), with YAML or TOML front matter or without. Raw HTML inside is kept for the sanitizer that every
 * body passes: posts do hold figures and embeds; a text made of nothing but markup is taken literally.
 */
export const markdown: Format = {
  id: 'markdown',
  name: 'Markdown with front matter',
  detect(source: Source) {
    if (source.isBinary || source.text.trim() === '') return 0;
    if (
      /^(?:---|\+\+\+)[a-z ]*\n(?:[^\n]*\n){0,200}?(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)/i.test(source.head) &&
      /^(?:---|\+\+\+)/.test(source.head)
    )
      return 80;
    if (['md', 'markdown', 'mdown', 'mkd'].includes(source.extension) || source.contentType === 'text/markdown')
      return 50;
    if (/^(?:---|\+\+\+)[ \t]*\n\s*["']?[A-Za-z_][\w -]*["']?[ \t]*[:=]/.test(source.head)) return 80;
    // An ATX heading first, and no markup: nobody opens prose so.
    return /^#{1,2} \S/.test(source.head) ? 50 : 0;
  },
  async parse(source: Source, _context: ParseContext): Promise<ParsedDocument> {
    const { matter, body: written } = await splitFrontMatter(source.text);
    const { text: untagged, warnings: tagWarnings } = withoutTemplateTags(written);
    const { text: body, warnings: markWarnings } = withoutDialect(untagged, { isMdx: source.extension === 'mdx' });
    refuseDeepNesting(body);
    const { item, rejections, warnings } = draftFromMatter(matter ?? new Map());
    const { headline, rest } =
      item.headline === undefined
        ? takeTitle(body)
        : { headline: item.headline, rest: withoutRepeatedTitle(body, item.headline) };
    const html = await renderMarkdown(rest);
    const draft: DraftItem = {
      item: '',
      ...withDateOfName(item, source.key),
      ...(headline === undefined ? {} : { headline }),
      ...(html.trim() === '' ? {} : { body: { kind: 'html', value: html } }),
      warnings: [...warnings, ...tagWarnings, ...markWarnings],
    };
    return { items: [rejections.length > 0 ? { ...draft, rejections } : draft] };
  },
};

/** Jekyll and its kin keep a post's date in its file's name. */
function withDateOfName(item: Partial<DraftItem>, key: string): Partial<DraftItem> {
  const day = /(?:^|\/)((?:19|20)\d{2}-[01]\d-[0-3]\d)-[^/]+$/.exec(key)?.[1];
  if (day === undefined || item.published !== undefined) return item;
  const inference = { field: 'published', method: 'the date in the file’s name', confidence: 0.9 };
  return { ...item, published: day, inferences: [...(item.inferences ?? []), inference] };
}

/** Real posts quote three levels deep. */
const maxNesting = 50;
/** What rendering may grow to; reference definitions multiply. */
const maxOutputCharacters = 6_000_000;

/** A heading that opens the text is the headline: `# Title`, or a line underlined. */
function takeTitle(body: string): { headline?: string; rest: string } {
  // Lines that are no prose may stand before it: imports of MDX, comments, blank ones.
  const skipped = /^(?:\s*\n|(?:import|export) [^\n]*\n|<!--[^]*?-->\s*)*/.exec(body)?.[0] ?? '';
  const text = body.slice(skipped.length);
  const atx = /^ {0,3}#{1,6}[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)/.exec(text);
  const setext = /^ {0,3}([^\s>#|`*+\n-][^\n]*)\n {0,3}(?:=+|-+)[ \t]*(?:\n|$)/.exec(text);
  const html = /^ {0,3}<h[1-6](?:\s[^<>]{0,500})?>([^]{1,1000}?)<\/h[1-6]>[ \t]*/i.exec(text);
  const found = atx ?? setext ?? html;
  if (!found?.[1]) return { rest: body };
  const headline = plainInline(found[1]);
  return headline === '' ? { rest: body } : { headline, rest: skipped + text.slice(found[0].length) };
}

/** Many tools print the title in the front matter and as the first heading. */
function withoutRepeatedTitle(body: string, headline: string): string {
  const { headline: first, rest } = takeTitle(body);
  const fold = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim();
  return first !== undefined && fold(first) === fold(headline) ? rest : body;
}

const maxHeadlineCharacters = 2_000;

/** Inline marks taken off: a headline is text. */
function plainInline(text: string): string {
  // Longer than any headline: refused later, and not worth the time its marks would take.
  if (text.length > maxHeadlineCharacters) return text.trim();
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/\s*\{[#.:][^{}]*\}\s*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, '$2')
    .replace(/(^|[\s(])[*_]([^*_]+)[*_](?=$|[\s).,:;!?])/g, '$1$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}

async function renderMarkdown(text: string): Promise<string> {
  if (text.trim() === '') return '';
  refuseExpansion(text);
  const { default: MarkdownIt } = await import('markdown-it');
  const footnotes = mayHaveFootnotes(text) ? (await import('markdown-it-footnote')).default : undefined;
  const render = (html: boolean): string => {
    const markdownIt = new MarkdownIt({ html, linkify: false, typographer: false, maxNesting });
    markdownIt.inline.ruler.at('html_inline', inlineHtml);
    if (footnotes) markdownIt.use(footnotes).use(plainFootnotes);
    return withCaptions(markdownIt.render(text));
  };
  const rendered = render(true);
  if (rendered.length > maxOutputCharacters)
    throw new Unreadable('OUTPUT_TOO_LARGE', 'the Markdown grows beyond 6 MB when rendered');
  // Comments, scripts and empty elements alone: what was typed is the text.
  return holdsProse(rendered) || /<img\s[^<>]{0,2000}src=["']?https?:/i.test(rendered) ? rendered : render(false);
}

function refuseDeepNesting(text: string): void {
  for (const line of text.split('\n')) {
    const marks = /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/.exec(line)?.[0] ?? '';
    const depth = marks.match(/[>*+.)-]/g)?.length ?? 0;
    const isRule = /^[ \t]*(?:[*-][ \t]*){3,}$/.test(line.slice(0, 1000)) && line.length < 1000;
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if ((depth > maxNesting && !isRule) || (indent > maxNesting * 4 && /^[ \t]*[*+-][ \t]/.test(line))) {
      throw new Unreadable('MD_TOO_DEEP', `quotations or lists nest deeper than ${maxNesting} levels`);
    }
  }
}

/** A definition is repeated wherever it is referred to: a small file may become gigabytes. */
function refuseExpansion(text: string): void {
  let definitionCharacters = 0;
  for (const [definition] of text.matchAll(/^ {0,3}\[[^\]\n]{1,999}\]:[^\n]*/gm))
    definitionCharacters = Math.max(definitionCharacters, definition.length);
  if (definitionCharacters < 1000) return;
  const references = text.match(/\[/g)?.length ?? 0;
  if (definitionCharacters * references > maxOutputCharacters) {
    throw new Unreadable('OUTPUT_TOO_LARGE', 'references to long definitions make the text grow beyond 6 MB');
  }
}
