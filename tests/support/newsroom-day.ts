import type { Publisher } from '../../shared/article/publisher.ts';
import type { Revision } from '../../shared/article/revision.ts';
import type { Attempt } from '../../shared/delivery/delivery.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import type { MemoryStack } from './console-stack.ts';
import { furnishReads, offer, reader } from './newsroom-reader.ts';
import { partnerOf } from './partners.ts';
import { publisherOf } from './publishers.ts';
import { revisionOf } from './revisions.ts';

/**
 * A day of an invented newsroom, up to `nowMs`: three publishers, seven partners of which one is down, one paused, one strict and one that fetches, corrections, a
 * retraction, an embargo, rejections and dead letters. The same at every call, so that pictures of it can be compared.
 */
export async function furnishNewsroomDay(stack: MemoryStack, nowMs: number): Promise<{ readonly corrected: string }> {
  for (const publisher of publishers) await stack.publishers.put(publisher);
  for (const partner of partners(nowMs)) {
    await stack.partners.put(partner);
    await stack.signingKeys.put({ partnerId: partner.id, keys: [{ secret: newSecret('shared') }] });
  }
  await stack.partners.put(reader);
  await furnishReads(stack, nowMs);
  let number = 0;
  for (const [hoursAgo, perHour] of articlesByHour.entries()) {
    for (let index = 0; index < perHour; index++) {
      const atMs = nowMs - hoursAgo * hourMs - Math.round((index + 0.4) * (hourMs / (perHour + 1)));
      if (number > 0) await publish(stack, number, atMs, nowMs);
      number += 1;
    }
  }
  const corrected = await publishCorrected(stack, nowMs);
  await publishHeld(stack, nowMs);
  await reject(stack, nowMs);
  for (let failure = 0; failure < 7; failure++) await stack.health.failed('north-wire', nowMs - (7 - failure) * 40_000);
  stack.counts.Deliver = { waiting: 3, inWork: 4, delayed: 1 };
  stack.counts.DeliverSlow = { waiting: 0, inWork: 0, delayed: 2 };
  stack.counts.Ingest = { waiting: 1, inWork: 1, delayed: 0 };
  return { corrected };
}

const hourMs = 3_600_000;
/** From the hour under way backwards: a quiet night, a busy morning. */
const articlesByHour = [5, 7, 8, 6, 5, 7, 9, 8, 6, 4, 3, 2, 1, 1, 0, 1, 1, 2, 3, 4, 6, 7, 5, 4];

const publishers: readonly Publisher[] = [
  publisherOf({ id: 'harbour-news', name: 'Harbour News', language: 'en' }),
  publisherOf({ id: 'kuestenblatt', name: 'Küstenblatt', language: 'de' }),
  publisherOf({ id: 'le-phare', name: 'Le Phare', language: 'fr' }),
];

const partners = (nowMs: number): readonly Partner[] => [
  partnerOf({ id: 'evening-post', name: 'Evening Post', url: 'https://evening-post.example/hooks/byline' }),
  partnerOf({ id: 'north-wire', name: 'North Wire', url: 'https://north-wire.example/in' }),
  partnerOf({
    id: 'stadtanzeiger',
    name: 'Stadtanzeiger',
    url: 'https://stadt.example/hook',
    filter: { languages: ['de'] },
  }),
  partnerOf({
    id: 'radio-littoral',
    name: 'Radio Littoral',
    url: 'https://littoral.example/wh',
    filter: { languages: ['fr', 'en'] },
  }),
  partnerOf({ id: 'metro-daily', name: 'Metro Daily', url: 'https://metro.example/api/articles', maxPerSecond: 5 }),
  partnerOf({
    id: 'archive-one',
    name: 'Archive One',
    url: 'https://archive.example/take',
    status: 'paused',
    pauseReason: 'OPERATOR',
    statusAtMs: nowMs - 3 * hourMs,
    filter: { subjects: ['science'] },
  }),
];

const stories: readonly (readonly [string, string, string])[] = [
  ['harbour-news', 'en', 'Night ferries return after nine years'],
  ['harbour-news', 'en', 'Council approves plan for the old grain docks'],
  ['kuestenblatt', 'de', 'Neue Deiche sollen bis 2031 fertig sein'],
  ['le-phare', 'fr', 'Le phare de Kermor rallumé pour une nuit'],
  ['harbour-news', 'en', 'Libraries stay open until midnight, on trial'],
  ['kuestenblatt', 'de', 'Warum die Fähre nach Orm jetzt nachts fährt'],
  ['harbour-news', 'en', 'Bakers of Tolm win prize for rye'],
  ['le-phare', 'fr', 'Le port reprend le travail après neuf jours de grève'],
  ['harbour-news', 'en', 'School meals to be grown within ten miles'],
  ['kuestenblatt', 'de', 'Lindau bekommt vierzehn Straßenbahnen'],
  ['harbour-news', 'en', 'A darker sky: the observatory switches off its lamps'],
  ['le-phare', 'fr', 'Trois villages partagent une seule boulangerie'],
];

function storyRevision(number: number, atMs: number, changes: Partial<Revision> = {}): Revision {
  const [publisherId, language, headline] = stories[number % stories.length]!;
  const name = publishers.find(({ id }) => id === publisherId)?.name ?? publisherId;
  const base = revisionOf();
  const later = Math.floor(number / stories.length);
  return revisionOf({
    articleId: `${publisherId}-${String(number).padStart(24, '0')}`,
    publisherId,
    acceptedAtMs: atMs,
    article: {
      ...base.article,
      uri: `https://${publisherId}.example/2026/11/story-${number}`,
      language,
      headlines: [{ value: later === 0 ? headline : `${headline} (${later})` }],
      bodies: [{ role: 'plain', contentType: 'text/plain', value: `${headline}.` }],
    },
    attribution: {
      ...base.attribution!,
      creditLine: `By Ann Author, ${name}`,
      provider: { id: publisherId, name },
      source: name,
      copyrightHolder: name,
      copyrightNotice: `© 2026 ${name}`,
      text: `By Ann Author, ${name}\n© 2026 ${name}\nFor partners of ${name}`,
    },
    source: { key: `publishers/${publisherId}/2026/11/story-${number}.json`, sequencer: '0A' },
    ...changes,
  });
}

async function publish(stack: MemoryStack, number: number, atMs: number, nowMs: number): Promise<void> {
  const revision = storyRevision(number, atMs);
  await stack.articles.append(revision.articleId, () => ({ kind: 'append', revision }));
  await fanOut(stack, revision, nowMs);
  await ingested(stack, revision);
}

async function ingested(stack: MemoryStack, { publisherId, source, articleId, acceptedAtMs }: Revision): Promise<void> {
  const { key, sequencer } = source;
  await stack.uploadRecords.claim({
    key,
    publisherId,
    sequencer,
    status: 'accepted',
    articleIds: [articleId],
    atMs: acceptedAtMs,
  });
  await stack.uploadRecords.settle(key, sequencer);
}

/** Sends a revision to whoever takes it; North Wire fails since a quarter of an hour, Metro Daily takes no long articles. */
async function fanOut(stack: MemoryStack, revision: Revision, nowMs: number): Promise<void> {
  const head = await stack.articles.head(revision.articleId);
  if (head) await stack.articles.markFannedOut(head, nowMs + hourMs);
  await offer(stack, revision, nowMs);
  const number = Number(revision.articleId.split('-').at(-1));
  for (const { id, filter } of partners(nowMs)) {
    if (filter.languages && !filter.languages.includes(revision.article.language ?? '')) continue;
    if (filter.subjects) continue;
    const startMs = revision.acceptedAtMs + 700 + (number % 9) * 90;
    const isDown = id === 'north-wire' && startMs > nowMs - 15 * 60_000;
    const isDead = id === 'metro-daily' && number % 23 === 3;
    const hiccup = id === 'metro-daily' && number % 11 === 5;
    const event = revision.revision === 1 ? 'article.published' : 'article.updated';
    if (hiccup || isDown || isDead) {
      await attempt(
        stack,
        revision,
        id,
        {
          atMs: startMs,
          revision: revision.revision,
          event,
          outcome: 'failed',
          reason: isDead ? 'BODY_TOO_LARGE' : 'HTTP_STATUS',
          ...(isDead ? {} : { status: 503, answer: '{"error":"upstream database is read-only","retry":true}' }),
          durationMs: 220,
        },
        isDead
          ? { kind: 'dead', reason: 'BODY_TOO_LARGE' }
          : isDown
            ? { kind: 'parked', urgent: false, reason: 'HTTP_STATUS' }
            : { kind: 'retry', atMs: startMs, reason: 'HTTP_STATUS' },
      );
      if (isDown || isDead) continue;
    }
    const later = hiccup ? 5_400 : 0;
    const good: Attempt = {
      atMs: startMs + later,
      revision: revision.revision,
      event,
      outcome: 'delivered',
      status: 204,
      durationMs: 60 + ((number * 37) % 180),
    };
    await attempt(stack, revision, id, good, { kind: 'delivered' });
  }
}

async function attempt(
  stack: MemoryStack,
  { articleId }: Revision,
  partnerId: string,
  made: Attempt,
  outcome: Parameters<MemoryStack['deliveries']['record']>[2],
): Promise<void> {
  const delivery = await stack.deliveries.lease(articleId, partnerId, 'token', made.atMs, made.revision);
  if (!delivery) throw new Error(`no lease on ${articleId} for ${partnerId}`);
  await stack.deliveries.record(delivery, made, outcome, made.atMs + 1);
}

const ferryText = (fare: string, votes: string): string =>
  [
    `TOLM – Night ferries will cross the strait again from the first of March, nine years after the last one. The council decided on Tuesday by ${votes} votes.`,
    `A crossing will cost ${fare}; children and crew travel free. The first boat leaves at a quarter past eleven, the last one before the bakers start work.`,
    '“People here have learned to be home by nine,” said harbour master Iona Beck. “They will have to learn something else now.”',
  ].join('\n\n');

async function publishCorrected(stack: MemoryStack, nowMs: number): Promise<string> {
  const corrected: readonly Revision[] = [ferryText('6.50', '13 to 9'), ferryText('5.50', '14 to 8')].map(
    (text, index) => {
      const base = storyRevision(0, nowMs - (25 - index * 17) * 60_000);
      return {
        ...base,
        revision: index + 1,
        contentHash: `${index}b`.repeat(32),
        article: {
          ...base.article,
          version: String(index + 1),
          slugline: 'night-ferries',
          descriptions: [
            { value: index === 0 ? 'From March, for 6.50 a crossing.' : 'From March, for 5.50 a crossing.' },
          ],
          bodies: [
            {
              role: 'main',
              contentType: 'text/html',
              value: text
                .split('\n\n')
                .map((paragraph) => `<p>${paragraph}</p>`)
                .join(''),
            },
            { role: 'plain', contentType: 'text/plain', value: text },
          ],
        },
      };
    },
  );
  for (const revision of corrected) {
    await stack.articles.append(revision.articleId, () => ({ kind: 'append', revision }));
    await fanOut(stack, revision, nowMs);
    await ingested(stack, revision);
  }
  return corrected[0]!.articleId;
}

async function publishHeld(stack: MemoryStack, nowMs: number): Promise<void> {
  const revision = storyRevision(900, nowMs - 4 * 60_000, { state: 'held', heldUntilMs: nowMs + 3 * hourMs });
  const held = {
    ...revision,
    article: { ...revision.article, headlines: [{ value: 'Budget: what the council will spend on the harbour' }] },
  };
  await stack.articles.append(held.articleId, () => ({ kind: 'append', revision: held }));
  await ingested(stack, held);
}

const brokenSource = `{
  "uri": "https://harbour-news.example/2026/11/lighthouse",
  "type": "text",
  "version": "1",
  "language": "en-GB",
  "headlines": [{ "value": "Keeper's logbook found in attic" }],
  "copyrightholder": "Harbour News",
  "embargoedUntil": 20261124,
  "bodies": [{ "contentType": "text/html", "value": "<p>The logbook …</p>" }]
}
`;

async function reject(stack: MemoryStack, nowMs: number): Promise<void> {
  const key = 'publishers/harbour-news/2026/11/lighthouse.json';
  const reasons = [
    { code: 'FIELD_INVALID', message: 'embargoedUntil should be text, and is a number', path: 'embargoedUntil' },
    {
      code: 'ATTRIBUTION_INCOMPLETE',
      message: 'neither the article nor your profile says on what terms it may be used',
      path: 'usageTerms',
    },
  ] as const;
  const warnings = [
    { code: 'FIELD_IGNORED', message: 'a field was not understood and left out', path: 'copyrightholder' },
  ] as const;
  const entry = { status: 'rejected', headline: 'Keeper’s logbook found in attic', reasons, warnings } as const;
  const receipt = {
    key,
    publisherId: 'harbour-news',
    format: 'ninjs',
    receivedAt: new Date(nowMs - 150_000).toISOString(),
    ...entry,
    items: [entry],
  };
  await stack.uploads.put(key, brokenSource, 'application/json', 'v1');
  await stack.receipts.put(key, JSON.stringify(receipt), 'application/json');
  for (const [name, minutesAgo, code] of [
    [key, 2.5, undefined],
    ['publishers/kuestenblatt/export-7.xml', 130, 'XML_MALFORMED'],
    ['publishers/le-phare/brouillon.docx', 400, 'STATUS_NOT_PUBLISHABLE'],
    ['publishers/harbour-news/empty.md', 610, 'EMPTY_FILE'],
  ] as const) {
    await stack.uploadRecords.claim({
      key: name,
      publisherId: name.split('/')[1],
      sequencer: '0A',
      ...(name === key ? { versionId: 'v1' } : {}),
      status: 'rejected',
      articleIds: [],
      reasons: code === undefined ? [...reasons] : [{ code, message: 'x' }],
      atMs: nowMs - minutesAgo * 60_000,
    });
    await stack.uploadRecords.settle(name, '0A');
  }
}
