import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AcceptedItem } from '../../../shared/intake/intake.ts';
import { acceptedOf, describedAs, htmlOf, readAs, readSample, textOf } from '../../support/uploads.ts';

/** What the raw text of a news page must come to, whoever wrote it. */
interface Expected {
  readonly headline: string;
  readonly byline: string;
  readonly alternativeTexts: readonly [string, string];
  readonly credits: readonly [string, string];
  readonly related: readonly [string, string, string];
  readonly subheading: string;
  /** How each of the six paragraphs opens. */
  readonly openings: readonly string[];
}

function expectRead(item: AcceptedItem, expected: Expected): void {
  const { article } = item;
  expect(article.headlines).toEqual([{ role: 'main', value: expected.headline }]);
  expect(article.by).toBe(expected.byline);
  expect(item.attribution?.bylines).toEqual([expected.byline]);
  expect(article.language).toBe('en');
  const pictures = article.associations?.filter(({ rel }) => rel === 'picture') ?? [];
  expect(pictures.map(({ name }) => name)).toEqual(['picture-1', 'picture-2']);
  for (const [index, { name }] of pictures.entries()) {
    expect(describedAs(item, name, 'altText')).toBe(expected.alternativeTexts[index]);
    expect(describedAs(item, name, 'creditline')).toBe(expected.credits[index]);
  }
  expect(item.attribution?.imageCredits).toEqual(
    expected.credits.map((credit, index) => ({
      name: `picture-${index + 1}`,
      credit,
      altText: expected.alternativeTexts[index],
    })),
  );
  const related = article.associations?.filter(({ rel }) => rel === 'related') ?? [];
  expect(related.map(({ headlines }) => headlines?.[0]?.value)).toEqual(expected.related);
  const html = htmlOf(item);
  expect([...html.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1])).toEqual([
    expected.subheading.replaceAll('&', '&amp;'),
  ]);
  const paragraphs = [...html.matchAll(/<p>(.*?)<\/p>/g)].map((match) => match[1] ?? '');
  expect(paragraphs).toHaveLength(6);
  for (const [index, opening] of expected.openings.entries()) expect(paragraphs[index]?.startsWith(opening)).toBe(true);
  expect(html.replace(/<h2>.*?<\/h2>|<p>.*?<\/p>|\s/g, '')).toBe('');
  for (const gone of [
    ...expected.alternativeTexts,
    ...expected.credits.map((credit) => `Source: ${credit}`),
    ...expected.related,
  ]) {
    expect(html).not.toContain(gone);
    expect(textOf(item)).not.toContain(gone);
  }
  expect(html).not.toMatch(/Also Read|Source:/);
  expect(textOf(item).split('\n\n')).toHaveLength(7);
}

/** Each conclusion is told, with its line. */
function expectTold(item: AcceptedItem): void {
  const inferred = item.warnings.filter(({ code }) => code === 'FIELD_INFERRED').map(({ path }) => path?.split(',')[0]);
  for (const field of [
    'headline',
    'byline',
    'pictures[0].alternativeText',
    'pictures[0].credit',
    'pictures[1].credit',
    'body.subheading',
  ]) {
    expect(inferred).toContain(field);
  }
  const codes = item.warnings.map(({ code }) => code);
  expect(codes.filter((code) => code === 'CAPTION_REMOVED')).toHaveLength(4);
  expect(codes.filter((code) => code === 'PROMO_REMOVED')).toHaveLength(3);
  expect(codes.filter((code) => code === 'PICTURE_URL_MISSING')).toHaveLength(2);
  expect(codes.filter((code) => code === 'PICTURE_RIGHTS_UNKNOWN')).toHaveLength(2);
  expect(codes).toContain('LANGUAGE_DETECTED');
  expect(item.attribution?.origins).toMatchObject({
    bylines: 'inferred',
    copyrightHolder: 'publisher',
    usageTerms: 'publisher',
  });
}

const seedFile = join(import.meta.dirname, '../../../../shared/seed/brics-russia-north-korea.txt');

describe('the raw text of a news page', () => {
  test('becomes headline, byline, pictures, related items, a subheading and six paragraphs', async () => {
    const item = acceptedOf(await readSample('plain-text/harbour-bridge.txt'));
    expectRead(item, {
      headline: 'Harbour: Two Cities Agree to Rebuild the Old Swing Bridge',
      byline: 'Marta Ellingsen',
      alternativeTexts: [
        'harbour swing bridge closed to ships two cities at dusk',
        'drawings of the new harbour bridge two arches steel and timber',
      ],
      credits: ['Coastal Wire / North Shore Pictures via CW archive', 'CW'],
      related: [
        'Ferry Line Adds a Night Boat for Shift Workers',
        'Why Timber Bridges Are Coming Back',
        'School Start Moved, and Nobody Wants It Back',
      ],
      subheading: 'Bridge: Two Designs Remain & One Must Go',
      openings: [
        'The councils of',
        'Engineers put',
        'Shipping companies',
        'Until the bridge',
        '“My grandfather',
        'The councils will',
      ],
    });
    expectTold(item);
    expect(item.disposition).toEqual({ kind: 'send' });
    expect(item.identity).toEqual({ nativeId: 'publishers/demo/plain-text/harbour-bridge.txt', from: 'key' });
  });

  test('is read the same way in the seed article, where that is at hand', async ({ skip }) => {
    if (!existsSync(seedFile)) return skip('the seed article is not beside this checkout');
    const item = acceptedOf(await readAs(readFileSync(seedFile), 'seed.txt'));
    expectRead(item, {
      headline: 'BRICS: Russia and North Korea Announce Historic Agreement',
      byline: 'Vinod Dsouza',
      alternativeTexts: [
        'kim jong un north korea brics russia vladimir putin president',
        'north korea kim jong un flags brics russia vladimir putin president',
      ],
      credits: ['NBC News / Korea News Service via AP file', 'AP'],
      related: [
        'Russia Makes Major Announcement About BRICS Currency',
        '21 Countries, 200 Mayors To Attend BRICS Forum in June 2024',
        'BRICS Surpasses the US in Gas Trade to Europe',
      ],
      subheading: 'BRICS: North Korea & Russia Vow To Fight US Imperialism & Hegemony',
      openings: ['BRICS member', 'The strategic', 'The agreement', 'China, Saudi', 'Kim Jong Un', 'The streets'],
    });
    expectTold(item);
    expect(item.attribution).toMatchObject({
      creditLine: 'By Vinod Dsouza, Demo News',
      source: 'Demo News',
      copyrightHolder: 'Demo News Ltd',
      copyrightNotice: '© Demo News',
    });
  });
});
