import fc from 'fast-check';
import type { DraftItem, DraftPicture } from '../../shared/article/draft.ts';
import type { Publisher } from '../../shared/article/publisher.ts';
import type { AcceptedItem } from '../../shared/intake/intake.ts';
import { judgeItem } from '../../shared/intake/judge-item.ts';
import { trapTexts } from './trap-texts.ts';

/** Articles as the pipeline makes them of drafts with hostile text: what the renderings are tried on. */

export const nowMs = Date.UTC(2026, 10, 24, 12);

/** A house that says something by default for everything. */
export const house: Publisher = {
  id: 'harbour-gazette',
  name: 'Harbour Gazette',
  url: 'https://harbour-gazette.example/',
  language: 'en',
  copyrightHolder: 'Harbour Gazette Ltd',
  copyrightNotice: '© {year} Harbour Gazette Ltd',
  usageTerms: 'Publish with credit and link.',
  active: true,
};

/** The same house without any default: what is read with it, a document has said itself. */
export const silentHouse: Publisher = { id: house.id, name: house.name, url: house.url, active: true };

/** One line: a trap, traps among words, or anything at all. */
export const lineArb: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...trapTexts),
  fc
    .tuple(
      fc.constantFrom(...trapTexts),
      fc.constantFrom('ferry', 'the harbour', 'Fähre'),
      fc.constantFrom(...trapTexts),
    )
    .map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
);

const nameArb = fc.constantFrom(
  'Mara Quay',
  'José Ortega y Gasset',
  'Ann O’Neil-Smith',
  'Łukasz Żak',
  '山田太郎',
  'مريم الحداد',
  'Jean-Luc d’Or',
  'Li Na',
  'Ida von Bergen',
);
const urlArb = fc
  .tuple(
    fc.constantFrom('https://harbour-gazette.example/', 'http://x.example:8080/a/'),
    fc.stringMatching(/^[a-z0-9-]{1,12}$/),
    fc.constantFrom('', '?a=1&b=2', '?q=%C3%A9&copy;=1', "?x=(1)'*", '?y=[1]', '?z=a|b^c'),
  )
  .map((parts) => parts.join(''));
const instantArb = fc
  .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2026, 10, 23) })
  .map((ms) => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z'));

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const words = lineArb.map(escaped);
const inlineArb: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: words },
      { weight: 1, arbitrary: fc.constantFrom('The ferry sails again. ', 'On Monday, ', ' ') },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('strong', 'em', 'b', 'i', 'sub', 'q', 'code', 'cite'), words)
          .map(([tag, text]) => `<${tag}>${text}</${tag}>`),
      },
      { weight: 1, arbitrary: fc.tuple(urlArb, words).map(([url, text]) => `<a href="${escaped(url)}">${text}</a>`) },
      { weight: 1, arbitrary: fc.constant('<br>') },
      { weight: 1, arbitrary: words.map((text) => `<strong>bold <em>both ${text}</em></strong>`) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const pictureUrlArb = fc.stringMatching(/^[a-z]{1,8}$/).map((name) => `https://img.example/${name}.jpg`);

const blockArb: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: inlineArb.map((inner) => `<p>${inner}</p>`) },
  { weight: 1, arbitrary: words.map((inner) => `<p dir="rtl" lang="ar">${inner}</p>`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 2, max: 6 }), inlineArb)
      .map(([level, inner]) => `<h${level}>${inner}</h${level}>`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('ul', 'ol', 'ol start="7"'), fc.array(inlineArb, { minLength: 1, maxLength: 3 }))
      .map(([tag, items]) => `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag.split(' ')[0]}>`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(words, words)
      .map(([a, b]) => `<ul><li>${a}<ol><li>${b}</li><li>inner</li></ol></li><li>outer</li></ul>`),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(inlineArb, inlineArb).map(([a, b]) => `<blockquote><p>${a}</p><p>${b}</p></blockquote>`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(words, words)
      .map(
        ([a, b]) =>
          `<table><caption>${a}</caption><tr><th>Place</th><th>${b}</th></tr><tr><td colspan="2">${a}</td></tr></table>`,
      ),
  },
  { weight: 1, arbitrary: words.map((text) => `<pre>${text}\n\n  two lines on</pre>`) },
  { weight: 1, arbitrary: fc.constant('<hr>') },
  { weight: 1, arbitrary: fc.tuple(words, words).map(([a, b]) => `<dl><dt>${a}</dt><dd>${b}</dd></dl>`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(pictureUrlArb, words)
      .map(
        ([url, caption]) =>
          `<figure><img src="${url}" alt="Pier" width="640" height="480"><figcaption>A view of ${caption} today</figcaption></figure>`,
      ),
  },
);

const optional = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const listOf = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value[] | undefined> =>
  optional(fc.array(arbitrary, { minLength: 1, maxLength: 3 }));
const conceptArb = fc.record(
  {
    name: lineArb,
    uri: fc.constantFrom(
      'http://cv.iptc.org/newscodes/mediatopic/20000001',
      'http://cv.iptc.org/newscodes/mediatopic/11000000',
    ),
  },
  { requiredKeys: ['name'] },
);

const pictureArb: fc.Arbitrary<DraftPicture> = fc.record(
  {
    url: pictureUrlArb,
    caption: lineArb,
    alternativeText: lineArb,
    credit: lineArb,
    byline: nameArb,
    copyrightHolder: lineArb,
    copyrightNotice: lineArb,
    usageTerms: lineArb,
    licenseUrl: urlArb,
    contentType: fc.constantFrom('image/jpeg', 'image/png'),
    width: fc.integer({ min: 10, max: 9000 }),
    height: fc.integer({ min: 10, max: 9000 }),
    title: lineArb,
  },
  { requiredKeys: ['url'] },
);

export const draftArb: fc.Arbitrary<DraftItem> = fc
  .record({
    nativeId: fc.oneof(
      urlArb,
      fc.stringMatching(/^tag:x\.example,2026:[a-z0-9]{1,9}$/),
      fc.stringMatching(/^[a-z0-9]{3,9}$/),
    ),
    version: optional(fc.oneof(fc.constantFrom('1', '0123', '1.10', 'yes'), lineArb)),
    altIds: listOf(fc.record({ role: fc.constantFrom('desk', 'wire'), value: lineArb })),
    headline: lineArb,
    subheadline: optional(lineArb),
    kicker: optional(lineArb),
    slugline: optional(lineArb),
    summary: optional(lineArb),
    correction: optional(lineArb),
    authors: listOf(nameArb.map((name) => ({ name }))),
    located: optional(lineArb),
    source: optional(fc.oneof(fc.constantFrom('Harbour Gazette', 'Coast Wire'), lineArb)),
    creditLine: optional(lineArb),
    copyrightHolder: optional(lineArb),
    copyrightNotice: optional(lineArb),
    usageTerms: optional(
      fc.oneof(
        lineArb,
        fc.tuple(lineArb, lineArb).map((lines) => lines.join('\n')),
      ),
    ),
    licenseUrl: optional(urlArb),
    canonicalUrl: optional(urlArb),
    published: optional(instantArb),
    modified: optional(instantArb),
    firstCreated: optional(instantArb),
    contentCreated: optional(instantArb),
    versionCreated: optional(instantArb),
    embargo: optional(instantArb),
    expires: optional(fc.constant('2031-05-06T07:08:09Z')),
    urgency: optional(fc.constantFrom('1', '5', '9')),
    language: fc.constantFrom('en', 'de', 'ar', 'pt-BR', 'zh-Hant'),
    subjects: listOf(conceptArb),
    keywords: listOf(lineArb),
    genres: listOf(lineArb.map((name) => ({ name }))),
    people: listOf(fc.record({ name: nameArb })),
    organisations: listOf(lineArb.map((name) => ({ name }))),
    places: listOf(lineArb.map((name) => ({ name }))),
    body: fc
      .array(blockArb, { minLength: 1, maxLength: 5 })
      .map((blocks) => ({ kind: 'html' as const, value: blocks.join('') })),
    pictures: listOf(pictureArb),
    related: listOf(fc.record({ title: lineArb, url: urlArb }, { requiredKeys: [] })),
    chain: listOf(fc.record({ name: fc.constantFrom('Coast Wire', 'Pier Desk') })),
  })
  .map((draft) => ({ item: '', ...(JSON.parse(JSON.stringify(draft)) as Omit<DraftItem, 'item'>) }));

/** The article a draft becomes; undefined where intake rejects it (a headline of nothing but controls). */
export async function articleFrom(draft: DraftItem): Promise<AcceptedItem | undefined> {
  const item = await judgeItem(draft, { publisher: house, key: 'publishers/harbour-gazette/generated.json', nowMs });
  return item.status === 'accepted' ? item : undefined;
}

/** An article with something in every field, in plain words. */
export const fullDraft: DraftItem = {
  item: '',
  nativeId: 'https://harbour-gazette.example/2026/night-ferry',
  version: '2',
  altIds: [{ role: 'desk', value: 'HG-1147' }],
  headline: 'Ferry adds a night crossing',
  subheadline: 'The last boat now leaves at a quarter past eleven',
  kicker: 'Harbour',
  slugline: 'ferry-night',
  summary: 'A later boat, from Friday on.',
  correction: 'An earlier version gave a wrong hour.',
  authors: [{ name: 'Mara Quay' }, { name: 'Ida von Bergen' }],
  located: 'Orm',
  source: 'Coast Wire',
  chain: [{ name: 'Pier Desk' }, { name: 'Coast Wire' }],
  creditLine: 'By Mara Quay and Ida von Bergen, Coast Wire via Harbour Gazette',
  copyrightHolder: 'Coast Wire plc',
  copyrightNotice: '© 2026 Coast Wire plc',
  usageTerms: 'Publish with credit and link.\nNo changes.',
  licenseUrl: 'https://coast-wire.example/terms',
  canonicalUrl: 'https://harbour-gazette.example/2026/night-ferry',
  published: '2026-11-20T09:00:00Z',
  modified: '2026-11-20T10:30:00Z',
  firstCreated: '2026-11-19T16:00:00Z',
  contentCreated: '2026-11-19T15:00:00Z',
  versionCreated: '2026-11-20T10:31:00Z',
  embargo: '2026-11-20T08:00:00Z',
  expires: '2031-05-06T07:08:09Z',
  urgency: '4',
  language: 'en',
  subjects: [{ name: 'transport', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000337' }, { name: 'Harbour' }],
  keywords: ['ferry', 'night, late'],
  genres: [{ name: 'Update' }],
  people: [{ name: 'Ola Pier' }],
  organisations: [{ name: 'Harbour Office' }],
  places: [{ name: 'Orm' }],
  body: {
    kind: 'html',
    value:
      '<p>The last boat <strong>now</strong> leaves at a quarter past eleven, the <a href="https://harbour.example/office">harbour office</a> said.</p>' +
      '<h2>Times</h2><ul><li>Eight</li><li>A quarter past eleven</li></ul><blockquote><p>We waited long.</p></blockquote>' +
      '<figure><img src="https://img.example/pier.jpg" alt="A pier" width="640" height="480"><figcaption>The pier at night | Ann Lens</figcaption></figure>',
  },
  pictures: [
    {
      url: 'https://img.example/ferry.jpg',
      title: 'Ferry',
      caption: 'The ferry in the harbour',
      alternativeText: 'A white ferry',
      credit: 'Ann Lens / Coast Wire',
      byline: 'Ann Lens',
      copyrightHolder: 'Coast Wire plc',
      copyrightNotice: '© 2026 Coast Wire plc',
      usageTerms: 'With this article only.',
      licenseUrl: 'https://coast-wire.example/pictures',
      contentType: 'image/jpeg',
      width: 1600,
      height: 900,
    },
  ],
  related: [{ title: 'Ferry fares rise', url: 'https://harbour-gazette.example/2026/fares' }],
};
