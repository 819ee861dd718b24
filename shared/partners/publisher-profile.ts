/** The shape of `publishers.yaml`: the one place that says what a publisher's profile may hold. */
import * as v from 'valibot';
import { canaryPublisherId } from '../contract/canary.ts';
import type { Publisher, SnippetTemplate } from '../article/publisher.ts';
import { brakeLimits, registryLimits } from '../contract/limits.ts';
import type { PublisherRules } from '../article/rights.ts';
import {
  languageTag,
  line,
  listOf,
  oneOf,
  record,
  registryId,
  secureAddress,
  territory,
  text,
  timeZone,
  webAddress,
  wholeNumber,
  yesOrNo,
} from './registry-fields.ts';

const described = <Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema, text: string) =>
  v.optional(v.pipe(schema, v.description(text)));

const territories = listOf(territory, registryLimits.entriesPerList);

const rules = {
  mayChange: described(
    oneOf('rule', ['nothing', 'headline']),
    'What partners may change: nothing, or only shorten the headline.',
  ),
  territories: described(territories, 'Where articles may be published; left out, everywhere.'),
  excludedTerritories: described(territories, 'Where they may not.'),
  useForDays: described(wholeNumber(1, 36_500), 'Days from first publication, after which an article is retracted.'),
  mayArchive: described(yesOrNo, 'Whether an article may stay in a partner’s archive.'),
  mayAdapt: described(yesOrNo, 'Whether translations, summaries and other adaptations may be made.'),
} satisfies Record<keyof PublisherRules, unknown>;

const snippet = {
  html: v.pipe(text(4_000), v.description('The credit as HTML; values in {braces} are escaped.')),
  text: v.pipe(text(4_000), v.description('The credit as text.')),
} satisfies Record<keyof SnippetTemplate, unknown>;

const brakeMessage = `should be off, or whole numbers: { articles: ${brakeLimits.articles}, minutes: ${brakeLimits.minutes} }, at most ${brakeLimits.articlesMax} and ${brakeLimits.minutesMax}`;

const fields = {
  id: v.pipe(
    registryId,
    v.check((id) => id !== canaryPublisherId, `${canaryPublisherId} is the name of the canary’s own publisher`),
    v.description('The segment after publishers/ in upload keys. It never changes.'),
  ),
  name: v.pipe(line(200), v.description('What the publisher is called in credits.')),
  url: described(webAddress, 'The publisher’s home page.'),
  logo: described(webAddress, 'Address of a logo that partners may show.'),
  language: described(languageTag, 'BCP 47; for articles that declare none and in which none is detected.'),
  timeZone: described(timeZone, 'IANA name; the zone of dates without one.'),
  creditLine: described(line(300), 'Default credit; {year}, {byline} and {publisher} are filled in.'),
  byline: described(line(200), 'Default byline, for articles without one.'),
  source: described(line(200), 'Who originated the text, where the article does not say.'),
  copyrightHolder: described(line(300), 'Default copyright holder.'),
  copyrightNotice: described(line(500), 'Default copyright notice; {year}, {byline} and {publisher} are filled in.'),
  usageTerms: described(line(2000), 'Default terms of use, in words.'),
  licenseUrl: described(webAddress, 'Where the licence can be read.'),
  rules: described(record(rules), 'What partners may do, for articles that do not say it themselves.'),
  snippet: described(
    record(snippet),
    'The ready-to-insert credit in your own words. In braces: creditLine, byline, publisher, source, canonicalUrl, copyrightNotice, usageTerms, year.',
  ),
  beaconUrl: described(
    secureAddress,
    'Counts republications: a picture at this address, with {article}, {partner} and {revision}, stands in each partner’s snippet.',
  ),
  promoWords: described(
    listOf(line(100), registryLimits.entriesPerList),
    'House wordings that start a promotion (“Also Read:”), beside the general list.',
  ),
  brake: described(
    v.union(
      [
        oneOf('brake', ['off']),
        record({
          articles: wholeNumber(1, brakeLimits.articlesMax),
          minutes: wholeNumber(1, brakeLimits.minutesMax),
        }),
      ],
      brakeMessage,
    ),
    'How many new articles go out within how many minutes before further ones are held for an operator; off for none. Default: 200 within 10.',
  ),
  quietAfterHours: described(
    wholeNumber(1, registryLimits.quietHoursMost),
    'Operators are told when nothing new was accepted for so many hours; nights and weekends count. Default: never.',
  ),
  active: v.optional(
    v.pipe(yesOrNo, v.description('false stops taking uploads: they are rejected with PUBLISHER_UNKNOWN.')),
  ),
} satisfies Record<keyof Publisher, unknown>;

/** One profile. A field of `Publisher` that is missing here does not compile. */
export const publisherProfile = v.pipe(
  record(fields),
  v.transform(({ active = true, ...profile }): Publisher => ({ ...profile, active })),
);

/** A profile that need not say which publisher's it is. */
export const ownProfile = v.pipe(
  record({ ...fields, id: v.optional(fields.id) }),
  v.transform(({ active = true, ...profile }): Omit<Publisher, 'id'> & { id?: string } => ({ ...profile, active })),
);

export const publishersFile = record({
  $schema: v.optional(line(2048)),
  publishers: listOf(publisherProfile, registryLimits.publishers),
});
