import { present } from '../article/present.ts';
import type { Association } from '../article/article.ts';
import type { Attribution, ChainLink, ImageCredit, Origin } from '../article/attribution.ts';
import type { Publisher } from '../article/publisher.ts';
import type { UsageRules } from '../article/rights.ts';
import type { Rejection } from '../contract/reasons.ts';
import { composeCreditLine, fillTemplate, joinNames } from './credit-line.ts';
import { rulesText } from './rules-text.ts';
import { snippetOf } from './snippet.ts';

/** What the item says of itself, as normalized. */
export interface ItemCredits {
  readonly bylines: readonly string[];
  /** Those of the bylines that are the source under another name. */
  readonly sourceBylines?: readonly string[];
  readonly source?: string;
  readonly creditLine?: string;
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  readonly copyrightYear?: string;
  readonly usageTerms?: string;
  readonly licenseUrl?: string;
  readonly rules?: UsageRules;
  readonly chain: readonly { readonly name: string; readonly at?: string }[];
  /** Fields of the item that were concluded rather than read. */
  readonly inferred: ReadonlySet<string>;
  readonly canonicalUrl?: string;
  readonly language?: string;
  /** ISO 8601. */
  readonly firstPublished?: string;
  readonly lastModified?: string;
  readonly associations: readonly Association[];
}

export type CompletedAttribution =
  | { readonly kind: 'complete'; readonly attribution: Attribution }
  | { readonly kind: 'incomplete'; readonly reasons: readonly Rejection[] };

/**
 * Completes an item's attribution. Precedence: what the item says, then what the profile says by default; what neither says rejects the item
 * (`ATTRIBUTION_INCOMPLETE`, one reason a field). `origins` names every field that is not the item's own word. No year is taken from the
 * clock: the same upload must give the same attribution next year.
 */
export function completeAttribution(item: ItemCredits, profile: Publisher): CompletedAttribution {
  const publisher = withoutBlanks(profile);
  const origins: Record<string, Origin> = {};
  const pick = <Value>(name: string, own: Value | undefined, fallback: () => Value | undefined): Value | undefined => {
    if (own !== undefined) {
      if (item.inferred.has(name)) origins[name] = 'inferred';
      return own;
    }
    const value = fallback();
    if (value !== undefined) origins[name] = 'publisher';
    return value;
  };

  const year = item.copyrightYear ?? item.firstPublished?.slice(0, 4);
  const bylines =
    pick('bylines', item.bylines.length > 0 ? item.bylines : undefined, () =>
      publisher.byline ? [publisher.byline] : undefined,
    ) ?? [];
  if (origins.bylines === undefined && item.inferred.has('byline')) origins.bylines = 'inferred';
  const source = pick('source', item.source, () => publisher.source ?? publisher.name) as string;
  const copyrightHolder =
    pick('copyrightHolder', item.copyrightHolder, () => undefined) ??
    infer(origins, 'copyrightHolder', holderIn(item.copyrightNotice)) ??
    pick('copyrightHolder', undefined, () => publisher.copyrightHolder);
  // Under whatever name, an agency is credited once.
  const people = bylines.filter((byline) => !item.sourceBylines?.includes(byline));
  const fillIn = {
    publisher: publisher.name,
    byline: bylines.length > 0 ? joinNames(bylines, item.language) : undefined,
    year,
  };
  const fromHolder =
    copyrightHolder === undefined ? undefined : `© ${year === undefined ? '' : `${year} `}${copyrightHolder}`;
  // The item's own holder outweighs the profile's notice: that one names another.
  const ownNotice =
    item.copyrightNotice ??
    (item.copyrightHolder === undefined ? undefined : infer(origins, 'copyrightNotice', fromHolder));
  const copyrightNotice =
    pick('copyrightNotice', ownNotice, () =>
      publisher.copyrightNotice ? fillTemplate(publisher.copyrightNotice, fillIn) : undefined,
    ) ?? infer(origins, 'copyrightNotice', fromHolder);
  const licenseUrl = pick('licenseUrl', item.licenseUrl, () =>
    item.usageTerms === undefined ? publisher.licenseUrl : undefined,
  );
  const usageTerms =
    pick('usageTerms', item.usageTerms, () => (item.licenseUrl === undefined ? publisher.usageTerms : undefined)) ??
    infer(origins, 'usageTerms', licenseUrl === undefined ? undefined : `Licence: ${licenseUrl}`) ??
    pick('usageTerms', undefined, () => publisher.usageTerms);

  if (copyrightHolder === undefined || copyrightNotice === undefined || usageTerms === undefined) {
    return { kind: 'incomplete', reasons: missing({ copyrightHolder, copyrightNotice, usageTerms }) };
  }
  const creditLine =
    pick('creditLine', item.creditLine, () => {
      const template = publisher.creditLine;
      return template === undefined ? undefined : fillTemplate(template, fillIn) || undefined;
    }) ??
    (infer(
      origins,
      'creditLine',
      composeCreditLine({ bylines: people, source, publisherName: publisher.name, language: item.language }),
    ) as string);
  const imageCredits = imageCreditsOf(item.associations);
  const snippet = snippetOf(
    {
      creditLine,
      bylines,
      source,
      copyrightNotice,
      usageTerms,
      licenseUrl,
      year,
      publisherName: publisher.name,
      canonicalUrl: item.canonicalUrl,
      language: item.language,
      pictureCredits: imageCredits.flatMap(({ credit }) => credit ?? []),
    },
    publisher.snippet,
  );
  const inWords = rulesText(item.rules, item.language);
  return {
    kind: 'complete',
    attribution: {
      creditLine,
      bylines,
      provider: providerOf(publisher),
      source,
      ...present({ canonicalUrl: item.canonicalUrl }),
      copyrightHolder,
      copyrightNotice,
      usageTerms,
      ...present({
        licenseUrl,
        rules: item.rules,
        firstPublished: item.firstPublished,
        lastModified: item.lastModified,
      }),
      ...(inWords.length > 0 ? { rulesText: inWords } : {}),
      ...present({ beaconUrl: publisher.beaconUrl }),
      imageCredits,
      chain: chainOf(item, source, publisher),
      origins,
      ...snippet,
    },
  };
}

function infer<Value>(origins: Record<string, Origin>, name: string, value: Value | undefined): Value | undefined {
  if (value !== undefined) origins[name] = 'inferred';
  return value;
}

const advice: Readonly<Record<string, string>> = {
  copyrightHolder: 'neither the article nor your profile says who holds the copyright',
  copyrightNotice: 'neither the article nor your profile has a copyright notice',
  usageTerms: 'neither the article nor your profile says on what terms it may be used',
};

function missing(fields: Readonly<Record<string, string | undefined>>): readonly Rejection[] {
  return Object.entries(fields)
    .filter(([, value]) => value === undefined)
    .map(([path]) => ({ code: 'ATTRIBUTION_INCOMPLETE', message: advice[path] ?? path, path }));
}

/** The name in “© 2026 Example News. All rights reserved.” */
function holderIn(notice: string | undefined): string | undefined {
  const match =
    /^(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:(?:19|20)\d{2}(?:\s*[-–,]\s*(?:19|20)?\d{2})*,?\s*)?(?:by\s+)?(.{2,80}?)(?:[.,;|]\s|[.,;|]?$|\s+(?:19|20)\d{2}|\s+(?:all rights|alle rechte|tous droits|todos los derechos))/i.exec(
      notice?.trim() ?? '',
    );
  // “dpa (www.dpa.de)”, “Agency – All rights reserved”: neither the address nor the dash is the name.
  const name = match?.[1]?.replace(/\s*\((?:https?:\/\/|www\.)[^()]*\)\s*$|[\s–—-]+$/g, '').trim();
  // A year alone (“Copyright 2026”) claims it for nobody.
  const isName = name !== undefined && /\p{L}/u.test(name) && !/^(?:all rights|rights|reserved)/i.test(name);
  return isName ? name : undefined;
}

function providerOf(publisher: Publisher): Attribution['provider'] {
  return { id: publisher.id, name: publisher.name, ...present({ url: publisher.url, logo: publisher.logo }) };
}

function imageCreditsOf(associations: readonly Association[]): readonly ImageCredit[] {
  return associations
    .filter(({ rel }) => rel === 'picture')
    .map((picture) => {
      const description = (role: string): string | undefined =>
        picture.descriptions?.find((found) => found.role === role)?.value;
      const credit = description('creditline') ?? picture.by;
      return {
        name: picture.name,
        ...present({
          credit,
          copyrightNotice: picture.copyrightNotice,
          usageTerms: picture.usageTerms,
          altText: description('altText'),
        }),
      };
    });
}

/** Hands the document names, then who originated it, then the publisher; each once. */
function chainOf(item: ItemCredits, source: string, publisher: Publisher): readonly ChainLink[] {
  const links: ChainLink[] = item.chain.map(({ name, at }) => ({ name, role: 'source' as const, ...present({ at }) }));
  if (!links.some(({ name }) => name === source) && source !== publisher.name)
    links.push({ name: source, role: 'source' });
  return [...links.filter(({ name }) => name !== publisher.name), { name: publisher.name, role: 'provider' }];
}

/** A profile's field that is there and says nothing is not there: an empty copyright notice would pass for a complete one. */
function withoutBlanks(profile: Publisher): Publisher {
  const said = Object.entries(profile).filter(
    ([, value]: [string, unknown]) => typeof value !== 'string' || /[\p{L}\p{N}]/u.test(value),
  );
  const { id, name, active } = profile;
  return { ...(Object.fromEntries(said) as Partial<Publisher>), id, name, active };
}
