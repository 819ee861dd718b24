import { listOf, present } from '../article/present.ts';
import { agencyNamed } from '../normalize/agencies.ts';
import type { Warning } from '../contract/reasons.ts';
import { isDeskSign, isPersonsName, partyByHost } from './agency-words.ts';
import type { DraftItem, Inference } from './format.ts';
import type { ItemContext } from './newsml-g2-concepts.ts';
import { localPart, partyNameOf } from './newsml-g2-concepts.ts';
import {
  allAt,
  attributeOf,
  childrenOf,
  distinct,
  findAt,
  firstOf,
  inLanguage,
  lineAt,
  lineOf,
  rawTextOf,
} from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

const pictureRole = /phot|capwriter|descrwriter|graphic|illustrat|camera|editor|translat|packag/i;

/** Creators are whoever made it: only a person's name is a byline, only an agency a source. */
export function readCredits(
  meta: XmlElement | undefined,
  content: XmlElement | undefined,
  context: ItemContext,
): Partial<DraftItem> {
  const role = (element: XmlElement): string => localPart(attributeOf(element, 'role') ?? '');
  const writers = childrenOf(content, 'creator').filter((creator) => !pictureRole.test(role(creator)));
  const contributors = childrenOf(content, 'contributor').filter(
    (contributor) =>
      /writ|author|report|journal|byline/i.test(role(contributor)) && !pictureRole.test(role(contributor)),
  );
  const people = [...writers, ...contributors].flatMap((creator) => {
    const name = partyNameOf(creator, context);
    if (name === undefined || !isPersonsName(name)) return [];
    const uri = attributeOf(creator, 'uri');
    return [{ name, ...(uri ? { uri } : {}) }];
  });
  const sources = childrenOf(content, 'infoSource').filter((source) => !pictureRole.test(role(source)));
  const namesIn = (pattern: RegExp): readonly string[] =>
    sources.filter((source) => pattern.test(role(source))).flatMap((source) => partyNameOf(source, context) ?? []);
  const agency = firstOf(writers, (creator) => {
    const name = partyNameOf(creator, context);
    return name !== undefined && (agencyNamed(name) || /source|origprov/i.test(role(creator))) ? name : undefined;
  });
  const creditLine = lineOf(inLanguage(childrenOf(content, 'creditline'), context.language)[0])?.replace(
    /[\s–—-]+$/,
    '',
  );
  const provider = firstOf(childrenOf(meta, 'provider'), (party) => partyNameOf(party, context));
  const credited = creditLine !== undefined && agencyNamed(creditLine) ? creditLine : undefined;
  return {
    byline: listOf(
      distinct(
        inLanguage(childrenOf(content, 'by'), context.language)
          .flatMap(printedLines)
          .filter((by) => !isDeskSign(by)),
      ),
    )?.join(', '),
    authors: listOf(people),
    source:
      namesIn(/^(?:source|origprov|)$/i)[0] ??
      namesIn(/^(?:source|origprov)/i)[0] ??
      // Whoever gave information is no source to be credited, but an agency is.
      namesIn(/./).find((name) => agencyNamed(name) !== undefined) ??
      agency ??
      credited ??
      partyByHost(provider) ??
      namesIn(/./)[0],
    provider: partyByHost(provider),
    creditLine: creditLine === '' ? undefined : creditLine,
  };
}

/** A byline whose second line is a title or an agency, as printed. */
function printedLines(by: XmlElement): readonly string[] {
  const lines = rawTextOf(by)
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [line.replace(/\s+/g, ' ').trim()]));
  const [, second = ''] = lines;
  const isTitle = lines.length === 2 && (agencyNamed(second) !== undefined || /^\p{Lu}[^.]{2,60}$/u.test(second));
  const whole = lineOf(by);
  return isTitle ? [lines.join(', ')] : whole === undefined ? [] : [whole];
}

/** Who made a picture: creators in whatever role a picture's have, none of them an agency. */
export function readPhotographers(content: XmlElement | undefined, context: ItemContext): string | undefined {
  const names = childrenOf(content, 'creator').flatMap((creator) => {
    const name = partyNameOf(creator, context);
    return name !== undefined && / /.test(name) && agencyNamed(name) === undefined ? [name] : [];
  });
  return listOf(distinct(names))?.join(', ');
}

/** Hands the item went through, oldest first. */
export function readChain(
  item: XmlElement,
  context: ItemContext,
): readonly { readonly name: string; readonly at?: string }[] {
  const seq = (hop: XmlElement): number => Number(attributeOf(hop, 'seq') ?? 0) || 0;
  return allAt(item, 'hopHistory/hop')
    .toSorted((a, b) => seq(a) - seq(b))
    .flatMap((hop) => {
      const name = partyNameOf(findAt(hop, 'party'), context);
      const at =
        lineAt(hop, 'timestamp') ?? firstOf(childrenOf(hop, 'action'), (action) => attributeOf(action, 'timestamp'));
      return name === undefined ? [] : [{ name, ...(at ? { at } : {}) }];
    });
}

/** Roles of notes that are for the agency's own desks, or are no notes. */
const privateNote = /private|non-?public|internal|contact|confidential|closing/i;

export interface ReadNotes {
  readonly lines: readonly string[];
  readonly correction?: string;
  readonly hasPrivate: boolean;
}

/** Notes to editors, each line once. One under a `@pubconstraint`, of a private role, or marked so by a class inside, is for nobody outside. */
export function readNotes(meta: XmlElement | undefined): ReadNotes {
  const lines: string[] = [];
  let [correction, hasPrivate] = [undefined as string | undefined, false];
  const notes = childrenOf(meta, 'edNote');
  // A notepad with headings gathers what the notes beside it say one by one.
  const hasPlain = notes.some(
    (note) => !isPrivate(note) && childrenOf(note).length === 0 && lineOf(note) !== undefined,
  );
  for (const note of notes) {
    const role = localPart(attributeOf(note, 'role') ?? '');
    if (isPrivate(note)) {
      hasPrivate = true;
      continue;
    }
    const found = linesOf(note);
    hasPrivate ||= found.hasPrivate;
    if (hasPlain && childrenOf(note).length > 0) continue;
    if (/^correction/i.test(role)) correction ??= found.lines.join(' ');
    else lines.push(...found.lines);
  }
  return { lines: distinct(lines), ...(correction ? { correction } : {}), hasPrivate };
}

function isPrivate(note: XmlElement): boolean {
  return (
    attributeOf(note, 'pubconstraint') !== undefined || privateNote.test(localPart(attributeOf(note, 'role') ?? ''))
  );
}

const noteBlocks = new Set(['p', 'li', 'td', 'dd', 'dt']);

function linesOf(element: XmlElement): { readonly lines: readonly string[]; readonly hasPrivate: boolean } {
  if (/^h[1-6]$/.test(element.name)) return { lines: [], hasPrivate: false };
  if (/non-?public|constraint|contact|closing-?line/i.test(attributeOf(element, 'class') ?? ''))
    return { lines: [], hasPrivate: true };
  const inner = childrenOf(element);
  if (noteBlocks.has(element.name) || inner.every(({ name }) => name === 'br' || name === 'a')) {
    const line = lineOf(element);
    return { lines: line === undefined ? [] : [line], hasPrivate: false };
  }
  const parts = inner.map(linesOf);
  return { lines: parts.flatMap(({ lines }) => lines), hasPrivate: parts.some(({ hasPrivate }) => hasPrivate) };
}

/** What the item's rights say: those for the whole, without those for a part of it (`@idrefs`, another `@scope`). */
export function readRights(item: XmlElement, context: ItemContext): Partial<DraftItem> {
  const own = childrenOf(item, 'rightsInfo').filter((rights) => !isForPart(rights));
  const inference: Inference = { field: 'copyrightHolder', method: 'the host of its address', confidence: 0.5 };
  const holders = distinct(
    own.flatMap((rights) => partyByHost(partyNameOf(findAt(rights, 'copyrightHolder'), context)) ?? []),
  );
  const copyrightHolder = holders.length > 0 ? holders.join(', ') : undefined;
  const isHost = /^[a-z0-9.-]+\.[a-z]{2,}$/.test(copyrightHolder ?? '');
  const terms = distinct(
    own.flatMap((rights) =>
      inLanguage(childrenOf(rights, 'usageTerms'), context.language).flatMap((term) => lineOf(term) ?? []),
    ),
  );
  const notice = firstOf(own, (rights) =>
    lineOf(inLanguage(childrenOf(rights, 'copyrightNotice'), context.language)[0]),
  );
  const license = firstOf(own, (rights) =>
    firstOf([...childrenOf(rights, 'link'), ...childrenOf(rights, 'usageTerms')], (link) => attributeOf(link, 'href')),
  );
  const hasExpression = own.some((rights) =>
    childrenOf(rights).some(({ name }) => name.startsWith('rightsExpression')),
  );
  const warnings: readonly Warning[] = hasExpression
    ? [{ code: 'FIELD_IGNORED', message: 'the machine-readable rights expression is not read', path: 'rightsInfo' }]
    : [];
  return present<Partial<DraftItem>>({
    copyrightHolder,
    copyrightNotice: notice,
    usageTerms: terms.length > 0 ? terms.join('\n') : undefined,
    licenseUrl: license,
    inferences: isHost ? [inference] : undefined,
    warnings: listOf(warnings),
  });
}

/** Whether rights are for a part of an item alone. */
export function isForPart(rights: XmlElement): boolean {
  const scope = attributeOf(rights, 'scope') ?? '';
  return attributeOf(rights, 'idrefs') !== undefined || /metadata|picture|image|photo|video|audio|graphic/i.test(scope);
}
