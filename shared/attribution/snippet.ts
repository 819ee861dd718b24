import { escapeHtml } from '../article/escape-html.ts';

export interface SnippetParts {
  readonly creditLine: string;
  readonly canonicalUrl?: string;
  readonly copyrightNotice: string;
  readonly usageTerms: string;
  readonly licenseUrl?: string;
}

/**
 * The credit as HTML, ready to insert at the end of the article: the credit line, linked to the original where its address is known, then notice and
 * terms. Plain elements without classes or styles; every value is escaped.
 */
export function snippetHtml({
  creditLine,
  canonicalUrl,
  copyrightNotice,
  usageTerms,
  licenseUrl,
}: SnippetParts): string {
  const credit = canonicalUrl ? link(canonicalUrl, creditLine, 'canonical') : escapeHtml(creditLine);
  const terms = licenseUrl ? link(licenseUrl, usageTerms, 'license') : escapeHtml(usageTerms);
  return `<p>${credit}</p><p><small>${escapeHtml(copyrightNotice)} ${terms}</small></p>`;
}

/** The same as text, a line each. */
export function snippetText({
  creditLine,
  canonicalUrl,
  copyrightNotice,
  usageTerms,
  licenseUrl,
}: SnippetParts): string {
  return [creditLine, canonicalUrl, copyrightNotice, usageTerms, licenseUrl]
    .filter((line) => line !== undefined)
    .join('\n');
}

function link(address: string, text: string, relation: 'canonical' | 'license'): string {
  // `rel=canonical` counts in a page's head only; here it says nothing, so it is not written.
  return `<a href="${escapeHtml(address)}"${relation === 'license' ? ' rel="license"' : ''}>${escapeHtml(text).replace(/\n/g, '<br>')}</a>`;
}
