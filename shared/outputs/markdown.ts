import { present } from '../article/present.ts';
import type { Association, Concept } from '../article/article.ts';
import { attributionClass, generatorName } from '../article/attribution-mark.ts';
import { bodyTree } from './body-tree.ts';
import { markdownOf } from './markdown-body.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';
import {
  bodyHtmlOf,
  bylinesOf,
  correctionOf,
  descriptionOf,
  handlersOf,
  headlineOf,
  relatedAddress,
  signalOf,
  splitSubjects,
} from './output.ts';
import { retractionText } from './visible-attribution.ts';

/**
 * CommonMark with YAML front matter, under the names that Hugo, Jekyll and Eleventy know where there are such. Every value is a text in double quotes:
 * nothing can be taken for a number, a date, `yes` or a marker. The credit also stands at the end of the text, since templates print that.
 */
export const markdown: OutputFormat = {
  id: 'markdown',
  name: 'Markdown with YAML front matter',
  mediaType: 'text/markdown; charset=utf-8; variant=CommonMark',
  render: markdownDocument,
};

function markdownDocument(outgoing: OutgoingArticle): string {
  const { article, attribution } = outgoing;
  const isRetraction = article.pubStatus === 'canceled';
  const body = isRetraction ? retractionText : markdownOf(bodyTree(bodyHtmlOf(article)));
  const credit = attribution ? markdownOf(bodyTree(attribution.html)) : '';
  return [
    `---\n${yamlMap(matterOf(outgoing), '')}---\n`,
    body,
    // The blank lines let the inside be Markdown: it shows where raw HTML is dropped, too.
    ...(credit === '' ? [] : [`<div class="${attributionClass}">`, credit, '</div>']),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .replace('---\n\n\n', '---\n\n')
    .concat('\n');
}

type Matter = string | readonly Matter[] | { readonly [name: string]: Matter | undefined };

function matterOf(outgoing: OutgoingArticle): { readonly [name: string]: Matter | undefined } {
  const { article, attribution } = outgoing;
  const { subjects, keywords } = splitSubjects(article);
  const pictures = article.associations?.filter(({ rel }) => rel === 'picture') ?? [];
  const related = article.associations?.filter(({ rel }) => rel !== 'picture') ?? [];
  return {
    title: headlineOf(article),
    subtitle: headlineOf(article, 'subhead'),
    kicker: headlineOf(article, 'kicker'),
    id: article.uri,
    version: article.version,
    slugline: article.slugline,
    summary: descriptionOf(article, 'summary'),
    authors: list(bylinesOf(outgoing).map((name) => ({ name }))),
    location: article.located,
    date: attribution?.firstPublished,
    lastmod: attribution?.lastModified,
    first_created: article.firstCreated,
    content_created: article.contentCreated,
    // Without a change it is the publication’s.
    version_created: attribution?.lastModified === undefined ? undefined : article.versionCreated,
    embargo: article.embargoedUntil,
    expires: article.expires,
    status: article.pubStatus,
    signal: signalOf(outgoing) === 'correction' ? 'correction' : undefined,
    correction: correctionOf(article),
    urgency: article.urgency?.toString(),
    ednote: article.edNote,
    lang: article.language,
    topics: list(subjects.map(conceptOf)),
    tags: list(keywords),
    genres: list((article.genres ?? []).map(conceptOf)),
    people: list((article.people ?? []).map(conceptOf)),
    organisations: list((article.organisations ?? []).map(conceptOf)),
    places: list((article.places ?? []).map(conceptOf)),
    images: list(pictures.map(pictureOf)),
    related: list(related.map((item) => present({ title: headlineOf(item), url: relatedAddress(article, item) }))),
    canonical: attribution?.canonicalUrl,
    credit: attribution?.creditLine,
    source: attribution?.source,
    provider: attribution?.provider.name,
    chain: list(handlersOf(outgoing).map((hand) => present(hand))),
    copyright_holder: attribution?.copyrightHolder,
    copyright: attribution?.copyrightNotice,
    usage_terms: attribution?.usageTerms,
    license: attribution?.licenseUrl,
    robots: outgoing.indexing === 'noindex' ? 'noindex' : undefined,
    generator: generatorName,
  };
}

function conceptOf({ name, uri, literal, rel }: Concept): Matter {
  const said = present({ name, uri, literal, rel });
  return Object.keys(said).length === 1 && name !== undefined ? name : said;
}

function pictureOf(picture: Association): Matter {
  const [main] = picture.renditions ?? [];
  return present({
    url: main?.href,
    alt: descriptionOf(picture, 'altText'),
    title: headlineOf(picture),
    caption: descriptionOf(picture, 'caption'),
    credit: descriptionOf(picture, 'creditline'),
    by: picture.by,
    copyright_holder: picture.copyrightHolder,
    copyright: picture.copyrightNotice,
    usage_terms: picture.usageTerms,
    license: picture.rightsInfo?.linkedRights,
    type: main?.contentType,
    width: main?.width?.toString(),
    height: main?.height?.toString(),
  });
}

function list(values: readonly Matter[]): Matter | undefined {
  return values.length > 0 ? values : undefined;
}

function yamlMap(map: { readonly [name: string]: Matter | undefined }, indent: string): string {
  return Object.entries(map)
    .map(([name, value]) => (value === undefined ? '' : `${indent}${name}:${yamlValue(value, indent)}`))
    .join('');
}

function yamlValue(value: Matter, indent: string): string {
  if (typeof value === 'string') return ` ${yamlText(value)}\n`;
  if (!Array.isArray(value)) return `\n${yamlMap(value as { readonly [name: string]: Matter }, `${indent}  `)}`;
  const entries = (value as readonly Matter[]).map((entry) => {
    if (typeof entry === 'string') return `${indent}  - ${yamlText(entry)}\n`;
    const lines = yamlMap(entry as { readonly [name: string]: Matter }, `${indent}    `);
    return `${indent}  - ${lines.slice(indent.length + 4)}`;
  });
  return `\n${entries.join('')}`;
}

/** A double-quoted scalar on one line (YAML 1.2 §7.3.1): JSON's escapes are YAML's, and what YAML does not print is escaped, too. */
export function yamlText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
