import { listOf, present } from '../article/present.ts';
import type { Concept } from '../article/article.ts';
import { generatorName } from '../article/attribution-mark.ts';
import type { DraftItem, DraftPicture, DraftRelated } from './format.ts';
import { localPart } from './newsml-g2-concepts.ts';
import { toHtml } from './xml-html.ts';
import {
  allAt,
  attributeAt,
  attributeOf,
  childrenOf,
  findAt,
  isXmlElement,
  lineAt,
  lineOf,
  rawTextOf,
} from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** Whether an item says that Byline rendered it: nothing in it need be guessed. */
export function isRenderedG2(item: XmlElement): boolean {
  return allAt(item, 'itemMeta/generator').some((generator) => lineOf(generator) === generatorName);
}

/** The inverse of `shared/outputs/newsml-g2.ts`. */
export function readRenderedG2(item: XmlElement, name: string): DraftItem {
  const [meta, content] = [findAt(item, 'itemMeta'), findAt(item, 'contentMeta')];
  const rights = childrenOf(item, 'rightsInfo').find((info) => attributeOf(info, 'idrefs') === undefined);
  const created = findAt(meta, 'versionCreated');
  const status = localPart(attributeAt(meta, 'pubStatus', 'qcode') ?? '');
  const headline = (role: string | undefined): string | undefined =>
    lineOf(childrenOf(content, 'headline').find((found) => roleOf(found) === role));
  return present<DraftItem>({
    item: name,
    nativeId: attributeOf(item, 'guid'),
    altIds: listOf(
      childrenOf(content, 'altId').map((altId) =>
        present({ role: codeIn(attributeOf(altId, 'type')), value: lineOf(altId) ?? '' }),
      ),
    ),
    headline: headline(undefined),
    subheadline: headline('subhead'),
    kicker: headline('kicker'),
    slugline: lineAt(content, 'slugline'),
    summary: textIn(content, 'description', 'summary'),
    correction: textIn(meta, 'edNote', 'correction'),
    authors: listOf(namesAt(content, 'creator')),
    located: lineAt(content, 'located/name'),
    source: lineAt(content, 'infoSource/name'),
    provider: lineAt(meta, 'provider/name'),
    chain: listOf(
      allAt(item, 'hopHistory/hop').flatMap((hop) => {
        const hand = lineAt(hop, 'party/name');
        return hand === undefined ? [] : [present({ name: hand, at: attributeOf(hop, 'timestamp') })];
      }),
    ),
    creditLine: lineAt(content, 'creditline'),
    ...rightsOf(rights),
    canonicalUrl: linkOf(meta, 'canonical'),
    published: lineAt(item, 'pubHistory/published/timestamp'),
    modified: lineAt(content, 'contentModified'),
    firstCreated: lineAt(meta, 'firstCreated'),
    contentCreated: lineAt(content, 'contentCreated'),
    versionCreated: attributeOf(created, 'how') === undefined ? lineOf(created) : undefined,
    embargo: lineAt(meta, 'embargoed'),
    expires: lineAt(meta, 'expires'),
    status,
    urgency: lineAt(content, 'urgency'),
    language: attributeAt(content, 'language', 'tag'),
    ...conceptsOf(content),
    related: listOf(childrenOf(meta, 'link').flatMap(relatedIn)),
    pictures: listOf(allAt(item, 'contentSet/remoteContent').map((remote) => pictureOf(remote, item))),
    ...(status === 'canceled' ? {} : bodyOf(item)),
  });
}

function rightsOf(
  rights: XmlElement | undefined,
): Pick<DraftItem, 'copyrightHolder' | 'copyrightNotice' | 'usageTerms' | 'licenseUrl'> {
  const terms = childrenOf(rights, 'usageTerms').map((line) => lineOf(line) ?? '');
  return present({
    copyrightHolder: lineAt(rights, 'copyrightHolder/name'),
    copyrightNotice: lineAt(rights, 'copyrightNotice'),
    usageTerms: terms.length > 0 ? terms.join('\n') : undefined,
    licenseUrl: linkOf(rights, 'license'),
  });
}

function conceptsOf(content: XmlElement | undefined): Partial<DraftItem> {
  const subjects = childrenOf(content, 'subject');
  const ofType = (type: string | undefined): readonly Concept[] | undefined =>
    listOf(subjects.filter((subject) => codeIn(attributeOf(subject, 'type')) === type).map(conceptOf));
  return {
    subjects: ofType(undefined),
    people: ofType('person'),
    organisations: ofType('organisation'),
    places: ofType('geoArea'),
    genres: listOf(childrenOf(content, 'genre').map(conceptOf)),
    keywords: listOf(childrenOf(content, 'keyword').flatMap((keyword) => lineOf(keyword) ?? [])),
  };
}

function conceptOf(subject: XmlElement): Concept {
  return present({ name: lineAt(subject, 'name'), uri: attributeOf(subject, 'uri') });
}

function pictureOf(remote: XmlElement, item: XmlElement): DraftPicture {
  const id = attributeOf(remote, 'id');
  const part = childrenOf(item, 'partMeta').find((meta) => attributeOf(meta, 'contentrefs') === id);
  const rights = childrenOf(item, 'rightsInfo').find((info) => attributeOf(info, 'idrefs') === id);
  const [width, height] = ['width', 'height'].map((name) => Number(attributeOf(remote, name)) || undefined);
  return present<DraftPicture>({
    url: attributeOf(remote, 'href'),
    contentType: attributeOf(remote, 'contenttype'),
    width,
    height,
    title: lineAt(part, 'headline'),
    caption: textIn(part, 'description', 'caption'),
    alternativeText: textIn(part, 'description', 'altText'),
    credit: lineAt(part, 'creditline'),
    byline: lineAt(part, 'creator/name'),
    ...rightsOf(rights),
  });
}

function bodyOf(item: XmlElement): Pick<DraftItem, 'body'> {
  const [body] = allAt(item, 'contentSet/inlineXML/html/body');
  const html = body === undefined ? '' : toHtml(body.children);
  return html.trim() === '' ? {} : { body: { kind: 'html', value: html } };
}

/** A block of a role; its lines are parted by `br`. */
function textIn(parent: XmlElement | undefined, name: string, role: string): string | undefined {
  const description = childrenOf(parent, name).find((found) => roleOf(found) === role);
  const text = (description?.children ?? [])
    .map((node) => (isXmlElement(node) && node.name === 'br' ? '\n' : rawTextOf(node)))
    .join('');
  return text.trim() === '' ? undefined : text;
}

function namesAt(parent: XmlElement | undefined, name: string): readonly { readonly name: string }[] {
  return childrenOf(parent, name).flatMap((party) => {
    const found = lineAt(party, 'name');
    return found === undefined ? [] : [{ name: found }];
  });
}

function roleOf(element: XmlElement): string | undefined {
  return codeIn(attributeOf(element, 'role'));
}

function codeIn(qcode: string | undefined): string | undefined {
  return qcode === undefined ? undefined : localPart(qcode);
}

function linkOf(parent: XmlElement | undefined, relation: string): string | undefined {
  const link = childrenOf(parent, 'link').find((found) => codeIn(attributeOf(found, 'rel')) === relation);
  return attributeOf(link, 'href');
}

function relatedIn(link: XmlElement): readonly DraftRelated[] {
  if (codeIn(attributeOf(link, 'rel')) !== 'seeAlso') return [];
  return [present({ title: lineAt(link, 'title'), url: attributeOf(link, 'href') })];
}
