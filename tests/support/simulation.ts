import { deliverBatch } from '../../functions/deliver/deliver-batch.ts';
import { fanOutArticle } from '../../functions/fanout/fan-out-article.ts';
import { ingestUpload } from '../../functions/ingest/ingest-upload.ts';
import { auditUploads } from '../../functions/sweep/audit-uploads.ts';
import { sweepDue } from '../../functions/sweep/sweep-due.ts';
import { functionLimits, queueLimits, sweepLimits } from '../../shared/contract/limits.ts';
import { parseDeliverMessage, parseFanoutMessage } from '../../shared/contract/messages.ts';
import { parseUploadEvents } from '../../shared/contract/s3-events.ts';
import type { OperationsEndpoint } from '../../shared/partners/operations.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { replayDeadLetters } from '../../shared/store/dead-letters.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { uploadAuditKey } from '../../shared/store/keys.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { HeadHistory } from './head-history.ts';
import { eTagOf, MemoryObjects } from './memory-objects.ts';
import { MemoryQueue, type Received } from './memory-queue.ts';
import { MemoryTable } from './memory-table.ts';
import { endpointOf, partnerOf } from './partners.ts';
import { seeded } from './random.ts';
import { type Behaviour, type PostSeen, SimulatedPartners, type Taken } from './simulated-partner.ts';
import { type Faults, Killed, Process, Refused, type World } from './simulated-process.ts';
import { type Parts, type QueueName, stagesOf } from './simulated-stages.ts';

export const startMs = Date.UTC(2026, 10, 24, 12);
const sweepEveryMs = 60_000;
/** Runs of one stage at once. */
const slots: Readonly<Record<QueueName | 'sweep', number>> = { ingest: 2, fanout: 2, deliver: 3, slow: 2, sweep: 2 };

/**
 * The whole pipeline on parts in memory: the real stage code, a virtual clock, and a scheduler that lets one I/O call happen at a time, in an
 * order drawn from the seed. A function may be killed at any of its calls; its messages then come again when their visibility ends.
 */
export class Simulation implements World {
  nowMs = startMs;
  readonly table = new MemoryTable();
  readonly uploads = new MemoryObjects(() => this.nowMs);
  readonly receipts = new MemoryObjects();
  readonly content = new MemoryObjects();
  readonly queues: Readonly<Record<QueueName, MemoryQueue>>;
  readonly partners: SimulatedPartners;
  readonly heads: HeadHistory;
  /** The newest event of each key: what S3 would say stands there. */
  readonly newestEvent = new Map<string, { readonly sequencer: string; readonly body?: string }>();
  /** Exceptions that no fault explains: defects. */
  readonly unexpected: unknown[] = [];
  faults: Faults;
  crashes = 0;
  readonly #random: () => number;
  /** What the stages run on. */
  readonly parts: Parts;
  readonly #running = new Map<QueueName | 'sweep', number>();
  #sequence = 0;
  #turn = 0;
  #turns: (() => void)[] = [];
  #sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];
  #lastSweepMs = startMs;

  constructor(seed: number, faults: Faults) {
    this.#random = seeded(seed);
    this.faults = faults;
    const now = (): number => this.nowMs;
    const queue = (name: keyof typeof functionLimits & QueueName): MemoryQueue =>
      new MemoryQueue(now, functionLimits[name].timeoutSeconds * 1000 * queueLimits.visibilityPerTimeout, 1000);
    this.queues = {
      ingest: queue('ingest'),
      fanout: queue('fanout'),
      deliver: queue('deliver'),
      slow: queue('deliver'),
    };
    this.partners = new SimulatedPartners(now, this.#random);
    this.heads = new HeadHistory();
    this.table.onChange = (before, after) => this.heads.note(before, after, this.#turn, this.nowMs);
    this.table.isStale = () => this.chance(this.faults.stale);
    const newToken = (): string => `token-${this.#sequence++}`;
    const { table, uploads, receipts, content, queues, partners } = this;
    this.parts = { table, uploads, receipts, content, queues, partners, now, random: this.#random, newToken };
  }

  get posts(): readonly PostSeen[] {
    return this.partners.posts;
  }

  get taken(): readonly Taken[] {
    return this.partners.taken;
  }

  get behaviour(): Map<string, Behaviour> {
    return this.partners.behaviour;
  }

  async addPartner(partner: Partial<Partner> & { id: string }): Promise<void> {
    const { id } = partner;
    const registered = partnerOf({
      name: id,
      url: `https://${id}.partners.dev/hook`,
      createdAtMs: this.nowMs,
      ...partner,
    });
    await partnerStore(this.table).put(registered);
    this.behaviour.set(id, 'ok');
  }

  async addEndpoint(events: OperationsEndpoint['operations']['events']): Promise<void> {
    await partnerStore(this.table).put(endpointOf({ events }));
  }

  setPartnerStatus(partnerId: string, status: Partner['status']): Promise<boolean> {
    return partnerStore(this.table).setStatus(partnerId, status, undefined, this.nowMs);
  }

  async resumePartner(partnerId: string): Promise<void> {
    await this.setPartnerStatus(partnerId, 'active');
    await partnerHealthStore(this.table).drain(partnerId, this.nowMs);
  }

  /** Has every dead letter of a partner tried again. */
  async replayAll(partnerId: string): Promise<void> {
    const pace = { perSecond: 100, nowMs: this.nowMs };
    await replayDeadLetters(deliveryStore(this.table), { partnerIds: [partnerId] }, pace);
  }

  /** Puts an object and announces it, as S3 does. */
  async upload(key: string, body: string): Promise<void> {
    const sequencer = this.#nextSequencer();
    await this.uploads.put(key, body, 'application/json', sequencer);
    this.newestEvent.set(key, { sequencer, body });
    this.#announce('ObjectCreated:Put', key, {
      size: body.length,
      sequencer,
      eTag: eTagOf(body),
      versionId: sequencer,
    });
  }

  async removeUpload(key: string): Promise<void> {
    await this.uploads.remove(key);
    const sequencer = this.#nextSequencer();
    this.newestEvent.set(key, { sequencer });
    this.#announce('ObjectRemoved:DeleteMarkerCreated', key, { size: 0, sequencer });
  }

  /** Runs until nothing is left to do before `untilMs`: functions, messages, the sweep's minutes; or for so many steps, to stop in their midst. */
  async run(untilMs: number, calls = Number.POSITIVE_INFINITY): Promise<void> {
    for (let step = 0; step < calls; step++) {
      if (step > 500_000) throw new Error('the simulation does not come to rest');
      await flushed();
      const isRoom = this.#random() >= 0.8;
      if (this.#turns.length > 0 && !(isRoom && this.#startInvocation())) {
        const [turn] = this.#turns.splice(Math.floor(this.#random() * this.#turns.length), 1);
        turn?.();
        continue;
      }
      if (this.#turns.length > 0 || this.#startInvocation()) continue;
      const running = [...this.#running.values()].reduce((sum, count) => sum + count, 0);
      if (running > this.#sleepers.length) continue;
      if (!this.#advance(untilMs)) return;
    }
  }

  #advance(untilMs: number): boolean {
    const times = [
      ...Object.values(this.queues).map((queue) => queue.nextVisibleAtMs() ?? Number.POSITIVE_INFINITY),
      ...this.#sleepers.map(({ atMs }) => atMs),
      this.partners.nextLateMs(),
      this.#nextSweepMs(),
    ];
    // What is there already, and finds no room, waits for something else to happen.
    const next = Math.min(...times.filter((time) => time > this.nowMs));
    if (next > untilMs) {
      this.nowMs = Math.max(this.nowMs, untilMs);
      return false;
    }
    this.nowMs = next;
    this.partners.takeLate();
    const awake = this.#sleepers.filter(({ atMs }) => atMs <= next);
    this.#sleepers = this.#sleepers.filter(({ atMs }) => atMs > next);
    for (const { wake } of awake) wake();
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

  #hasRoom(name: QueueName | 'sweep'): boolean {
    return (this.#running.get(name) ?? 0) < slots[name];
  }

  #startInvocation(): boolean {
    if (this.nowMs >= this.#nextSweepMs() && this.#hasRoom('sweep')) {
      this.#lastSweepMs = this.nowMs;
      this.#invoke('sweep', [], async (stages) => {
        await sweepDue(stages.sweep());
        await auditUploads(stages.sweep());
      });
      return true;
    }
    const names = (Object.keys(this.queues) as QueueName[]).filter(
      (name) => this.#hasRoom(name) && this.queues[name].hasVisible(),
    );
    const name = names[Math.floor(this.#random() * names.length)];
    if (!name) return false;
    const received = this.queues[name].receive(name === 'deliver' || name === 'slow' ? 10 : 1, this.#random);
    for (const { body } of received) if (this.chance(this.faults.duplicate)) this.queues[name].announce(body);
    const [first] = received;
    if (!first) return true;
    this.#invoke(name, received, async (stages) => {
      if (name === 'fanout') return fanOutArticle(stages.fanout(), parseFanoutMessage(first.body));
      if (name !== 'ingest') return this.#deliver(stages, received);
      for (const event of parseUploadEvents(first.body)) await ingestUpload(stages.ingest(), event);
      return undefined;
    });
    return true;
  }

  async #deliver(stages: ReturnType<typeof stagesOf>, received: readonly Received[]): Promise<void> {
    const messages = received.map(({ body }) => parseDeliverMessage(body));
    const failed = new Set(await deliverBatch(stages.deliver(), messages));
    if (failed.size === 0) return;
    for (const [index, message] of received.entries()) if (!failed.has(index)) message.done();
    throw new Refused('part of the batch failed');
  }

  #invoke(
    name: QueueName | 'sweep',
    received: readonly Received[],
    run: (stages: ReturnType<typeof stagesOf>) => Promise<void>,
  ): void {
    const process = new Process(this, () => (this.crashes += 1));
    this.#running.set(name, (this.#running.get(name) ?? 0) + 1);
    void run(stagesOf(this.parts, process))
      .then(() => {
        process.check();
        for (const message of received) message.done();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Killed || error instanceof Refused) && !process.isKilled) this.unexpected.push(error);
      })
      .finally(() => this.#running.set(name, (this.#running.get(name) ?? 0) - 1));
  }

  turn(): Promise<number> {
    return new Promise((resolve) => this.#turns.push(() => resolve(++this.#turn)));
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ atMs: this.nowMs + ms, wake }));
  }

  chance(share = 0): boolean {
    return share > 0 && this.#random() < share;
  }

  #nextSequencer(): string {
    this.#sequence += 1;
    return this.#sequence.toString(16).padStart(16, '0').toUpperCase();
  }

  #announce(eventName: string, key: string, object: object): void {
    const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
    this.queues.ingest.announce(
      JSON.stringify({ Records: [{ eventName, s3: { object: { key: encoded, ...object } } }] }),
    );
  }
}

function flushed(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
