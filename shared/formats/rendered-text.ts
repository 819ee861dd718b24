/** Titles and excerpts are short; what is longer, or nests as only attacks do, is not parsed. */
const [maxRendered, maxTags] = [50_000, 500];

/**
 * What a fragment of HTML shows, as text on one line per paragraph: titles and excerpts of content systems come as rendered HTML
 * (“Bar &amp;amp; Baz”, `<p>…</p>`). Undefined when it shows nothing.
 */
export async function renderedText(html: string | undefined): Promise<string | undefined> {
  if (html === undefined) return undefined;
  if (!/[<&]/.test(html)) return html.trim() === '' ? undefined : html.trim();
  if (html.length > maxRendered || html.split('<').length > maxTags)
    return html.replace(/<[^<>]*>/g, ' ').trim() || undefined;
  const { plainTextOf } = await import('../normalize/plain-text.ts');
  // Inline elements at the top would each be read as a paragraph.
  const isInline = !/<(?:p|div|ul|ol|h\d|blockquote|table|br|figure)\b/i.test(html);
  const text = (await plainTextOf(isInline ? `<p>${html}</p>` : html)).trim();
  return text === '' ? undefined : text;
}

/** A title: text, even where it is nothing but what HTML would take for a tag. */
export async function renderedTitle(written: string | undefined): Promise<string | undefined> {
  const title = written === undefined ? undefined : withoutCdataMarks(written);
  return (await renderedText(title)) ?? (title?.replace(/[<>]/g, ' ').replace(/\s+/g, ' ').trim() || undefined);
}

/** Marks of CDATA sections that were escaped twice: HTML would read what they enclose as a comment. */
export function withoutCdataMarks(text: string): string {
  return text.replaceAll('<![CDATA[', '').replaceAll(']]>', '');
}

/** An excerpt without the mark of where a system cut it (“[…]”, “Continue reading →”). */
export function withoutCutMark(excerpt: string | undefined): string | undefined {
  if (excerpt !== undefined && excerpt.length > maxRendered) return excerpt;
  const whole = excerpt
    ?.replace(/\s*(?:\[(?:…|\.\.\.)\]|(?:continue reading|read more|weiterlesen|lire la suite)\b.{0,200})\s*$/isu, '')
    .trim();
  return whole === undefined || whole === '' ? undefined : whole;
}

/** A longer post says something of its own. */
const maxLinkPost = 5_000;

/** The address of a fragment that is one link and nothing more: what a link post holds. */
export function onlyLink(html: string): string | undefined {
  if (html.length > maxLinkPost) return undefined;
  const links = [...html.matchAll(/<a\s[^>]*?href\s*=\s*["']([^"']+)["'][^>]*>([^]*?)<\/a>/gi)];
  const address = /^\s*(https?:\/\/\S+)\s*$/.exec(html.replace(/<[^<>]*>/g, ' '))?.[1];
  if (links.length === 0) return address;
  const rest = html.replace(/<a\s[^>]*>[^]*?<\/a>/gi, '').replace(/<[^<>]*>|&nbsp;|\s/g, '');
  return links.length === 1 && rest.length <= 3 ? links[0]?.[1] : undefined;
}
