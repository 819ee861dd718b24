/** The shape of `partners.yaml`: the one place that says what a partner's profile may hold. */
import * as v from 'valibot';
import { registryLimits } from '../contract/limits.ts';
import { customHeadersMax, headerProblem, isSecretHeader } from './custom-headers.ts';
import { articleEvents, contentTypes, defaultFormat, type Filter, type PartnerProfile } from './partner.ts';
import {
  languageRange,
  line,
  listOf,
  oneOf,
  record,
  registryId,
  territory,
  trueOrFalse,
  webAddress,
  wholeNumber,
} from './registry-fields.ts';
import { isUnknownCode } from './subjects.ts';

const described = <Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema, text: string) =>
  v.optional(v.pipe(schema, v.description(text)));

const list = <Entry extends v.GenericSchema<unknown, unknown>>(entry: Entry) =>
  listOf(entry, registryLimits.entriesPerList);

const subject = v.pipe(
  line(200),
  v.check(
    (text) => !isUnknownCode(text),
    ({ input }: { readonly input: unknown }) => `"${String(input)}" is no mediatopic or subject code of IPTC`,
  ),
);

const inner = v.lazy((): v.GenericSchema<unknown, Filter> => filterShape);

const filterFields = {
  publishers: described(list(registryId), 'Only articles of these publishers.'),
  languages: described(list(languageRange), 'BCP 47 ranges: en matches en-GB.'),
  contentTypes: described(list(oneOf('content type', contentTypes)), 'picture: only articles with pictures.'),
  subjects: described(
    list(subject),
    'IPTC mediatopics (medtop:15000000, or by English name) and subject codes (subj:15054000), with all that lies under them; or any other name or code of a subject.',
  ),
  genres: described(list(line(200)), 'Names or codes of genres.'),
  places: described(list(line(200)), 'Names or codes of places; two capitals are a country.'),
  keywords: described(list(line(200)), 'Words looked for in headline, slugline and subjects.'),
  urgencyAtMost: described(wholeNumber(1, 9), '1 is the most urgent. Articles without an urgency do not match.'),
  all: described(list(inner), 'Filters that must all match.'),
  any: described(list(inner), 'Filters of which one must match.'),
  not: described(inner, 'A filter that must not match: what to exclude.'),
};

/** What a partner wants: every named field must hold; within a list one entry suffices. */
export const filterShape: v.GenericSchema<unknown, Filter> = record(filterFields);

const headers = v.pipe(
  v.record(v.string(), line(2048)),
  v.maxEntries(customHeadersMax, `holds more than ${customHeadersMax} headers`),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [key, value] of Object.entries(dataset.value)) {
      const secret = 'carries a secret: give it with byline partners credentials, not in this file';
      const message = headerProblem(key, value) ?? (isSecretHeader(key) ? secret : undefined);
      const input = dataset.value;
      if (message) addIssue({ message, path: [{ type: 'object', origin: 'key', input, key, value }] });
    }
  }),
  // One spelling a name: two of the same would be sent as one.
  v.transform((all) => Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]))),
  v.record(v.string(), v.string()),
);

/** One profile; `formats` are the ids of the registry of output formats. A field of `PartnerProfile` that is missing here does not compile. */
export const partnerProfile = (formats: readonly string[]): v.GenericSchema<unknown, PartnerProfile> => {
  const fields = {
    id: v.pipe(registryId, v.description('What the partner is called in commands and logs. It never changes.')),
    name: v.pipe(line(200), v.description('What the partner is called.')),
    url: described(
      webAddress,
      'Where webhooks are sent: https, port 443 or 8443, a public address. Only a partner that fetches (pull) may do without.',
    ),
    pull: described(
      trueOrFalse,
      'It may fetch what it is owed, by a token: in place of webhooks, or what they did not bring.',
    ),
    format: described(oneOf('format', formats), `The rendering of the article; ${defaultFormat} if left out.`),
    events: described(
      list(oneOf('event', articleEvents)),
      'All if left out; retractions are sent whatever stands here.',
    ),
    filter: described(filterShape, 'What the partner wants; everything if left out.'),
    territories: described(list(territory), 'Where the partner publishes; decides what is licensed for it.'),
    indexing: described(
      oneOf('indexing', ['canonical', 'noindex']),
      'What the partner’s page tells search engines: rel=canonical (if left out), or not to index it.',
    ),
    signature: described(oneOf('signature', ['v1', 'v1a']), 'v1: HMAC by a shared secret (if left out). v1a: Ed25519.'),
    status: described(
      oneOf('status', ['active', 'paused']),
      'Left out: as it stands, so that a pause by operators or by a failing endpoint is kept.',
    ),
    headers: described(headers, 'Headers sent with every webhook. Nothing secret.'),
    maxBodyBytes: described(
      wholeNumber(4_096, 100 * 1024 * 1024),
      'The largest body taken; 1 MiB if left out. A larger one is fetched by its claim check.',
    ),
    maxPerSecond: described(wholeNumber(1, 10_000), 'POSTs started in one second; no limit if left out.'),
    maxInFlight: described(wholeNumber(1, 1_000), 'POSTs under way at once; no limit if left out.'),
  } satisfies Record<keyof PartnerProfile, unknown>;
  return v.pipe(
    record(fields),
    v.check(
      ({ url, pull }) => url !== undefined || pull === true,
      'lacks "url", where webhooks are sent; one that fetches says pull: true',
    ),
    v.transform(({ format = defaultFormat, events = articleEvents, filter = {}, pull, ...profile }): PartnerProfile => {
      return {
        ...profile,
        ...(pull ? { pull } : {}),
        format,
        events: articleEvents.filter((event) => events.includes(event)),
        filter,
      };
    }),
  );
};

export const partnersFile = (formats: readonly string[]) =>
  record({
    $schema: v.optional(line(2048)),
    partners: listOf(partnerProfile(formats), registryLimits.partners),
  });
