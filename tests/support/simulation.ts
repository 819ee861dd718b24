import { articleBodies } from '../../functions/deliver/article-bodies.ts';
import { deliverBatch, type DeliverDeps } from '../../functions/deliver/deliver-batch.ts';
import { fanOutArticle, type FanoutDeps } from '../../functions/fanout/fan-out-article.ts';
import { ingestUpload, type IngestDeps } from '../../functions/ingest/ingest-upload.ts';
import { type AuditDeps, auditUploads } from '../../functions/sweep/audit-uploads.ts';
import { sweepDue, type SweepDeps } from '../../functions/sweep/sweep-due.ts';
import type { Publisher } from '../../shared/article/publisher.ts';
import { deliveryLimits, functionLimits, queueLimits, sweepLimits } from '../../shared/contract/limits.ts';
import { parseDeliverMessage, parseFanoutMessage } from '../../shared/contract/messages.ts';
import { parseUploadEvents } from '../../shared/contract/s3-events.ts';
import type { Answer } from '../../shared/delivery/decide.ts';
import { isTransition, type PairState } from '../../shared/delivery/transitions.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import type { Queue } from '../../shared/runtime/queues.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dueStore } from '../../shared/store/due.ts';
import { uploadAuditKey } from '../../shared/store/keys.ts';
import type { ObjectListing } from '../../shared/store/object-listing.ts';
import type { Objects } from '../../shared/store/objects.ts';
import { noticeStore } from '../../shared/store/notices.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerLimitStore } from '../../shared/store/partner-limits.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { readTogether } from '../../shared/store/read-together.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { uploadAuditStore } from '../../shared/store/upload-audit.ts';
import { uploadStore } from '../../shared/store/uploads.ts';
import type { Post } from '../../shared/webhooks/post.ts';
import { eTagOf, MemoryObjects } from './memory-objects.ts';
import { MemoryQueue, type Received } from './memory-queue.ts';
import { MemoryTable } from './memory-table.ts';
import { seeded } from './random.ts';
import { readStory } from './story.ts';

/** How a partner's endpoint behaves at the moment. `late` takes the request, and answers after the deadline. */
export type Behaviour = 'ok' | 'error' | 'refuse' | 'late' | 'gone';

export interface PostSeen {
  readonly partnerId: string;
  readonly articleId: string;
  readonly revision: number;
  readonly type: string;
  readonly messageId: string;
  readonly body: string;
  readonly atMs: number;
  /** Whether the partner took it, and so holds it. */
  readonly taken: boolean;
}

export interface Faults {
  /** Chance that a function ends at one of its I/O calls, before or after the call took effect. */
  readonly crash: number;
  /** Chance that a message comes a second time. */
  readonly duplicate: number;
}

/** What a function that was killed sees of the world: nothing any more. */
class Killed extends Error {}

export const publisher: Publisher = { id: 'demo', name: 'Demo News', active: true };
const startMs = Date.UTC(2026, 10, 24, 12);
const sweepEveryMs = 60_000;

/**
 * The whole pipeline on parts in memory: the real stage code, a virtual clock, and a scheduler that lets one I/O call happen at a time, in an
 * order drawn from the seed. A function may be killed at any of its calls; its messages then come again when their visibility ends.
 */
export class Simulation {
  nowMs = startMs;
  readonly table = new MemoryTable();
  readonly uploads = new MemoryObjects(() => this.nowMs);
  readonly receipts = new MemoryObjects();
  readonly content = new MemoryObjects();
  readonly posts: PostSeen[] = [];
  readonly behaviour = new Map<string, Behaviour>();
  readonly queues: Readonly<Record<'ingest' | 'fanout' | 'deliver' | 'slow', MemoryQueue>>;
  faults: Faults;
  crashes = 0;
  readonly #random: () => number;
  #sequence = 0;
  #turns: (() => void)[] = [];
  #running = 0;
  #lastSweepMs = startMs;

  constructor(seed: number, faults: Faults) {
    this.#random = seeded(seed);
    this.faults = faults;
    const now = (): number => this.nowMs;
    this.table.onChange = (before, after) => this.#noteChange(before, after);
    const queue = (timeoutSeconds: number): MemoryQueue =>
      new MemoryQueue(now, timeoutSeconds * 1000 * queueLimits.visibilityPerTimeout, 1000);
    this.queues = {
      ingest: queue(functionLimits.ingest.timeoutSeconds),
      fanout: queue(functionLimits.fanout.timeoutSeconds),
      deliver: queue(functionLimits.deliver.timeoutSeconds),
      slow: queue(functionLimits.deliver.timeoutSeconds),
    };
  }

  async addPartner(partner: Partial<Partner> & { id: string }): Promise<void> {
    await partnerStore(this.table).put({
      name: partner.id,
      url: `https://${partner.id}.partners.dev/hook`,
      format: 'ninjs-3',
      events: ['article.published', 'article.updated', 'article.retracted'],
      filter: {},
      status: 'active',
      createdAtMs: this.nowMs,
      ...partner,
    });
    this.behaviour.set(partner.id, 'ok');
  }

  setPartnerStatus(partnerId: string, status: Partner['status']): Promise<boolean> {
    return partnerStore(this.table).setStatus(partnerId, status);
  }

  async resumePartner(partnerId: string): Promise<void> {
    await this.setPartnerStatus(partnerId, 'active');
    await partnerHealthStore(this.table).drain(partnerId, this.nowMs);
  }

  /** Puts an object and announces it, as S3 does. */
  async upload(key: string, body: string): Promise<void> {
    const sequencer = this.#nextSequencer();
    await this.uploads.put(key, body, 'application/json', sequencer);
    this.newestEvent.set(key, { sequencer, body });
    this.#announce('ObjectCreated:Put', key, body.length, sequencer, eTagOf(body));
  }

  async removeUpload(key: string): Promise<void> {
    await this.uploads.remove(key);
    const sequencer = this.#nextSequencer();
    this.newestEvent.set(key, { sequencer });
    this.#announce('ObjectRemoved:DeleteMarkerCreated', key, 0, sequencer);
  }

  /** Runs until nothing is left to do before `untilMs`: functions, messages, the sweep's minutes; or for so many steps, to stop in their midst. */
  async run(untilMs: number, calls = Number.POSITIVE_INFINITY): Promise<void> {
    for (let step = 0; step < calls; step++) {
      if (step > 500_000) throw new Error('the simulation does not come to rest');
      await flushed();
      if (this.#turns.length > 0 && (this.#running >= 4 || this.#random() < 0.8)) {
        const [turn] = this.#turns.splice(Math.floor(this.#random() * this.#turns.length), 1);
        turn?.();
        continue;
      }
      if (this.#running < 4 && this.#startInvocation()) continue;
      if (this.#turns.length > 0) continue;
      if (this.#running > 0) continue;
      if (!this.#advance(untilMs)) return;
    }
  }

  #advance(untilMs: number): boolean {
    const times = [...Object.values(this.queues).map((queue) => queue.nextVisibleAtMs()), this.#nextSweepMs()];
    const next = Math.max(this.nowMs, Math.min(...times.filter((time) => time !== undefined)));
    if (next > untilMs) {
      this.nowMs = Math.max(this.nowMs, untilMs);
      return false;
    }
    this.nowMs = next;
    return true;
  }

  /** The first minute in which the sweep finds something; those before it would find nothing. */
  #nextSweepMs(): number {
    const due = [...this.table.items.values()]
      .filter(({ workPk }) => String(workPk).startsWith('DUE#'))
      .map(({ workSk }) => Number(workSk) - sweepLimits.lookAheadMs);
    const { pk, sk } = uploadAuditKey;
    const auditMs = Number(this.table.items.get(`${pk}\u0000${sk}`)?.nextAtMs ?? startMs);
    return Math.max(this.#lastSweepMs + sweepEveryMs, Math.min(auditMs, ...due));
  }

  #startInvocation(): boolean {
    if (this.nowMs >= this.#nextSweepMs()) {
      this.#lastSweepMs = this.nowMs;
      this.#invoke([], async (process) => {
        await sweepDue(this.#sweepDeps(process));
        await auditUploads(this.#sweepDeps(process));
      });
      return true;
    }
    const names = (['ingest', 'fanout', 'deliver', 'slow'] as const).filter((name) => this.queues[name].hasVisible());
    const name = names[Math.floor(this.#random() * names.length)];
    if (!name) return false;
    const most = name === 'deliver' || name === 'slow' ? 10 : 1;
    const received = this.queues[name].receive(most, this.#random);
    for (const { body } of received) if (this.#random() < this.faults.duplicate) this.queues[name].announce(body);
    const [first] = received;
    if (!first) return true;
    if (name === 'ingest') {
      this.#invoke(received, async (process) => {
        for (const event of parseUploadEvents(first.body)) await ingestUpload(this.#ingestDeps(process), event);
      });
    } else if (name === 'fanout') {
      this.#invoke(received, (process) => fanOutArticle(this.#fanoutDeps(process), parseFanoutMessage(first.body)));
    } else {
      this.#invoke(received, (process) => this.#deliver(process, received));
    }
    return true;
  }

  async #deliver(process: Process, received: readonly Received[]): Promise<void> {
    const failed = new Set(
      await deliverBatch(
        this.#deliverDeps(process),
        received.map(({ body }) => parseDeliverMessage(body)),
      ),
    );
    process.check();
    for (const [index, message] of received.entries()) if (!failed.has(index)) message.done();
    if (failed.size > 0) throw new Killed('part of the batch failed');
  }

  #invoke(received: readonly Received[], run: (process: Process) => Promise<void>): void {
    const process = new Process(this);
    this.#running += 1;
    void run(process)
      .then(() => {
        process.check();
        for (const message of received) message.done();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Killed) && !process.isKilled) this.unexpected.push(error);
      })
      .finally(() => {
        this.#running -= 1;
      });
  }

  /** When the head of an article came to say that it is retracted, by article and revision: its acceptance. */
  readonly retractedAtMs = new Map<string, number>();

  /** The newest event of each key: what S3 would say stands there. */
  readonly newestEvent = new Map<string, { readonly sequencer: string; readonly body?: string }>();

  /** Exceptions that no fault explains: defects. */
  readonly unexpected: unknown[] = [];

  /** Changes of a pair's state that the table of transitions has not. */
  readonly strayTransitions: string[] = [];

  #noteChange(before: Item | undefined, after: Item | undefined): void {
    const { pk, sk, state, articleId, revision } = (after ?? before) as Item;
    if (after && sk === 'HEAD' && state === 'retracted')
      this.retractedAtMs.set(`${String(articleId)} ${String(revision)}`, this.nowMs);
    if (!pk.startsWith('DELIVERY#')) return;
    const [from, to] = [before, after].map((item) => (item?.state ?? 'none') as PairState) as [PairState, PairState];
    // A confirmation that came too late changes no state.
    const isTaken = before?.leaseToken !== after?.leaseToken;
    if ((from !== to || isTaken) && !isTransition(from, to)) this.strayTransitions.push(`${from} to ${to}`);
  }

  turn(): Promise<void> {
    return new Promise((resolve) => this.#turns.push(resolve));
  }

  chance(share: number): boolean {
    return share > 0 && this.#random() < share;
  }

  #stores(process: Process) {
    const table = readTogether(
      process.wrap<Table>(this.table, ['get', 'getMany', 'put', 'update', 'remove', 'query', 'queryIndex']),
    );
    const objects = (inner: Objects): Objects => process.wrap(inner, ['get', 'put', 'remove', 'exists']);
    const queue = (inner: Queue): Queue => process.wrap(inner, ['send']);
    return {
      table,
      objects,
      queue,
      articles: articleStore(table, objects(this.content)),
      now: () => this.nowMs,
      log: () => undefined,
    };
  }

  #ingestDeps(process: Process): IngestDeps {
    const { table, objects, queue, ...common } = this.#stores(process);
    return {
      ...common,
      uploads: objects(this.uploads),
      receipts: objects(this.receipts),
      uploadRecords: uploadStore(table),
      publisher: (id) => Promise.resolve(id === publisher.id ? publisher : undefined),
      read: readStory,
      fanoutQueue: queue(this.queues.fanout),
      notices: noticeStore(table, partnerStore(table).endpoints, queue(this.queues.deliver)),
    };
  }

  #fanoutDeps(process: Process): FanoutDeps {
    const { table, queue, objects: _, ...common } = this.#stores(process);
    return {
      ...common,
      deliveries: deliveryStore(table),
      partners: partnerStore(table).all,
      health: async () => new Map((await partnerHealthStore(table).all()).map((one) => [one.partnerId, one])),
      fanoutQueue: queue(this.queues.fanout),
      deliverQueue: queue(this.queues.deliver),
      slowQueue: queue(this.queues.slow),
    };
  }

  #deliverDeps(process: Process): DeliverDeps {
    const { table, queue, objects: _, ...common } = this.#stores(process);
    const [partners, health] = [partnerStore(table), partnerHealthStore(table)];
    return {
      ...common,
      deliveries: deliveryStore(table),
      health,
      partners,
      notices: noticeStore(table, partners.endpoints, queue(this.queues.deliver)),
      limits: partnerLimitStore(table),
      partner: partners.get,
      partnerHealth: health.get,
      signingKeys: (partnerId) =>
        Promise.resolve({ partnerId, keys: [{ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }] }),
      bodies: articleBodies({ get: async () => [] }, () => this.nowMs),
      credentials: () => Promise.resolve(undefined),
      post: this.#postFrom(process),
      deliverQueue: queue(this.queues.deliver),
      slowQueue: queue(this.queues.slow),
      random: this.#random,
      newToken: () => `token-${this.#sequence++}`,
    };
  }

  #sweepDeps(process: Process): SweepDeps & AuditDeps {
    const { table, queue, objects: _, articles: _articles, ...common } = this.#stores(process);
    return {
      ...common,
      due: dueStore(table),
      health: partnerHealthStore(table),
      partners: partnerStore(table),
      uploadRecords: uploadStore(table),
      audit: uploadAuditStore(table),
      uploads: process.wrap<ObjectListing>(this.uploads, ['page']),
      ingestQueue: queue(this.queues.ingest),
      fanoutQueue: queue(this.queues.fanout),
      deliverQueue: queue(this.queues.deliver),
      slowQueue: queue(this.queues.slow),
    };
  }

  #postFrom(process: Process): Post {
    return async (url, headers, body) => {
      const partnerId = new URL(url).hostname.split('.')[0] ?? '';
      const atMs = this.nowMs;
      await process.call(() => Promise.resolve());
      const behaviour = this.behaviour.get(partnerId) ?? 'ok';
      const taken = behaviour === 'ok' || behaviour === 'late';
      const { type, data } = JSON.parse(body) as { type: string; data: { articleId: string; revision: number } };
      this.posts.push({
        partnerId,
        articleId: data.articleId,
        revision: data.revision,
        type,
        messageId: headers['webhook-id'] ?? '',
        body,
        atMs,
        taken,
      });
      if (behaviour === 'late') this.nowMs += deliveryLimits.requestMs;
      await process.call(() => Promise.resolve());
      return answers[behaviour];
    };
  }

  #nextSequencer(): string {
    this.#sequence += 1;
    return this.#sequence.toString(16).padStart(16, '0').toUpperCase();
  }

  #announce(eventName: string, key: string, size: number, sequencer: string, eTag?: string): void {
    const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
    const object = {
      key: encoded,
      size,
      sequencer,
      eTag,
      ...(eventName.startsWith('ObjectCreated') ? { versionId: sequencer } : {}),
    };
    this.queues.ingest.announce(JSON.stringify({ Records: [{ eventName, s3: { object } }] }));
  }
}

const answers: Readonly<Record<Behaviour, Answer>> = {
  ok: { kind: 'status', status: 204 },
  error: { kind: 'status', status: 503 },
  refuse: { kind: 'failure', reason: 'CONNECT_ERROR', ambiguous: false },
  late: { kind: 'failure', reason: 'TIMEOUT', ambiguous: true },
  gone: { kind: 'status', status: 410 },
};

/** One run of a function: every I/O call waits for its turn, and may be the last. */
class Process {
  isKilled = false;
  readonly #world: Simulation;

  constructor(world: Simulation) {
    this.#world = world;
  }

  check(): void {
    if (this.isKilled) throw new Killed('killed');
  }

  async call<Result>(run: () => Promise<Result>): Promise<Result> {
    this.check();
    await this.#world.turn();
    this.check();
    this.#maybeKill();
    const result = await run();
    this.#maybeKill();
    return result;
  }

  wrap<Part extends object>(inner: Part, methods: readonly (keyof Part & string)[]): Part {
    const wrapped: Record<string, unknown> = {};
    for (const method of methods) {
      const call = inner[method] as (...args: unknown[]) => Promise<unknown>;
      wrapped[method] = (...args: unknown[]) => this.call(() => call.apply(inner, args));
    }
    return wrapped as Part;
  }

  #maybeKill(): void {
    if (!this.#world.chance(this.#world.faults.crash)) return;
    this.isKilled = true;
    this.#world.crashes += 1;
    throw new Killed('killed');
  }
}

function flushed(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
