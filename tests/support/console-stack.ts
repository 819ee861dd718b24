import { type Access, access } from '../../console/access.ts';
import { consoleApp } from '../../console/app.ts';
import { metricTally, type MetricTally } from '../../console/data/metric-day.ts';
import { type ConsoleStack, explainFailure } from '../../console/stack.ts';
import type { Answer } from '../../shared/delivery/decide.ts';
import { queueNames, type QueueCounts, type QueueName } from '../../shared/stack/queue-counts.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { backlogStore } from '../../shared/store/backlog.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { partnerCredentialStore } from '../../shared/store/partner-credentials.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerReadStore } from '../../shared/store/partner-reads.ts';
import { partnerSwitch } from '../../shared/store/partner-switch.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { publisherWatchStore } from '../../shared/store/publisher-watches.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import { uploadStore } from '../../shared/store/uploads.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { MemoryObjects } from './memory-objects.ts';
import { MemoryTable } from './memory-table.ts';

export interface MemoryStack extends ConsoleStack {
  readonly uploads: MemoryObjects;
  readonly receipts: MemoryObjects;
  readonly counts: Record<QueueName, QueueCounts>;
  /** What partners answer next, to tests and challenges. */
  readonly answers: Answer[];
  /** What was measured. */
  readonly tally: MetricTally;
}

/** A stack in memory, as the console sees one. */
export function memoryStack(): MemoryStack {
  const [table, keysTable] = [new MemoryTable(), new MemoryTable()];
  const signingKeys = signingKeyStore(keysTable);
  const answers: Answer[] = [];
  const tally = metricTally();
  const counts = Object.fromEntries(
    queueNames.map((name) => [name, { waiting: 0, inWork: 0, delayed: 0 }]),
  ) as MemoryStack['counts'];
  return {
    kind: 'local',
    name: 'memory',
    articles: articleStore(table, new MemoryObjects()),
    deliveries: deliveryStore(table),
    uploadRecords: uploadStore(table),
    partners: partnerStore(table),
    publishers: publisherStore(table),
    watches: publisherWatchStore(table),
    health: partnerHealthStore(table),
    reads: partnerReadStore(table),
    partnerSwitch: partnerSwitch(table),
    signingKeys,
    backlog: backlogStore(table),
    access: { keys: signingKeys, credentials: partnerCredentialStore(keysTable) },
    challenge: {
      post: () => Promise.resolve(answers.shift() ?? { kind: 'failure', reason: 'CONNECT_ERROR', ambiguous: false }),
      now: Date.now,
      newId: () => 'new-id',
      newSecret,
    },
    answers,
    metrics: { day: (nowMs) => Promise.resolve(tally.days(nowMs)) },
    tally,
    uploads: new MemoryObjects(),
    receipts: new MemoryObjects(),
    counts,
    queues: () => Promise.resolve(counts),
    close: () => undefined,
  };
}

const port = 4600;
const origin = `http://127.0.0.1:${port}`;

export interface ConsoleClient {
  readonly origin: string;
  readonly access: Access;
  readonly reported: unknown[];
  /** A request as the browser that was let in sends it; headers override. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    fields: Record<string, string | string[] | File>,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** The console over a stack, with a browser that was let in. `failing` makes the stack unreachable. */
export async function consoleClient(
  stack: ConsoleStack,
  { nowMs = Date.UTC(2026, 10, 24, 12), failing }: { nowMs?: number; failing?: () => Error | undefined } = {},
): Promise<ConsoleClient> {
  let number = 0;
  const guard = access({ port: () => port, random: () => `secret-${++number}` });
  const reported: unknown[] = [];
  const app = consoleApp({
    link: {
      open: () => {
        const error = failing?.();
        return error ? Promise.reject(error) : Promise.resolve(stack);
      },
      explain: (error) => Promise.resolve(explainFailure(error)),
      close: () => undefined,
    },
    stackName: 'memory',
    isLocal: true,
    access: guard,
    now: () => nowMs,
    newId: () => `id-${++number}`,
    report: (error) => reported.push(error),
  });
  const host = { host: `127.0.0.1:${port}` };
  const entered = await app.request(guard.entryPath, { headers: host });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    origin,
    access: guard,
    reported,
    get: async (path, headers = {}) => app.request(path, { headers: { ...host, cookie, ...headers } }),
    post: async (path, fields, headers = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ 'form-token': guard.formToken, ...fields })) {
        for (const one of [value].flat()) body.append(name, one);
      }
      return app.request(path, { method: 'POST', body, headers: { ...host, cookie, origin, ...headers } });
    },
  };
}
