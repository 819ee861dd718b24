import { listOf, present } from '../article/present.ts';
import type { Association, Concept } from '../article/article.ts';
import { generatorName } from '../article/attribution-mark.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';
import {
  bodyHtmlOf,
  bodyTextOf,
  bylinesOf,
  correctionOf,
  descriptionOf,
  headlineOf,
  relatedAddress,
  splitSubjects,
} from './output.ts';

/**
 * A schema.org NewsArticle (https://schema.org/NewsArticle) as JSON-LD. `articleBody` is plain text, as the vocabulary has it; the HTML is the article's
 * `encoding` as text/html. The original is what the copy `isBasedOn`.
 */
export const jsonLd: OutputFormat = {
  id: 'json-ld',
  name: 'schema.org NewsArticle, JSON-LD',
  mediaType: 'application/ld+json',
  render: (outgoing) => newsArticle(outgoing, { withBody: true }),
};

/** The same within a page (`withBody: false`), where the text stands beside it. */
export function newsArticle(outgoing: OutgoingArticle, { withBody }: { readonly withBody: boolean }): object {
  const { article, attribution } = outgoing;
  const { subjects, keywords } = splitSubjects(article);
  const html = bodyHtmlOf(article);
  const correction = correctionOf(article);
  const pictures = article.associations?.filter(({ rel }) => rel === 'picture') ?? [];
  const related = article.associations?.filter(({ rel }) => rel !== 'picture') ?? [];
  return present({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    identifier: identifiersOf(article),
    version: article.version,
    headline: headlineOf(article),
    alternativeHeadline: headlineOf(article, 'subhead'),
    description: descriptionOf(article, 'summary'),
    ...(withBody
      ? present({
          articleBody: bodyTextOf(article) || undefined,
          encoding: html === '' ? undefined : { '@type': 'MediaObject', encodingFormat: 'text/html', text: html },
        })
      : {}),
    author: listOf(bylinesOf(outgoing).map((name) => author(name, attribution))),
    ...creditsOf(outgoing),
    datePublished: attribution?.firstPublished,
    dateModified: attribution?.lastModified,
    dateCreated: article.contentCreated,
    expires: article.expires,
    creativeWorkStatus: article.pubStatus === 'canceled' ? 'Retracted' : undefined,
    correction: correction === undefined ? undefined : { '@type': 'CorrectionComment', text: correction },
    inLanguage: article.language,
    locationCreated: article.located === undefined ? undefined : { '@type': 'Place', name: article.located },
    about: listOf(subjects.map((subject) => thing('Thing', subject))),
    // Terms of their own: in one text, commas within a keyword would part it.
    keywords: listOf(keywords.map((name) => ({ '@type': 'DefinedTerm', name }))),
    genre: listOf(article.genres?.flatMap(({ name, uri, literal }) => name ?? uri ?? literal ?? []) ?? []),
    mentions: listOf([
      ...(article.people ?? []).map((person) => thing('Person', person)),
      ...(article.organisations ?? []).map((organisation) => thing('Organization', organisation)),
      ...(article.places ?? []).map((place) => thing('Place', place)),
      ...related.map((item) => relatedWork(item, relatedAddress(article, item))),
    ]),
    image: listOf(pictures.map(imageObject)),
    sdPublisher: { '@type': 'Organization', name: generatorName },
  });
}

/** The article's own first. */
function identifiersOf({ uri, altIds }: OutgoingArticle['article']): unknown {
  if (altIds === undefined) return uri;
  return [uri, ...altIds.map(({ role, value }) => present({ '@type': 'PropertyValue', propertyID: role, value }))];
}

/** Agencies and houses sign, too. */
function author(name: string, attribution: OutgoingArticle['attribution']): object {
  const isHouse = name === attribution?.source || name === attribution?.provider.name;
  return { '@type': isHouse ? 'Organization' : 'Person', name };
}

function creditsOf({ attribution }: OutgoingArticle): object {
  if (!attribution) return {};
  const { provider, source, usageTerms, licenseUrl, canonicalUrl } = attribution;
  return present({
    publisher: present({ '@type': 'Organization', name: provider.name, url: provider.url, logo: provider.logo }),
    sourceOrganization: { '@type': 'Organization', name: source },
    creditText: attribution.creditLine,
    copyrightHolder: { '@type': 'Organization', name: attribution.copyrightHolder },
    copyrightNotice: attribution.copyrightNotice,
    usageInfo: { '@type': 'CreativeWork', text: usageTerms },
    license: licenseUrl,
    isBasedOn: canonicalUrl,
  });
}

function thing(type: string, { name, uri, literal }: Concept): object {
  return present({ '@type': type, name: name ?? literal ?? uri, sameAs: uri });
}

function imageObject(picture: Association): object {
  const main = picture.renditions?.[0];
  const license = picture.rightsInfo?.linkedRights;
  return present({
    '@type': 'ImageObject',
    contentUrl: main?.href,
    encodingFormat: main?.contentType,
    width: pixels(main?.width),
    height: pixels(main?.height),
    name: headlineOf(picture),
    caption: descriptionOf(picture, 'caption'),
    alternateName: descriptionOf(picture, 'altText'),
    creditText: descriptionOf(picture, 'creditline'),
    creator: picture.by === undefined ? undefined : { '@type': 'Person', name: picture.by },
    copyrightHolder:
      picture.copyrightHolder === undefined ? undefined : { '@type': 'Organization', name: picture.copyrightHolder },
    copyrightNotice: picture.copyrightNotice,
    usageInfo: picture.usageTerms === undefined ? undefined : { '@type': 'CreativeWork', text: picture.usageTerms },
    license,
  });
}

function pixels(value: number | undefined): object | undefined {
  return value === undefined ? undefined : { '@type': 'QuantitativeValue', value, unitCode: 'E37' };
}

/** An item beside this one, which it points to. */
function relatedWork(item: Association, url: string | undefined): object {
  return present({
    '@type': 'CreativeWork',
    headline: headlineOf(item),
    url,
  });
}
