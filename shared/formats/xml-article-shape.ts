import { present } from '../article/present.ts';
import type { DraftItem, DraftPicture } from './format.ts';
import type { Matter, MatterValue } from './front-matter.ts';
import { append, attributeOf, childrenOf, firstOf, lineOf, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** An element that holds an article: its text, and around it what names it. */
export interface FoundArticle {
  readonly element: XmlElement;
  readonly body: XmlElement;
}

const bodyNames = wordSet(
  'body bodytext bodyhtml bodyxml storybody textbody contenttext cuerponoticia bodycontent content contenthtml contenttext html text maintext fulltext fullbody story storytext article articlebody articletext articlecontent brodtekst broedtext brodtext tekst corps contenu cuerpo contenido corpo testo inhalt haupttext texte texto artikeltext artikeltekst innhold indhold leipateksti noticia',
);
const titleNames = wordSet(
  'headline title heading hed hl1 titel tittel overskrift ueberschrift uberschrift schlagzeile titre titulo titular titolo rubrik otsikko',
);
const idNames = wordSet(
  'id guid newsid articleid storyid itemid uuid docid documentid uniqueid nativeid nyhedsid codigo',
);
const dateNames = wordSet(
  'publishdate publisheddate publicationdate pubdate published publishedat date datetime created createdat dato datum fecha data',
);
const paragraphNames = wordSet('p para paragraph');

/** Vocabularies whose titles and texts are no articles'. */
const foreign = /w3\.org\/(?:2000\/svg|1999\/XSL|2001\/XMLSchema)|opengis\.net|topografix|apple\.com\/DTDs/i;
/** A text shorter than this is a label; where only an id and a date name it, it must be prose. */
const [leastText, leastUntitled] = [20, 40];
/** How far around a text its fields are looked for. */
const maxDepth = 4;

/** The articles of a document, in its order: every outermost text that has beside it a headline, or an id and a date. */
export function articlesIn(root: XmlElement): readonly FoundArticle[] {
  const found = new Map<XmlElement, XmlElement>();
  const named = namer();
  const visit = (element: XmlElement, around: readonly XmlElement[]): void => {
    if (foreign.test(element.namespace)) return;
    const holder = holderOf(element, around, named);
    if (holder !== undefined) {
      const known = found.get(holder);
      if (known === undefined || lengthOf(element) > lengthOf(known)) found.set(holder, element);
      return;
    }
    const paragraphs = childrenOf(element).filter(({ name }) => paragraphNames.has(fold(name)));
    if (paragraphs.length > 1 && named(element, 'title')) {
      found.set(element, { ...element, children: paragraphs });
      return;
    }
    for (const child of childrenOf(element)) visit(child, [element, ...around.slice(0, 1)]);
  };
  visit(root, []);
  return [...found].map(([element, body]) => ({ element, body }));
}

/** The nearest element around a text in which the article has its name. */
function holderOf(element: XmlElement, around: readonly XmlElement[], named: Namer): XmlElement | undefined {
  if (around.length === 0 || !bodyNames.has(fold(element.name)) || lengthOf(element) < leastText) return undefined;
  // A text that itself holds texts is a list of articles.
  if (childrenOf(element).some((child) => bodyNames.has(fold(child.name)) && lengthOf(child) >= leastText))
    return undefined;
  return around.find(
    (holder) =>
      named(holder, 'title') || (lengthOf(element) >= leastUntitled && named(holder, 'id') && named(holder, 'date')),
  );
}

type Namer = (holder: XmlElement, kind: 'title' | 'id' | 'date') => boolean;

/** Tells whether an element holds a title, an id, a date, outside any text; looks at each element once. */
function namer(): Namer {
  const wanted = { title: titleNames, id: idNames, date: dateNames };
  const known = {
    title: new Map<XmlElement, boolean>(),
    id: new Map<XmlElement, boolean>(),
    date: new Map<XmlElement, boolean>(),
  };
  const look: Namer = (holder, kind) => {
    const before = known[kind].get(holder);
    if (before !== undefined) return before;
    const found = holds(holder, wanted[kind], 0);
    known[kind].set(holder, found);
    return found;
  };
  return look;
}

function holds(holder: XmlElement, wanted: ReadonlySet<string>, depth: number): boolean {
  return childrenOf(holder).some((child) => {
    const name = fold(child.name);
    if (childrenOf(child).length === 0) return wanted.has(name) && lineOf(child) !== undefined;
    return depth < 2 && !bodyNames.has(name) && holds(child, wanted, depth + 1);
  });
}

/** Whether an element describes something that begins and ends. Dates alone may be a licence's. */
export function isEvent(element: XmlElement): boolean {
  const near = [element, ...childrenOf(element), ...childrenOf(element).flatMap((child) => childrenOf(child))];
  const all = near.map(({ name }) => fold(name));
  const has = (pattern: RegExp): boolean => all.some((name) => pattern.test(name));
  const isNamed = /^(?:event|calendar|planning)/.test(fold(element.name));
  return (
    isNamed ||
    (has(/^(?:(?:time|event|dt)?start|start(?:s|time))$/) && has(/^(?:(?:time|event|dt)?end|end(?:s|time))$/))
  );
}

/** Names of other languages and systems by the name that fields are read under. */
const synonyms: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    headline:
      'headline heading hed hl1 titel tittel overskrift ueberschrift uberschrift schlagzeile titre titulo titular titolo otsikko',
    subtitle: 'dek subtitle subheadline subhead undertitel untertitel soustitre subtitulo sottotitolo hl2',
    kicker: 'kicker eyebrow overline dachzeile antetitulo occhiello',
    slugline: 'slugline catchline slugproper',
    summary:
      'summary abstract teaser description excerpt standfirst ingress manchet vorspann chapo entradilla sommario contentshort shortcontent resume resumen leadtext',
    byline: 'byline signature firma',
    authors: 'author authors writer journalist reporter forfatter skribent autor autorin auteur autore redactor',
    id: 'id guid newsid articleid storyid itemid uuid docid documentid uniqueid nativeid nyhedsid codigo contentitemid',
    published: 'publishdate publisheddate publicationdate pubdate published publishedat releasedate dato datum fecha',
    date: 'date datetime data',
    timeofday: 'hora ora time uhrzeit heure klokkeslaet klokkeslett',
    firstcreated: 'created createdat createddatetime creationdate createddate firstcreated',
    updated: 'updated updatedat modified modifieddate lastmodified lastupdated updateddatetime changed aendringsdato',
    embargo: 'embargo embargoed embargodate embargoeduntil embargountil embargotime',
    location: 'town city place location located by_sted ort lieu lugar luogo sted stadt ciudad citta ville cidade',
    source: 'source origin agency kilde kaelde quelle fuente fonte bron',
    provider: 'provider publisher sender',
    credit: 'credit creditline',
    copyrightholder: 'copyrightholder rightsholder',
    copyright: 'copyright copyrightnotice copyrightline rights',
    usageterms: 'usageterms usage terms restrictions usagerights',
    url: 'url longurl link permalink canonical canonicalurl weburl articleurl',
    language: 'language lang locale sprog sprache langue idioma lingua taal',
    category:
      'section category categories rubric ressort rubrique seccion sezione categoria categorie kategori kategorie department topic topics',
    keywords: 'keyword keywords tag tags subjectkeyword schlagwort stikord emneord motscles palabrasclave',
    correction: 'correction korrektion rettelse berichtigung rectificatif correccion',
    ednote:
      'ednote updatenote editornote editorsnote editorialnote notetoeditors tilredaktionen hinweis redaktionellerhinweis',
    priority: 'priority urgency prioritet prioritaet',
    status: 'status pubstatus state',
    version: 'version revision',
  }).flatMap(([name, words]) => words.split(' ').map((word) => [word, name])),
);

const contactNames = /e?mail|phone|telefon|telefax|^tel$|^fax$|mobile?$/;
/** Leaves that say nothing but what their parent is. */
const generic = wordSet('name value text label fullname displayname string');
const pictureNames = /^(?:image|picture|photo|billede|bild|foto|figure|media|illustration)s?$/;
const passedOver = /^(?:logos?|icons?|related|links|attachments|multimedielist|media(?:list|files)?|comments)$/;

export interface FoundMatter {
  readonly matter: Matter;
  readonly hadContacts: boolean;
}

/** Everything around the text by name, as front matter has it; several of one name are a list. Contacts are for nobody. */
export function matterOf({ element, body }: FoundArticle): FoundMatter {
  const values = new Map<string, string[]>();
  const ofBody = new Set(body.children);
  let hadContacts = false;
  const add = (name: string, value: string | undefined): void => {
    const folded = fold(name);
    if (value === undefined || value.length > 20_000) return;
    if (contactNames.test(folded)) {
      hadContacts = true;
      return;
    }
    // Whether it is one stands in its flags, not what it says.
    if (synonyms[folded] === 'correction' && /^(?:true|false|yes|no|0|1|ja|nein|nej)$/i.test(value)) return;
    const known =
      folded === 'strapline'
        ? /^[^\p{Ll}]+$/u.test(value)
          ? 'slugline'
          : 'subtitle'
        : folded === 'title'
          ? 'headline'
          : (synonyms[folded] ?? name);
    append(values, known, value);
  };
  const visit = (parent: XmlElement, depth: number): void => {
    for (const child of childrenOf(parent)) {
      if (
        child === body ||
        ofBody.has(child) ||
        pictureNames.test(fold(child.name)) ||
        passedOver.test(fold(child.name))
      )
        continue;
      const inner = childrenOf(child);
      if (inner.length > 0 && depth < maxDepth) visit(child, depth + 1);
      else if (inner.length === 0)
        add(generic.has(fold(child.name)) && depth > 0 ? parent.name : child.name, noteOf(child) ?? leafOf(child));
    }
  };
  visit(element, 0);
  for (const [name, value] of element.attributes)
    if (!name.includes(':') && !name.startsWith('xmlns') && !values.has(synonyms[fold(name)] ?? name))
      add(name, value.trim() || undefined);
  // A time of day beside a day.
  const [day, time] = [values.get('published') ?? values.get('date'), values.get('timeofday')];
  if (day?.[0] !== undefined && /^\d{1,2}[:.]\d{2}/.test(time?.[0] ?? '') && !day[0].includes(':')) {
    day[0] = `${day[0]} ${time?.[0]}`;
    values.delete('timeofday');
  }
  const matter = [...values].map(([name, list]): [string, MatterValue] => [
    name,
    list.length === 1 || single.has(name) ? (list[0] as string) : list,
  ]);
  return { matter: new Map(matter), hadContacts };
}

/** Fields of one value: the first counts. */
const single = wordSet(
  'headline subtitle kicker slugline byline correction id published date updated firstcreated embargo location source language ednote priority status version url summary copyright',
);

/** Notes keep their lines: one of them may hold a contact. */
function noteOf(element: XmlElement): string | undefined {
  return synonyms[fold(element.name)] === 'ednote' ? rawTextOf(element).trim() || undefined : undefined;
}

function leafOf(element: XmlElement): string | undefined {
  return lineOf(element) ?? firstOf(['value', 'content', 'date', 'href', 'url'], (name) => attributeOf(element, name));
}

/** Flags that say what an item does, in the words of several systems. */
export function flagsOf(element: XmlElement): Partial<DraftItem> {
  const isSet = (pattern: RegExp): boolean =>
    childrenOf(element).some(
      (child) => pattern.test(fold(child.name)) && /^(?:true|yes|1|ja|oui|si|sí)$/i.test(lineOf(child) ?? ''),
    );
  return present<Partial<DraftItem>>({
    status: isSet(
      /^(?:annuleret|annulleret|cancell?ed|killed|kill|deleted|retracted|withdrawn|storniert|zurueckgezogen)$/,
    )
      ? 'canceled'
      : undefined,
    signal: isSet(/^(?:korrektion|correction|corrected|iscorrection|berichtigung|rectificatif)$/)
      ? 'correction'
      : undefined,
  });
}

/** Pictures beside the text, wherever they are listed. */
export function picturesIn({ element, body }: FoundArticle): readonly DraftPicture[] {
  const found: DraftPicture[] = [];
  const visit = (parent: XmlElement, depth: number): void => {
    for (const child of childrenOf(parent)) {
      if (child === body) continue;
      const picture = pictureNames.test(fold(child.name)) ? pictureOf(child) : undefined;
      if (picture) found.push(picture);
      else if (depth < maxDepth) visit(child, depth + 1);
    }
  };
  visit(element, 0);
  return found;
}

function pictureOf(element: XmlElement): DraftPicture | undefined {
  const value = (...wanted: readonly string[]): string | undefined =>
    firstOf(wanted, (name) => {
      const child = childrenOf(element).find((found) => fold(found.name) === name);
      return (child && leafOf(child)) ?? attributeOf(element, name);
    });
  const address =
    value('url', 'src', 'href', 'source', 'uri', 'link', 'nombre', 'filename') ??
    (childrenOf(element).length === 0 ? lineOf(element) : undefined);
  if (address === undefined || !/^(?:https?:\/\/|\/|\.{0,2}[\w-]+.*\.(?:jpe?g|png|gif|webp)$)/i.test(address))
    return undefined;
  return present<DraftPicture>({
    url: address,
    caption: value('caption', 'cutline', 'pie', 'description', 'legend', 'billedtekst', 'bildunterschrift', 'text'),
    alternativeText: value('alt', 'alttext'),
    credit: value('credit', 'creditline', 'copyright', 'kredit'),
    byline: value('byline', 'photographer', 'fotograf', 'author'),
  });
}

function lengthOf(element: XmlElement): number {
  return rawTextOf(element).trim().length;
}

/** `by_line`, `ByLine` and `brødtekst` alike. */
function fold(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
