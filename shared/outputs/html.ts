import { escapeHtml } from '../article/escape-html.ts';
import { bodyClass, generatorName } from '../article/attribution-mark.ts';
import { newsArticle } from './json-ld.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';
import { bodyHtmlOf, bylinesOf, correctionOf, descriptionOf, headlineOf } from './output.ts';
import { creditHtml, retractionHtml } from './visible-attribution.ts';

/**
 * A whole page, in plain elements, to be styled by the partner: headline, byline, text, visible credit. Search engines are told of the original, or not to list the
 * copy, as the partner's indexing instruction says. Everything else stands in the page's JSON-LD.
 */
export const html: OutputFormat = {
  id: 'html',
  name: 'HTML page',
  mediaType: 'text/html; charset=utf-8',
  render: htmlPage,
};

function htmlPage(outgoing: OutgoingArticle): string {
  const { language } = outgoing.article;
  const attributes =
    language === undefined ? '' : ` lang="${escapeHtml(language)}"${isRightToLeft(language) ? ' dir="rtl"' : ''}`;
  return `<!doctype html>
<html${attributes}>
<head>
${head(outgoing).join('\n')}
</head>
<body>
<article>
${article(outgoing).join('\n')}
</article>
</body>
</html>
`;
}

function head(outgoing: OutgoingArticle): readonly string[] {
  const { article: item, attribution } = outgoing;
  const isIndexed = outgoing.indexing !== 'noindex' && item.pubStatus !== 'canceled';
  return [
    '<meta charset="utf-8">',
    `<title>${escapeHtml(headlineOf(item) ?? '')}</title>`,
    meta('generator', generatorName),
    meta('description', descriptionOf(item, 'summary')),
    meta('author', bylinesOf(outgoing).join(', ') || undefined),
    meta('copyright', attribution?.copyrightNotice),
    meta('dcterms.rightsHolder', attribution?.copyrightHolder),
    ...(isIndexed ? [link('canonical', attribution?.canonicalUrl)] : [meta('robots', 'noindex')]),
    link('license', attribution?.licenseUrl),
    `<script type="application/ld+json">${scriptJson(newsArticle(outgoing, { withBody: false }))}</script>`,
  ].filter((line) => line !== '');
}

function article(outgoing: OutgoingArticle): readonly string[] {
  const { article: item, attribution } = outgoing;
  if (item.pubStatus === 'canceled') {
    return [heading(item), retractionHtml, attribution ? creditHtml(attribution.html) : ''].filter(
      (line) => line !== '',
    );
  }
  const [kicker, subhead, correction] = [headlineOf(item, 'kicker'), headlineOf(item, 'subhead'), correctionOf(item)];
  const by = bylinesOf(outgoing);
  return [
    paragraph(kicker),
    heading(item),
    paragraph(subhead),
    paragraph(by.length > 0 ? by.join(', ') : undefined),
    attribution?.firstPublished === undefined
      ? ''
      : `<p><time datetime="${escapeHtml(attribution.firstPublished)}">${escapeHtml(attribution.firstPublished)}</time></p>`,
    `<div class="${bodyClass}">${bodyHtmlOf(item)}</div>`,
    paragraph(correction),
    attribution ? creditHtml(attribution.html) : '',
  ].filter((line) => line !== '');
}

function heading(item: OutgoingArticle['article']): string {
  return `<h1>${escapeHtml(headlineOf(item) ?? '')}</h1>`;
}

function paragraph(text: string | undefined): string {
  return text === undefined ? '' : `<p>${escapeHtml(text)}</p>`;
}

function meta(name: string, content: string | undefined): string {
  return content === undefined ? '' : `<meta name="${name}" content="${escapeHtml(content)}">`;
}

function link(relation: string, address: string | undefined): string {
  return address === undefined ? '' : `<link rel="${relation}" href="${escapeHtml(address)}">`;
}

/** A script ends at `</script`, and a comment in it may swallow that (HTML, “Restrictions for contents of script elements”): no `<` stays. */
function scriptJson(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const rightToLeft = new Set('ar arc ckb dv fa he ks ku ps sd ug ur yi'.split(' '));

function isRightToLeft(language: string): boolean {
  return rightToLeft.has(language.split('-')[0]?.toLowerCase() ?? '');
}
