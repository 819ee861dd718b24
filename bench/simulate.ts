import { deliveryLimits, fanoutLimits, functionLimits, cacheLimits } from '../shared/contract/limits.ts';
import { invocationMs } from './cost.ts';
import { assumptions } from './prices.ts';
import { quotas } from './quotas.ts';

export interface Scenario {
  readonly partners: number;
  /** For one minute; 0 is one article and no more. */
  readonly articlesPerSecond: number;
  /** Share of the partners that take connections and never answer. */
  readonly downShare: number;
}

export interface Outcome {
  /** From the first upload until every healthy partner has every article, in seconds; undefined when a day was not enough. */
  readonly lastDeliverySeconds?: number;
  /** From the first upload until every delivery to a partner that is down is parked. */
  readonly parkedSeconds?: number;
  /** The most messages that waited for `deliver` at one time. */
  readonly backlog: number;
  /** What held the work up for most of the time. */
  readonly boundBy: Limit;
}

/** What can hold work up, and what to raise then. */
export const limits = {
  nothing: '–',
  'ingest concurrency': 'raise `functionLimits.ingest.maxConcurrency`',
  'fan-out concurrency': 'raise `functionLimits.fanout.maxConcurrency`',
  'registry reads': 'keep the registry longer in the container (`cacheLimits.registryMs`)',
  'mapping ramp': 'provisioned mode of the mapping (pollers that are always there)',
  'deliver concurrency': 'raise `functionLimits.deliver.maxConcurrency`, then the account’s concurrency',
  'account concurrency': 'raise the Lambda quota of the account',
  'partitions of an article': 'raise `fanoutLimits.deliveryShards`',
  'table on demand': 'warm throughput of the table, then its quota',
  'slow lane': 'raise `functionLimits.deliverSlow.maxConcurrency`',
} as const;
export type Limit = keyof typeof limits;

const burstSeconds = 60;
const daySeconds = 86_400;
const batch = functionLimits.deliver.batchSize;
const writesPerDelivery = 2;
/** A partner's record, as registered. */
const partnerBytes = 400;

/**
 * A minute of articles, second by second, until all is delivered: work flows from queue to queue, as fast as the narrowest of AWS's quotas and our own bounds lets
 * it. Durations are those of the bill (`cost.ts`). A model, not a measurement: it says which limit comes first, and roughly when.
 */
export function simulate(scenario: Scenario): Outcome {
  const { partners, articlesPerSecond, downShare } = scenario;
  const articles = articlesPerSecond === 0 ? 1 : articlesPerSecond * burstSeconds;
  const healthy = Math.round(partners * (1 - downShare));
  const held = new Map<Limit, number>();
  const ramps = { ingest: new Ramp(), fanout: new Ramp(), deliver: new Ramp() };
  const table = new OnDemandTable();
  let [toIngest, toFanOut, toDeliver, delivered, backlog] = [0, 0, 0, 0, 0];

  // Rates are fractions, and sums of fractions are not whole.
  const isDone = (): boolean => delivered > articles * healthy - 0.5;
  let second = 0;
  for (; second < daySeconds && !isDone(); second++) {
    if (articlesPerSecond === 0 ? second === 0 : second < burstSeconds) toIngest += articlesPerSecond || 1;

    const ingested = least(toIngest, held, {
      'ingest concurrency': perSecond('ingest', ramps.ingest.next(toIngest, functionLimits.ingest), 1),
    });
    toIngest -= ingested;
    toFanOut += ingested * healthy;

    const fanned = least(toFanOut, held, fanoutRates(partners, ramps.fanout.next(toFanOut, functionLimits.fanout)));
    toFanOut -= fanned;
    toDeliver += fanned;

    const waiting = toDeliver;
    const concurrency = ramps.deliver.next(toDeliver, functionLimits.deliver);
    const done = least(toDeliver, held, {
      [ramps.deliver.isRamping ? 'mapping ramp' : 'deliver concurrency']: perSecond('deliver', concurrency, batch),
      'account concurrency': perSecond('deliver', quotas.lambda.concurrency, batch),
      'partitions of an article': partitionRate(Math.min(articles, Math.max(1, waiting / healthy))),
      'table on demand': table.next() / writesPerDelivery,
    });
    table.used(done * writesPerDelivery);
    toDeliver -= done;
    delivered += done;
    backlog = Math.max(backlog, toDeliver);
  }
  const [boundBy] = [...held].toSorted((a, b) => b[1] - a[1])[0] ?? ['nothing' as Limit];
  return {
    ...(isDone() ? { lastDeliverySeconds: second } : {}),
    ...(downShare > 0 ? { parkedSeconds: parkedSeconds(scenario, articles) } : {}),
    backlog: Math.round(backlog),
    boundBy,
  };
}

/**
 * Partners that never answer are found out by five attempts of fifteen seconds each on the slow lane; from then on their
 * deliveries are parked at once, ten in the time of four requests to the table.
 */
function parkedSeconds({ partners, downShare }: Scenario, articles: number): number {
  const down = partners * downShare;
  const slots = functionLimits.deliverSlow.maxConcurrency * functionLimits.deliverSlow.batchSize;
  const findingOut = Math.ceil((down * 5) / slots) * (deliveryLimits.requestMs / 1000);
  const parkMs = 4 * assumptions.dynamoDbMs + 20;
  return findingOut + (down * articles * (parkMs / 1000)) / slots;
}

/** How fast deliveries are asked for: sends of ten, eight at once; and each container reads the whole registry when its copy is too old. */
function fanoutRates(partners: number, concurrency: number): Partial<Record<Limit, number>> {
  const perInvocation = Math.min(partners, fanoutLimits.partnersPerSlice);
  const sendMs = Math.ceil(perInvocation / (8 * fanoutLimits.sqsBatch)) * assumptions.sqsMs;
  const matchMs = (partners * 0.002 * 1_769) / functionLimits.fanout.memoryMb;
  const invocation = invocationMs('fanout', 1) + sendMs + matchMs;
  const registryUnits = (partners * partnerBytes) / 4_096;
  const loadsPerSecond = quotas.dynamoDb.partitionReads / Math.max(1, registryUnits);
  // Each container loads at most once in the time its copy is kept; more containers than that can load wait for it.
  const containersFed = loadsPerSecond * (cacheLimits.registryMs / 1000);
  const rate = (containers: number): number => (containers * perInvocation) / (invocation / 1000);
  return { 'fan-out concurrency': rate(concurrency), 'registry reads': rate(Math.max(1, containersFed)) };
}

/** Deliveries of one article lie on a few partitions; of several articles, on as many times more. */
function partitionRate(articlesAtWork: number): number {
  const { partitionWrites } = quotas.dynamoDb;
  return (Math.max(1, articlesAtWork) * fanoutLimits.deliveryShards * partitionWrites) / writesPerDelivery;
}

function perSecond(stage: 'ingest' | 'deliver', concurrency: number, size: number): number {
  return (concurrency * size) / (invocationMs(stage, size) / 1000);
}

/** As much of the work as the narrowest limit lets through; notes which one it was. */
function least(work: number, held: Map<Limit, number>, rates: Partial<Record<Limit, number>>): number {
  let [through, by]: [number, Limit | undefined] = [work, undefined];
  for (const [limit, rate] of Object.entries(rates) as [Limit, number][]) {
    if (rate < through) [through, by] = [rate, limit];
  }
  if (by && work - through >= 1) held.set(by, (held.get(by) ?? 0) + 1);
  return through;
}

/** A mapping: five batches at once to begin with, three hundred more a minute while there is work, up to its bound. */
class Ramp {
  isRamping = false;
  #concurrency: number = quotas.mapping.startConcurrency;

  next(work: number, { maxConcurrency }: { readonly maxConcurrency: number }): number {
    const now = Math.min(this.#concurrency, maxConcurrency);
    this.isRamping = now < maxConcurrency;
    this.#concurrency =
      work > 0
        ? Math.min(maxConcurrency, this.#concurrency + quotas.mapping.concurrencyPerMinute / 60)
        : quotas.mapping.startConcurrency;
    return now;
  }
}

/** A new table: what it sustains follows twice its peak of half an hour ago and before. */
class OnDemandTable {
  readonly #used: number[] = [];
  #peak = 0;

  next(): number {
    const { initialWrites, peakFactor, peakSeconds, tableWrites } = quotas.dynamoDb;
    this.#peak = Math.max(this.#peak, this.#used[this.#used.length - peakSeconds] ?? 0);
    return Math.min(tableWrites, Math.max(initialWrites, peakFactor * this.#peak));
  }

  used(writes: number): void {
    this.#used.push(writes);
  }
}
