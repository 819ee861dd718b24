import type { DraftItem, Format, ParseContext, ParsedDocument, Source } from './format.ts';
import { readArticleText } from './article-text.ts';

/**
 * Plain text as news pages, wires and word processors leave it: headline, byline, picture lines, paragraphs. The fallback for any
 * text that no other format claims.
 */
export const plainText: Format = {
  id: 'plain-text',
  name: 'Plain text',
  detect(source: Source) {
    if (source.isBinary || source.text.trim() === '') return 0;
    // Markup and data that nothing else claims are unknown, not prose.
    if (/^\s*<[?!a-z]/i.test(source.head) || source.json() !== undefined || source.extension === 'json') return 0;
    return source.extension === 'txt' || source.contentType === 'text/plain' ? 50 : 20;
  },
  async parse(source: Source, context: ParseContext): Promise<ParsedDocument> {
    const article: Omit<DraftItem, 'item'> = readArticleText(source.text, context.promoWords);
    return { items: [{ item: '', ...article }] };
  },
};
