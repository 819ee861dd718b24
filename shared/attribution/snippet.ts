import { escapeHtml } from '../article/escape-html.ts';
import type { SnippetTemplate } from '../article/publisher.ts';
import { wordsFor } from './words.ts';

export interface SnippetParts {
  readonly creditLine: string;
  readonly publisherName: string;
  readonly bylines: readonly string[];
  readonly source: string;
  readonly canonicalUrl?: string;
  readonly copyrightNotice: string;
  readonly usageTerms: string;
  readonly licenseUrl?: string;
  /** Of the article: the snippet's words are in it, where there are any. */
  readonly language?: string;
  /** Credits of pictures, as printed. */
  readonly pictureCredits: readonly string[];
  readonly year?: string;
}

/**
 * The credit, ready to insert at the end of the article, as HTML and as text: the credit line; a link to the original where its
 * address is known; the pictures' credits; notice and terms. The publisher's own template stands instead, where there is one. The HTML is plain
 * elements without classes or styles; every value is escaped.
 */
export function snippetOf(
  parts: SnippetParts,
  template?: SnippetTemplate,
): { readonly html: string; readonly text: string } {
  if (template) return fromTemplate(parts, template);
  return { html: snippetHtml(parts), text: snippetText(parts) };
}

function snippetHtml(parts: SnippetParts): string {
  const { creditLine, canonicalUrl, copyrightNotice, usageTerms, licenseUrl, language } = parts;
  const terms = licenseUrl ? link(licenseUrl, usageTerms, ' rel="license"') : escapeHtml(usageTerms);
  const pictures = picturesLine(parts);
  const lang = wordsFor(language).language;
  return [
    `<p>${escapeHtml(creditLine)}</p>`,
    ...(canonicalUrl ? [`<p lang="${lang}">${link(canonicalUrl, readOriginal(parts))}</p>`] : []),
    ...(pictures === undefined ? [] : [`<p lang="${lang}"><small>${escapeHtml(pictures)}</small></p>`]),
    `<p><small>${escapeHtml(copyrightNotice)} ${lines(terms)}</small></p>`,
  ].join('');
}

function snippetText(parts: SnippetParts): string {
  const { creditLine, canonicalUrl, copyrightNotice, usageTerms, licenseUrl } = parts;
  const original = canonicalUrl && `${readOriginal(parts)}: ${canonicalUrl}`;
  return [creditLine, original, picturesLine(parts), copyrightNotice, usageTerms, licenseUrl]
    .filter((line) => line !== undefined)
    .join('\n');
}

function readOriginal({ language, publisherName }: SnippetParts): string {
  return wordsFor(language).words.readOriginal.replace('{publisher}', () => publisherName);
}

function picturesLine({ language, pictureCredits }: SnippetParts): string | undefined {
  const credits = [...new Set(pictureCredits)];
  if (credits.length === 0) return undefined;
  return wordsFor(language).words.pictures.replace('{credits}', () => credits.join('; '));
}

/** Fills a publisher's template; what has no value is left out, and nothing else in braces is touched. */
function fromTemplate(parts: SnippetParts, { html, text }: SnippetTemplate): { html: string; text: string } {
  const values: Readonly<Record<string, string | undefined>> = {
    creditLine: parts.creditLine,
    byline: parts.bylines.join(', '),
    publisher: parts.publisherName,
    source: parts.source,
    canonicalUrl: parts.canonicalUrl,
    copyrightNotice: parts.copyrightNotice,
    usageTerms: parts.usageTerms,
    year: parts.year,
  };
  const fill = (template: string, escape: (value: string) => string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? escape(values[name] ?? '') : whole,
    );
  return { html: fill(html, escapeHtml), text: fill(text, (value) => value) };
}

function link(address: string, text: string, relation = ''): string {
  // `rel=canonical` counts in a page's head only; here it says nothing, so it is not written.
  return `<a href="${escapeHtml(address)}"${relation}>${escapeHtml(text)}</a>`;
}

/** Terms of several lines keep them. */
function lines(html: string): string {
  return html.replace(/\n/g, '<br>');
}
