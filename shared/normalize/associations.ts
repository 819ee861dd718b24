import { present } from '../article/present.ts';
import type { Association, Rendition, RoleText } from '../article/article.ts';
import { asUri } from '../article/uri.ts';
import type { DraftPicture, DraftRelated } from '../article/draft.ts';
import { cleanLine } from './clean-text.ts';
import { safeUrl, unsignedUrl } from './urls.ts';
import type { Warnings } from './warnings.ts';

/** More is a gallery of another kind; the rest is left out with a warning. */
const maxPictures = 200;
const maxRelated = 100;

/** An association whose `uri`, where it has none of its own, is set once the article's is known. */
export type DraftAssociation = Association;

/**
 * Pictures as ninjs associations, `picture-1` first. What the document lists and what stands in its body are told to be the same by address,
 * sizes apart; each keeps its own credit and rights, and one whose rights are not said is flagged.
 */
export function pictureAssociations(
  listed: readonly DraftPicture[],
  inBody: readonly DraftPicture[],
  baseUrl: string | undefined,
  warnings: Warnings,
): readonly DraftAssociation[] {
  const merged: DraftPicture[] = [];
  const places = new Map<string, number>();
  for (const picture of [...listed, ...inBody]) {
    const url = picture.url === undefined ? undefined : safeUrl(picture.url, baseUrl);
    const key = url === undefined ? undefined : sameFile(url);
    const known = key === undefined ? undefined : places.get(key);
    if (known !== undefined) merged[known] = { ...picture, ...merged[known] };
    else {
      if (key !== undefined) places.set(key, merged.length);
      merged.push({ ...picture, url });
    }
  }
  if (merged.length > maxPictures)
    warnings.add('FIELD_IGNORED', `pictures beyond ${maxPictures} were left out`, 'pictures');
  return merged
    .slice(0, maxPictures)
    .map((picture, index) => pictureAssociation(picture, `picture-${index + 1}`, baseUrl, warnings));
}

/** Related items, `related-1` first, each once. */
export function relatedAssociations(
  related: readonly DraftRelated[],
  baseUrl: string | undefined,
  warnings: Warnings,
): readonly DraftAssociation[] {
  const seen = new Set<string>();
  const found: DraftAssociation[] = [];
  for (const { title, url, nativeId } of related) {
    const headline = title === undefined ? '' : cleanLine(title, warnings, 'related');
    const address = url === undefined ? undefined : safeUrl(url, baseUrl);
    const key = address ?? nativeId ?? headline;
    if (key === '' || seen.has(key) || found.length >= maxRelated) continue;
    seen.add(key);
    found.push({
      name: `related-${found.length + 1}`,
      rel: 'related',
      type: 'text',
      ...((address ?? nativeId) ? { uri: address ?? nativeId } : {}),
      ...(headline ? { headlines: [{ role: 'main', value: headline }] } : {}),
    });
  }
  return found;
}

function pictureAssociation(
  picture: DraftPicture,
  name: string,
  baseUrl: string | undefined,
  warnings: Warnings,
): DraftAssociation {
  const line = (text: string | undefined): string | undefined => {
    const clean = text === undefined ? '' : cleanLine(text, warnings, name);
    return clean === '' ? undefined : clean;
  };
  const [title, caption, alternative, credit] = [
    picture.title,
    picture.caption,
    picture.alternativeText,
    picture.credit,
  ].map(line);
  const rights = {
    by: line(picture.byline),
    copyrightHolder: line(picture.copyrightHolder),
    copyrightNotice: line(picture.copyrightNotice),
    usageTerms: line(picture.usageTerms),
    rightsInfo: picture.rightsInfo ?? licence(picture.licenseUrl, baseUrl),
  };
  const renditions = renditionsOf(picture, baseUrl);
  // ninjs wants a URI: systems number their pictures, too.
  const uri = (picture.nativeId === undefined ? undefined : asUri(picture.nativeId)) ?? picture.url;
  if (!picture.url && renditions.length === 0) {
    warnings.add('PICTURE_URL_MISSING', 'a picture is described, but its address is not in the file', name);
  }
  if (!rights.usageTerms && !rights.rightsInfo) {
    const named = credit ?? rights.copyrightNotice ?? rights.copyrightHolder ?? rights.by;
    if (named) {
      warnings.add(
        'PICTURE_RIGHTS_UNKNOWN',
        `the picture is credited to “${named}”, its licence is not said: ask before republishing it`,
        name,
      );
    }
  }
  const descriptions: RoleText[] = [
    ...(caption ? [{ role: 'caption', value: caption }] : []),
    ...(alternative ? [{ role: 'altText', value: alternative }] : []),
    ...(credit ? [{ role: 'creditline', value: credit }] : []),
  ];
  return {
    name,
    rel: 'picture',
    type: 'picture',
    ...(uri ? { uri } : {}),
    ...(title ? { headlines: [{ role: 'main', value: title }] } : {}),
    ...(descriptions.length > 0 ? { descriptions } : {}),
    ...present(rights),
    ...(renditions.length > 0 ? { renditions } : {}),
  };
}

function renditionsOf(picture: DraftPicture, baseUrl: string | undefined): readonly Rendition[] {
  const main = picture.url
    ? [
        {
          name: 'main',
          url: picture.url,
          contentType: picture.contentType,
          width: picture.width,
          height: picture.height,
        },
      ]
    : [];
  return [...main, ...(picture.renditions ?? [])].flatMap(({ name, url, contentType, width, height }) => {
    const href = safeUrl(url, baseUrl);
    if (!href) return [];
    return [
      {
        name: cleanLine(name),
        href,
        ...(contentType ? { contentType } : {}),
        ...(width ? { width } : {}),
        ...(height ? { height } : {}),
      },
    ];
  });
}

function licence(url: string | undefined, baseUrl: string | undefined): { linkedRights: string } | undefined {
  const linkedRights = url === undefined ? undefined : safeUrl(url, baseUrl);
  return linkedRights === undefined ? undefined : { linkedRights };
}

/** What a picture is told by: systems serve one in many sizes: `-1024x768.jpg`, `?w=800`, `/w_800,h_600/`. */
export function sameFile(address: string): string {
  const url = new URL(unsignedUrl(address));
  const path = url.pathname.replace(/-\d{2,4}x\d{2,4}(?=\.\w+$)|-scaled(?=\.\w+$)|@\d+x(?=\.\w+$)/g, '');
  // A picture served by query alone (`?id=5`) is told apart by it.
  return /\.(?:jpe?g|png|gif|webp|avif)$/i.test(path) ? url.host + path : url.host + path + url.search;
}
