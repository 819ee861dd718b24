import { listOf, present } from '../article/present.ts';
import { ninjs3Of } from './ninjs-3.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';
import { bylinesOf, descriptionOf, headlineOf, signalOf, splitSubjects } from './output.ts';
import { creditedBodyHtml } from './visible-attribution.ts';

/**
 * JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): a feed of the one item, so that any reader takes it as it is. The standard has no place for
 * source, credit and terms: those stand in the extension `_byline`, with the article's other fields as ninjs, and visibly at the end of the body.
 */
export const jsonFeed: OutputFormat = {
  id: 'json-feed',
  name: 'JSON Feed 1.1',
  mediaType: 'application/feed+json',
  render: (outgoing) => jsonFeedOf([outgoing]),
};

/** A feed of several articles, in the order given; its title is the first one's provider. */
export function jsonFeedOf(articles: readonly OutgoingArticle[]): object {
  const provider = articles.find(({ attribution }) => attribution)?.attribution?.provider;
  return present({
    version: 'https://jsonfeed.org/version/1.1',
    title: provider?.name ?? 'Byline',
    home_page_url: provider?.url,
    icon: provider?.logo,
    items: articles.map(jsonFeedItem),
  });
}

export function jsonFeedItem(outgoing: OutgoingArticle): object {
  const { article, attribution } = outgoing;
  const pictures = article.associations?.filter(({ rel }) => rel === 'picture') ?? [];
  const { subjects, keywords } = splitSubjects(article);
  const tags = [...subjects.flatMap(({ name, literal }) => name ?? literal ?? []), ...keywords];
  return present({
    id: article.uri,
    url: attribution?.canonicalUrl,
    title: headlineOf(article),
    content_html: creditedBodyHtml(outgoing),
    summary: descriptionOf(article, 'summary'),
    image: pictures[0]?.renditions?.[0]?.href,
    date_published: attribution?.firstPublished,
    date_modified: attribution?.lastModified ?? article.versionCreated,
    authors: listOf(bylinesOf(outgoing).map((name) => ({ name }))),
    tags: listOf([...new Set(tags)]),
    language: article.language,
    attachments: listOf(
      pictures.flatMap((picture) => {
        const [main] = picture.renditions ?? [];
        if (main?.href === undefined) return [];
        return [
          present({
            url: main.href,
            mime_type: main.contentType ?? 'image/*',
            title: descriptionOf(picture, 'caption'),
          }),
        ];
      }),
    ),
    _byline: extension(outgoing),
  });
}

/** What JSON Feed has no name for (JSON Feed 1.1, “Extensions”). */
function extension(outgoing: OutgoingArticle): object {
  const { html: _html, text: _text, ...attribution } = outgoing.attribution ?? { html: '', text: '' };
  const { bodies: _bodies, ...article } = ninjs3Of(outgoing) as { readonly bodies?: unknown };
  return present({
    signal: signalOf(outgoing),
    revision: outgoing.revision,
    indexing: outgoing.indexing,
    attribution: outgoing.attribution && attribution,
    article,
  });
}
