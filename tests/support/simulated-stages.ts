import type { PullDeps } from '../../functions/api/pull-articles.ts';
import type { DeliverDeps } from '../../functions/deliver/deliver-batch.ts';
import type { FanoutDeps } from '../../functions/fanout/fan-out-article.ts';
import type { IngestDeps } from '../../functions/ingest/ingest-upload.ts';
import type { AuditDeps } from '../../functions/sweep/audit-uploads.ts';
import type { SweepDeps } from '../../functions/sweep/sweep-due.ts';
import type { Publisher } from '../../shared/article/publisher.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { brakeStore } from '../../shared/store/brake.ts';
import { claimStore } from '../../shared/store/claims.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dueStore } from '../../shared/store/due.ts';
import { noticeStore } from '../../shared/store/notices.ts';
import type { ObjectListing } from '../../shared/store/object-listing.ts';
import type { Objects } from '../../shared/store/objects.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerLimitStore } from '../../shared/store/partner-limits.ts';
import { publisherWatchStore } from '../../shared/store/publisher-watches.ts';
import { publisherHeard } from '../../functions/ingest/publisher-heard.ts';
import { partnerReadStore } from '../../shared/store/partner-reads.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { pullStore } from '../../shared/store/pulls.ts';
import type { Table } from '../../shared/store/table.ts';
import { readTogether } from '../../shared/store/read-together.ts';
import { uploadAuditStore } from '../../shared/store/upload-audit.ts';
import { uploadStore } from '../../shared/store/uploads.ts';
import { articleBodies } from '../../shared/webhooks/article-bodies.ts';
import type { MemoryObjects } from './memory-objects.ts';
import type { MemoryQueue } from './memory-queue.ts';
import type { SimulatedPartners } from './simulated-partner.ts';
import type { Process } from './simulated-process.ts';
import { readStory } from './story.ts';

export const publisher: Publisher = { id: 'demo', name: 'Demo News', active: true };

export type QueueName = 'ingest' | 'fanout' | 'deliver' | 'slow';

/** The parts in memory that the stages run on. */
export interface Parts {
  readonly table: Table;
  readonly uploads: MemoryObjects;
  readonly receipts: MemoryObjects;
  readonly content: MemoryObjects;
  readonly queues: Readonly<Record<QueueName, MemoryQueue>>;
  readonly partners: SimulatedPartners;
  readonly now: () => number;
  readonly random: () => number;
  readonly newToken: () => string;
}

/** What the handlers of the stages give their stage, each call of it through one run that may end anywhere. */
export function stagesOf(parts: Parts, process: Process) {
  const table = readTogether(process.table(parts.table));
  const objects = (inner: Objects): Objects => process.wrap(inner, ['get', 'put', 'remove', 'exists']);
  const queue = (name: QueueName) => process.queue(parts.queues[name]);
  const [partners, health] = [partnerStore(table), partnerHealthStore(table)];
  const common = { now: parts.now, log: () => undefined };
  const notices = noticeStore(table, partners.endpoints, queue('deliver'));
  const articles = articleStore(table, objects(parts.content));
  const deliveries = deliveryStore(table);
  const bodies = articleBodies({
    proofKeys: async () => [],
    remember: (_, make) => make(),
    offer: claimStore(objects(parts.content), async (key) => `https://content.example/${key}`, parts.now),
  });

  return {
    ingest: (): IngestDeps => ({
      ...common,
      articles,
      notices,
      uploads: objects(parts.uploads),
      receipts: objects(parts.receipts),
      uploadRecords: uploadStore(table),
      brake: brakeStore(table),
      publisher: (id) => Promise.resolve(id === publisher.id ? publisher : undefined),
      read: readStory,
      fanoutQueue: queue('fanout'),
      heard: publisherHeard(publisherWatchStore(table), notices),
    }),

    fanout: (): FanoutDeps => ({
      ...common,
      articles,
      deliveries,
      partners: partners.all,
      reads: partnerReadStore(table).many,
      health: async () => new Map((await health.all()).map((one) => [one.partnerId, one])),
      fanoutQueue: queue('fanout'),
      deliverQueue: queue('deliver'),
      slowQueue: queue('slow'),
    }),

    deliver: (): DeliverDeps => ({
      ...common,
      articles,
      deliveries,
      health,
      partners,
      notices,
      limits: partnerLimitStore(table),
      partner: partners.get,
      partnerHealth: health.get,
      signingKeys: (partnerId) =>
        Promise.resolve({ partnerId, keys: [{ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }] }),
      bodies,
      credentials: () => Promise.resolve(undefined),
      post: parts.partners.postFrom(process),
      deliverQueue: queue('deliver'),
      slowQueue: queue('slow'),
      random: parts.random,
      newToken: parts.newToken,
    }),

    api: (): PullDeps => ({
      ...common,
      articles,
      deliveries,
      bodies,
      pulls: pullStore(table),
      newToken: parts.newToken,
    }),

    sweep: (): SweepDeps & AuditDeps => ({
      ...common,
      health,
      partners,
      notices,
      publishers: { get: (id) => Promise.resolve(id === publisher.id ? publisher : undefined) },
      watches: publisherWatchStore(table),
      due: dueStore(table),
      uploadRecords: uploadStore(table),
      audit: uploadAuditStore(table),
      uploads: process.wrap<ObjectListing>(parts.uploads, ['page']),
      ingestQueue: queue('ingest'),
      fanoutQueue: queue('fanout'),
      deliverQueue: queue('deliver'),
      slowQueue: queue('slow'),
    }),
  };
}
