import { partOf } from '../article/uri.ts';
import type { DraftItem, DraftPicture, DraftRelated } from './format.ts';
import type { JsonFields } from './json-fields.ts';
import { JsonFields as Fields, isJsonObject } from './json-fields.ts';

/** Pictures and related items of a ninjs item: an array since 2.0, an object by name before. */
export function readNinjsAssociations(item: JsonFields): Pick<DraftItem, 'pictures' | 'related'> {
  const pictures: DraftPicture[] = [];
  const related: DraftRelated[] = [];
  for (const association of associationsOf(item)) {
    const type = association.text('type');
    if (type === 'picture' || type === 'graphic') pictures.push(pictureOf(association));
    else related.push(relatedOf(association, item.text('uri')));
  }
  const told = related.filter(({ title, url, nativeId }) => title ?? url ?? nativeId);
  return { ...(pictures.length > 0 ? { pictures } : {}), ...(told.length > 0 ? { related: told } : {}) };
}

function associationsOf(item: JsonFields): readonly JsonFields[] {
  const value = item.raw('associations');
  if (Array.isArray(value)) return item.objects('associations');
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) =>
    isJsonObject(entry) ? [new Fields(entry, `associations.${name}`, item.rejections)] : [],
  );
}

function pictureOf(association: JsonFields): DraftPicture {
  const described = descriptionsOf(association);
  const rights = association.object('rightsInfo', 'rightsinfo');
  const linked = rights?.text('linkedRights', 'linkedrights');
  const [main, ...others] = renditionsOf(association);
  return {
    nativeId: association.text('uri'),
    ...(main ? { url: main.url, contentType: main.contentType, width: main.width, height: main.height } : {}),
    ...(others.length > 0 ? { renditions: others } : {}),
    title: association.text('headline', 'title') ?? association.objects('headlines')[0]?.text('value'),
    caption: described.get('caption') ?? described.get('text') ?? described.get('main') ?? described.get(''),
    alternativeText:
      described.get('alttext') ??
      described.get('alt') ??
      described.get('alternativetext') ??
      association.text('altText', 'alt_text'),
    credit: described.get('creditline') ?? described.get('credit') ?? association.text('creditline'),
    byline: association.text('by', 'byline'),
    copyrightHolder: association.text('copyrightHolder', 'copyrightholder'),
    copyrightNotice: association.text('copyrightNotice', 'copyrightnotice'),
    usageTerms: association.texts('usageTerms', 'usageterms').join('\n') || undefined,
    ...(linked && /^https?:/i.test(linked) ? { licenseUrl: linked } : {}),
    ...(rights
      ? {
          rightsInfo: {
            langId: rights.text('langId', 'langid'),
            linkedRights: linked,
            encodedRights: rights.text('encodedRights', 'encodedrights'),
          },
        }
      : {}),
  };
}

/** Descriptions by their role, lower case; 1.x has the role in the name (`description_creditline`). */
function descriptionsOf(association: JsonFields): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of association.objects('descriptions')) {
    const value = entry.text('value');
    if (value !== undefined) found.set((entry.text('role') ?? '').replace(/[^a-z]/gi, '').toLowerCase(), value);
  }
  for (const name of association.names()) {
    const role = /^description_(\w+)$/.exec(name)?.[1];
    const value = role === undefined ? undefined : association.text(name);
    if (role !== undefined && value !== undefined) found.set(role.toLowerCase(), value);
  }
  return found;
}

interface ReadRendition {
  readonly name: string;
  readonly url: string;
  readonly contentType?: string;
  readonly width?: number;
  readonly height?: number;
}

/** The main rendition first: named so, else the widest. */
function renditionsOf(association: JsonFields): readonly ReadRendition[] {
  const value = association.raw('renditions');
  const entries: readonly (readonly [string, JsonFields])[] = Array.isArray(value)
    ? association
        .objects('renditions')
        .map((entry, index) => [entry.text('name') ?? `rendition-${index + 1}`, entry] as const)
    : isJsonObject(value)
      ? Object.entries(value).flatMap(([name, entry]) =>
          isJsonObject(entry) ? [[name, new Fields(entry, name, association.rejections)] as const] : [],
        )
      : [];
  const found = entries.flatMap(([name, entry]) => {
    const url = entry.text('href');
    if (url === undefined) return [];
    return [
      {
        name,
        url,
        contentType: entry.text('contentType', 'contenttype', 'mimetype'),
        width: entry.number('width'),
        height: entry.number('height'),
      },
    ];
  });
  const rank = ({ name, width = 0 }: ReadRendition): number =>
    /^(?:main|original|hires|supplied)$/i.test(name) ? 1e9 : width;
  return found.sort((a, b) => rank(b) - rank(a));
}

function relatedOf(association: JsonFields, itemUri: string | undefined): DraftRelated {
  const [own, name] = [association.text('uri'), association.text('name')];
  // A part of the article's own URI says that the item is known by its title alone.
  const uri = itemUri !== undefined && name !== undefined && own === partOf(itemUri, name) ? undefined : own;
  const title = association.text('headline', 'title') ?? association.objects('headlines')[0]?.text('value');
  const href = renditionsOf(association)[0]?.url;
  const url = href ?? (uri !== undefined && /^https?:/i.test(uri) ? uri : undefined);
  return { ...(title ? { title } : {}), ...(url ? { url } : {}), ...(uri ? { nativeId: uri } : {}) };
}
