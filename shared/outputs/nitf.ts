import type { Association, Concept } from '../article/article.ts';
import { generatorName } from '../article/attribution-mark.ts';
import { bodyTree, textOf } from './body-tree.ts';
import { leadMedia, nitfBody } from './nitf-body.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';
import { bodyHtmlOf, bylinesOf, correctionOf, descriptionOf, handlersOf, headlineOf, splitSubjects } from './output.ts';
import { retractionText } from './visible-attribution.ts';
import type { XmlNode } from './xml-writer.ts';
import { element, textElement, xmlDocument } from './xml-writer.ts';

/**
 * IPTC NITF 3.6 (https://iptc.org/std/NITF/3.6/). Status and embargo are `docdata`'s (`management-status`, `date.release`), the hands it went through its
 * `del-list`, the original its `pubdata`; what NITF has no element for is `meta`. The credit is printed in `body.end`.
 */
export const nitf: OutputFormat = {
  id: 'nitf',
  name: 'IPTC NITF 3.6',
  mediaType: 'text/vnd.IPTC.NITF',
  render: (outgoing) => xmlDocument(nitfDocument(outgoing)),
};

function nitfDocument(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution } = outgoing;
  return element(
    'nitf',
    {
      xmlns: 'http://iptc.org/std/NITF/2006-10-18/',
      version: '-//IPTC//DTD NITF 3.6//EN',
      baselang: article.language,
    },
    head(outgoing),
    element(
      'body',
      {},
      bodyHead(outgoing),
      bodyContent(outgoing),
      attribution ? element('body.end', {}, element('tagline', {}, attribution.creditLine)) : undefined,
    ),
  );
}

function head(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution } = outgoing;
  const { subjects } = splitSubjects(article);
  const topics = subjects.flatMap((subject) => subjectElement(subject) ?? []);
  const genres = (article.genres ?? []).map((genre) =>
    element('tobject.property', { 'tobject.property.type': nameOf(genre) }),
  );
  const { canonicalUrl, provider, firstPublished } = attribution ?? {};
  return element(
    'head',
    {},
    textElement('title', headlineOf(article)),
    meta('generator', generatorName),
    meta('license', attribution?.licenseUrl),
    meta('version', isToken(article.version) ? undefined : article.version),
    topics.length + genres.length > 0 ? element('tobject', { 'tobject.type': 'news' }, genres, topics) : undefined,
    docdata(outgoing),
    canonicalUrl === undefined
      ? undefined
      : element('pubdata', {
          type: 'web',
          'date.publication': norm(firstPublished),
          name: provider?.name,
          'ex-ref': canonicalUrl,
        }),
    revision(article.firstCreated, 'writer-author', 'created'),
    revision(article.contentCreated, 'writer-author', 'content created'),
    revision(attribution?.lastModified, 'editor', correctionOf(article) === undefined ? 'changed' : 'corrected'),
  );
}

function docdata(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution } = outgoing;
  const { subjects, keywords } = splitSubjects(article);
  const correction = correctionOf(article);
  const identified = [
    ...(article.people ?? []).map((person) => textElement('person', nameOf(person))),
    ...(article.organisations ?? []).map((organisation) => textElement('org', nameOf(organisation))),
    ...(article.places ?? []).map((place) => textElement('location', nameOf(place))),
    ...subjects
      .filter((subject) => subjectElement(subject) === undefined)
      .map((subject) =>
        element('classifier', { type: 'subject', value: subject.name ?? subject.literal, idsrc: subject.uri }),
      ),
  ];
  const regsrc = attribution?.source;
  const isDue = article.slugline !== undefined || isToken(article.version);
  return element(
    'docdata',
    { 'management-status': statusOf(outgoing) },
    correction === undefined
      ? undefined
      : element('correction', { info: correction, 'id-string': article.uri, regsrc }),
    element('doc-id', { regsrc, 'id-string': article.uri }),
    delList(outgoing),
    article.urgency === undefined ? undefined : element('urgency', { 'ed-urg': article.urgency }),
    dateElement('date.issue', attribution?.firstPublished),
    dateElement('date.release', article.embargoedUntil),
    dateElement('date.expire', article.expires),
    isDue
      ? element('du-key', { version: isToken(article.version) ? article.version : undefined, key: article.slugline })
      : undefined,
    ...rightsOf(attribution),
    keywords.length > 0
      ? element(
          'key-list',
          {},
          keywords.map((key) => element('keyword', { key })),
        )
      : undefined,
    identified.length > 0 ? element('identified-content', {}, identified) : undefined,
  );
}

function statusOf({ article }: OutgoingArticle): string {
  if (article.pubStatus !== 'usable') return article.pubStatus;
  return article.embargoedUntil === undefined ? 'usable' : 'embargoed';
}

/** Who moved the document, the source first (`level-number` 1). */
function delList(outgoing: OutgoingArticle): XmlNode | undefined {
  const { attribution } = outgoing;
  if (!attribution) return undefined;
  const hands = [...handlersOf(outgoing).map(({ name }) => name), attribution.provider.name];
  return element(
    'del-list',
    {},
    hands.map((name, index) => element('from-src', { 'src-name': name, 'level-number': index + 1 })),
  );
}

/** A licence's territory and end have attributes of their own; its words are its limitations. */
function rightsOf(attribution: OutgoingArticle['attribution']): readonly XmlNode[] {
  if (!attribution) return [];
  const { copyrightHolder, copyrightNotice, usageTerms, rules } = attribution;
  return [
    element('doc.copyright', { year: /\b(?:19|20)\d{2}\b/.exec(copyrightNotice)?.[0], holder: copyrightHolder }),
    element('doc.rights', {
      owner: copyrightHolder,
      enddate: norm(rules?.until),
      geography: rules?.territories?.join(', '),
      limitations: usageTerms,
    }),
  ];
}

function bodyHead(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution } = outgoing;
  const headline = headlineOf(article);
  const summary = descriptionOf(article, 'summary');
  return element(
    'body.head',
    {},
    headline === undefined
      ? undefined
      : element(
          'hedline',
          {},
          element('hl1', {}, headline),
          textElement('hl2', headlineOf(article, 'subhead'), { class: 'subhead' }),
          textElement('hl2', headlineOf(article, 'kicker'), { class: 'kicker' }),
        ),
    attribution
      ? element(
          'note',
          { noteclass: 'cpyrt' },
          element('body.content', {}, element('p', {}, attribution.copyrightNotice)),
        )
      : undefined,
    bylinesOf(outgoing).map((name) => element('byline', {}, element('person', {}, name))),
    textElement('distributor', attribution?.provider.name),
    article.located === undefined ? undefined : element('dateline', {}, element('location', {}, article.located)),
    summary === undefined
      ? undefined
      : element(
          'abstract',
          {},
          summary.split('\n').map((line) => element('p', {}, line)),
        ),
  );
}

function bodyContent({ article }: OutgoingArticle): XmlNode {
  if (article.pubStatus === 'canceled') return element('body.content', {}, element('p', {}, retractionText));
  const pictures = (article.associations ?? []).filter(({ rel }) => rel === 'picture');
  const byAddress = new Map(pictures.map((picture) => [picture.renditions?.[0]?.href, picture]));
  const shown = new Set<Association>();
  const content = nitfBody(bodyTree(bodyHtmlOf(article)), (address) => {
    const picture = byAddress.get(address);
    if (picture === undefined || shown.has(picture)) return undefined;
    shown.add(picture);
    return picture;
  });
  const leads = pictures.filter((picture) => !shown.has(picture)).flatMap((picture) => leadMedia(picture) ?? []);
  return element('body.content', {}, leads, blocksOf(content));
}

/** No text stands between blocks. */
function blocksOf(nodes: readonly (XmlNode | string)[]): readonly XmlNode[] {
  return nodes.flatMap((node) => {
    if (typeof node !== 'string') return ['img', 'figcaption'].includes(node.name) ? [] : [node];
    return textOf(node).trim() === '' ? [] : [element('p', {}, node)];
  });
}

/** IPTC's codes have eight digits; which of its vocabularies is said by the provider of the code. */
function subjectElement({ name, uri }: Concept): XmlNode | undefined {
  const [, vocabulary, code] =
    /^https?:\/\/cv\.iptc\.org\/newscodes\/(mediatopic|subjectcode)\/(\d{8})$/.exec(uri ?? '') ?? [];
  if (code === undefined) return undefined;
  return element('tobject.subject', {
    'tobject.subject.ipr': vocabulary === 'mediatopic' ? 'IPTC:mediatopic' : 'IPTC',
    'tobject.subject.refnum': code,
    'tobject.subject.detail': name,
  });
}

function nameOf({ name, literal, uri }: Concept): string | undefined {
  return name ?? literal ?? uri;
}

function meta(name: string, content: string | undefined): XmlNode | undefined {
  return content === undefined ? undefined : element('meta', { name, content });
}

function revision(at: string | undefined, role: string, comment: string): XmlNode | undefined {
  return at === undefined ? undefined : element('revision-history', { function: role, norm: norm(at), comment });
}

function dateElement(name: string, at: string | undefined): XmlNode | undefined {
  return at === undefined ? undefined : element(name, { norm: norm(at) });
}

/** NITF 3.6, `@norm`: ISO 8601, basic: `20261123T093000Z`. */
function norm(instant: string | undefined): string | undefined {
  return instant?.replace(/[-:]/g, '').replace(/\.\d+Z$/, 'Z');
}

/** What may stand in an attribute of the type NMTOKEN, as far as ASCII goes. */
function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9._:-]+$/.test(text);
}
