import { listOf, present } from '../article/present.ts';
import { generatorName } from '../article/attribution-mark.ts';
import type { Concept } from '../article/article.ts';
import { feedElements, feedLine, feedLines } from './feed-fields.ts';
import type { DraftItem, DraftPicture } from './format.ts';
import { attributeOf, childrenOf, lineOf, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/**
 * Items of RSS and entries of Atom that Byline itself rendered. Feeds of others leave much to be told apart (whether a title is HTML, whether a text is
 * cut, what a category is); here every text is what it is, and stands in its own place.
 */

/** Whether a channel, or an entry's source, says that Byline made it. */
export function isRendered(holder: XmlElement | undefined): boolean {
  return childrenOf(holder, 'generator').some((generator) => lineOf(generator) === generatorName);
}

/** The fields that RSS and Atom share, by their modules. */
export function readRenderedModules(item: XmlElement): Partial<DraftItem> {
  const line = (name: string): string | undefined => feedLine(item, 'dc', name);
  return present<Partial<DraftItem>>({
    subheadline: line('alternative'),
    authors: listOf(feedLines(item, 'dc', 'creator').map((name) => ({ name }))),
    provider: line('publisher'),
    source: line('source'),
    chain: named(item, 'provenance'),
    copyrightNotice: line('rights'),
    copyrightHolder: line('rightsHolder'),
    usageTerms: linesOf(feedElements(item, 'dc', 'accessRights')[0]),
    licenseUrl: line('license'),
    creditLine: line('bibliographicCitation'),
    language: line('language'),
    published: line('issued'),
    modified: line('modified'),
    contentCreated: line('created'),
    embargo: line('available'),
    expires: /^end=([^;]+);$/.exec(line('valid') ?? '')?.[1],
    located: line('spatial'),
    genres: named(item, 'type'),
    keywords: listOf(feedLines(item, 'dc', 'subject')),
    pictures: listOf(feedElements(item, 'media', 'content').map(readPicture)),
    related: listOf(
      feedElements(item, 'atom', 'link')
        .filter((link) => attributeOf(link, 'rel') === 'related')
        .map((link) => present({ url: attributeOf(link, 'href'), title: attributeOf(link, 'title') })),
    ),
  });
}

/** Subjects with their codes: an address, or the term of a vocabulary. */
export function renderedSubjects(categories: readonly XmlElement[]): readonly Concept[] | undefined {
  return listOf(
    categories.map((category) => {
      const [scheme, term] = [attributeOf(category, 'scheme'), attributeOf(category, 'term')];
      if (scheme !== undefined && term !== undefined)
        return present({ name: attributeOf(category, 'label'), uri: scheme + term });
      return present({ name: term ?? lineOf(category), uri: attributeOf(category, 'domain') });
    }),
  );
}

/** The body as it stands. */
export function renderedBody(content: XmlElement | undefined): DraftItem['body'] {
  const value = content === undefined ? '' : rawTextOf(content);
  return value.trim() === '' ? undefined : { kind: 'html', value };
}

/** Texts of a name, each time it stands there. */
function named(item: XmlElement, name: string): readonly { readonly name: string }[] | undefined {
  return listOf(
    feedElements(item, 'dc', name).flatMap((element) => {
      const text = lineOf(element);
      return text === undefined ? [] : [{ name: text }];
    }),
  );
}

function readPicture(media: XmlElement): DraftPicture {
  const [license] = feedElements(media, 'media', 'license');
  const [width, height] = ['width', 'height'].map((name) => Number(attributeOf(media, name)) || undefined);
  return present<DraftPicture>({
    url: attributeOf(media, 'url'),
    contentType: attributeOf(media, 'type'),
    width,
    height,
    title: feedLine(media, 'media', 'title'),
    caption: feedLine(media, 'media', 'description'),
    credit: feedLine(media, 'media', 'credit'),
    copyrightNotice: feedLine(media, 'media', 'copyright'),
    licenseUrl: license && attributeOf(license, 'href'),
    alternativeText: feedLine(media, 'dc', 'description'),
    byline: feedLine(media, 'dc', 'creator'),
    copyrightHolder: feedLine(media, 'dc', 'rightsHolder'),
    usageTerms: feedLine(media, 'dc', 'accessRights'),
  });
}

/** A text that may have several lines. */
export function linesOf(element: XmlElement | undefined): string | undefined {
  const text = element === undefined ? '' : rawTextOf(element).trim();
  return text === '' ? undefined : text;
}
