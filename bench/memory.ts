import { PutObjectCommand } from '@aws-sdk/client-s3';
import { revisionOf } from '../tests/support/revisions.ts';
import { functionLimits, storeLimits, uploadLimits } from '../shared/contract/limits.ts';
import type { Revision } from '../shared/article/revision.ts';
import { articleEvents } from '../shared/partners/partner.ts';
import { articleStore } from '../shared/store/articles.ts';
import { dynamoTable } from '../shared/store/dynamo-table.ts';
import { s3Objects } from '../shared/store/objects.ts';
import { partnerStore } from '../shared/store/partners.ts';
import { publisherStore } from '../shared/store/publishers.ts';
import { signingKeyStore } from '../shared/store/signing-keys.ts';
import { newSecret } from '../shared/webhooks/keys.ts';
import type { Stage } from './bill.ts';
import { type Figure, figure } from './figures.ts';
import { sqsEvent, startFunction } from './function-runner.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { type Services, startServices } from './services.ts';

/** What Lambda's own runtime needs beside the function's process, measured nowhere: a margin. */
const runtimeMb = 30;

/**
 * The most memory each function holds at its worst case, in a process of its own with the bundle that is deployed, against the embedded services; the goal is
 * what it is deployed with.
 */
export async function memoryFigures(
  stages: readonly Stage[] = ['deliver', 'fanout', 'sweep', 'ingest'],
): Promise<Figure[]> {
  const services = await startServices();
  const receiver = await startReceiver();
  const eventsOf: Readonly<Record<Stage, () => Promise<object[]>>> = {
    deliver: () => deliverEvents(services, receiver),
    fanout: () => fanoutEvents(services),
    sweep: () => Promise.resolve([{}, {}]),
    ingest: () => ingestEvents(services),
  };
  try {
    const figures: Figure[] = [];
    for (const stage of stages) figures.push(await peak(services, stage, await eventsOf[stage]()));
    return figures;
  } finally {
    receiver.stop();
    await services.stop();
  }
}

async function peak(services: Services, stage: Stage, events: readonly object[]): Promise<Figure> {
  const { memoryMb } = functionLimits[stage];
  // Lambda's Node gives the heap what the function has, less what the runtime needs.
  const runner = await startFunction({ ...services.functionOf(stage), heapMb: memoryMb - 2 * runtimeMb });
  try {
    let rssMb = 0;
    for (const event of events) rssMb = (await runner.invoke(event)).rssMb;
    return figure(`memory.${stage}`, rssMb, 'MB', { goal: { atMost: memoryMb - runtimeMb, of: 'value' } });
  } finally {
    runner.stop();
  }
}

/** Text that fills an article up to what the table holds inline. */
const longText = (bytes: number): string => 'All the words of a long report. '.repeat(Math.floor(bytes / 32));

/** Stores an article of so many bytes, as ingest would. */
export async function putArticle(services: Services, articleId: string, bytes: number): Promise<void> {
  const table = dynamoTable(services.dynamodb, services.outputs.TableName);
  const articles = articleStore(table, s3Objects(services.s3, services.outputs.ContentBucketName));
  const base = revisionOf({ articleId });
  const bodies = [{ contentType: 'text/plain', value: longText(bytes) }];
  const revision: Revision = { ...base, article: { ...base.article, bodies } as Revision['article'] };
  await articles.append(articleId, () => ({ kind: 'append', revision }));
}

/** Full batches of the largest articles the table holds inline, each another one, so that none is shared and all are kept. */
async function deliverEvents(services: Services, receiver: Receiver): Promise<object[]> {
  const partnerIds = await registerPartners(services, functionLimits.deliver.batchSize, receiver.url);
  const count = storeLimits.revisionsKept + functionLimits.deliver.batchSize;
  const articleIds = Array.from({ length: count }, (_, number) => `harbour-news-large-${number}`);
  for (const articleId of articleIds) await putArticle(services, articleId, storeLimits.itemBytes - 8_192);
  const pairs = articleIds.map((articleId, number) => ({
    articleId,
    partnerId: partnerIds[number % partnerIds.length] ?? '',
    revision: 1,
  }));
  return batches(pairs, functionLimits.deliver.batchSize).map(sqsEvent);
}

/** A full batch of articles for a registry as large as one invocation takes on. */
async function fanoutEvents(services: Services): Promise<object[]> {
  await registerPartners(services, 5_000, 'http://127.0.0.1:9');
  const articleIds = Array.from(
    { length: functionLimits.fanout.batchSize },
    (_, number) => `harbour-news-wide-${number}`,
  );
  for (const articleId of articleIds) await putArticle(services, articleId, 8_192);
  return [sqsEvent(articleIds.map((articleId) => ({ articleId })))];
}

/** Full batches of the largest files of the costliest kinds: one article in JSON, an HTML page, and a feed of as many articles as are taken from one. */
async function ingestEvents(services: Services): Promise<object[]> {
  const { outputs, s3 } = services;
  const table = dynamoTable(services.dynamodb, outputs.TableName);
  const rights = { copyrightHolder: 'Harbour News', copyrightNotice: '© 2026', usageTerms: 'With the credit.' };
  await publisherStore(table).put({
    id: 'harbour-news',
    name: 'Harbour News',
    language: 'en',
    active: true,
    ...rights,
  });
  for (const [name, Body] of Object.entries(largeFiles())) {
    const Key = `publishers/harbour-news/${name}`;
    await s3.send(new PutObjectCommand({ Bucket: outputs.UploadsBucketName, Key, Body }));
  }
  return Object.entries(largeFiles()).map(([name, body]) =>
    sqsEvent(
      Array.from({ length: functionLimits.ingest.batchSize }, (_, number) => {
        const sequencer = (number + 1).toString(16).padStart(16, '0');
        const object = { key: `publishers/harbour-news/${name}`, size: body.length, sequencer };
        return { Records: [{ eventName: 'ObjectCreated:Put', s3: { object } }] };
      }),
    ),
  );
}

function largeFiles(): Readonly<Record<string, string>> {
  const bytes = uploadLimits.uploadBytes - 65_536;
  const paragraph = `<p>${'All the words of a <b>long</b> report. '.repeat(8)}</p>`;
  const paragraphs = (size: number): string => paragraph.repeat(Math.floor(size / paragraph.length));
  const article = {
    uri: 'urn:harbour-news:long',
    type: 'text',
    headline: 'Long report',
    byline: 'By Ann Author',
    versioncreated: '2026-11-24T12:00:00Z',
    body_html: paragraphs(bytes),
  };
  const page = `<title>Long report</title><meta name="author" content="Ann Author"><article><h1>Long report</h1>`;
  const items = Array.from({ length: uploadLimits.itemsPerUpload }, (_, number) => ({
    id: `https://harbour-news.example/${number}`,
    title: `Story ${number}`,
    content_html: paragraphs(bytes / 1_100),
    date_published: '2026-11-24T12:00:00Z',
  }));
  return {
    'article.json': JSON.stringify(article),
    // Pages are read up to eight million characters.
    'page.html': `<!doctype html><html lang="en">${page}${paragraphs(7_900_000)}</article></html>`,
    'feed.json': JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Harbour News', items }),
  };
}

/** Registers so many partners at an address and answers their ids. */
export async function registerPartners(services: Services, count: number, url: string): Promise<string[]> {
  const partners = partnerStore(dynamoTable(services.dynamodb, services.outputs.TableName));
  const keys = signingKeyStore(dynamoTable(services.dynamodb, services.outputs.KeysTableName));
  const ids = Array.from({ length: count }, (_, number) => `partner-${String(number).padStart(5, '0')}`);
  for (const some of batches(ids, 50)) {
    await Promise.all(
      some.map(async (id) => {
        const settings = {
          format: 'ninjs-3',
          events: articleEvents,
          filter: {},
          status: 'active',
          createdAtMs: 0,
        } as const;
        await keys.put({ partnerId: id, keys: [{ secret: newSecret() }] });
        await partners.put({ id, name: id, url: `${url}/${id}`, ...settings });
      }),
    );
  }
  return ids;
}

function batches<One>(all: readonly One[], size: number): One[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));
}
