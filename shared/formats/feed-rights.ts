import type { DraftItem } from './format.ts';
import { feedElements, feedLine } from './feed-fields.ts';
import { renderedText } from './rendered-text.ts';
import { attributeOf, childrenOf, firstOf, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

type Rights = Pick<DraftItem, 'copyrightNotice' | 'copyrightHolder' | 'licenseUrl' | 'usageTerms'>;

/** The rights that an entry states; what it leaves unsaid, the feed says for it, field by field. `levels`: the nearest first. */
export async function rightsFrom(levels: readonly (XmlElement | undefined)[]): Promise<Rights> {
  const read: Rights[] = [];
  for (const level of levels) read.push(await rightsOf(level));
  const first = <Name extends keyof Rights>(name: Name): Rights[Name] => firstOf(read, (rights) => rights[name]);
  const [notice, holder, license, terms] = [
    first('copyrightNotice'),
    first('copyrightHolder'),
    first('licenseUrl'),
    first('usageTerms'),
  ];
  return {
    ...(notice ? { copyrightNotice: notice } : {}),
    ...(holder ? { copyrightHolder: holder } : {}),
    ...(license ? { licenseUrl: license } : {}),
    ...(terms ? { usageTerms: terms } : {}),
  };
}

async function rightsOf(level: XmlElement | undefined): Promise<Rights> {
  const notice = await renderedText(
    feedLine(level, 'dc', 'rights') ??
      feedLine(level, 'feed', 'rights', 'copyright') ??
      feedLine(level, 'atom', 'rights', 'copyright') ??
      feedLine(level, 'prism', 'copyright'),
  );
  const said = [feedLine(level, 'dc', 'license'), feedLine(level, 'dc', 'accessRights')];
  const rsl = reservedBy(level);
  const isAddress = notice !== undefined && /^https?:\/\/\S+$/.test(notice);
  const license = licenseIn(level) ?? rsl.licenseUrl ?? (isAddress ? notice : undefined);
  const terms = [...said.flatMap((text) => (text && !/^https?:\/\/\S+$/.test(text) ? [text] : [])), ...rsl.terms];
  const holder = feedLine(level, 'dc', 'rightsHolder') ?? rsl.holder;
  return {
    ...(notice && !isAddress ? { copyrightNotice: notice } : {}),
    ...(holder ? { copyrightHolder: holder } : {}),
    ...(license ? { licenseUrl: license } : {}),
    ...(terms.length > 0 ? { usageTerms: terms.join('\n') } : {}),
  };
}

/** `cc:license`, `creativeCommons:license`, `dcterms:license`, a link of the relation `license`. */
function licenseIn(level: XmlElement | undefined): string | undefined {
  const named = feedElements(level, 'cc', 'license').map(
    (element) => attributeOf(element, 'rdf:resource') ?? attributeOf(element, 'resource') ?? lineOf(element),
  );
  const dublin = feedElements(level, 'dc', 'license').map(
    (element) => attributeOf(element, 'rdf:resource') ?? lineOf(element),
  );
  const linked = [...feedElements(level, 'atom', 'link'), ...feedElements(level, 'feed', 'link')]
    .filter((link) => attributeOf(link, 'rel')?.toLowerCase() === 'license')
    .map((link) => attributeOf(link, 'href'));
  return [...named, ...linked, ...dublin].find((address) => address !== undefined && /^https?:\/\/\S+$/.test(address));
}

/** Really Simple Licensing (RSL 1.0): what machines may do with the text, in words that a partner can read. */
function reservedBy(level: XmlElement | undefined): {
  readonly terms: readonly string[];
  readonly licenseUrl?: string;
  readonly holder?: string;
} {
  const terms: string[] = [];
  let licenseUrl: string | undefined;
  let holder: string | undefined;
  const contents = [...feedElements(level, 'rsl', 'content'), ...feedElements(level, 'rsl', 'license')];
  for (const content of contents) {
    const licenses = content.name === 'license' ? [content] : childrenOf(content, 'license');
    for (const rule of licenses.flatMap((license) => childrenOf(license))) {
      const [type, text] = [attributeOf(rule, 'type'), lineOf(rule)];
      if (rule.name === 'permits' || rule.name === 'prohibits')
        terms.push(`RSL ${rule.name}${type ? ` ${type}` : ''}: ${text ?? 'all'}`);
      if (rule.name !== 'payment') continue;
      terms.push(`RSL payment: ${type ?? 'as agreed'}`);
      licenseUrl ??= childrenOf(rule, 'standard').map(lineOf).find(Boolean);
    }
    licenseUrl ??= childrenOf(content, 'terms').map(lineOf).find(Boolean);
    holder ??= childrenOf(content, 'copyright').map(lineOf).find(Boolean);
  }
  return { terms, ...(licenseUrl ? { licenseUrl } : {}), ...(holder ? { holder } : {}) };
}
