import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { LocalStackEndpoints } from '../shared/contract/local-stack.ts';
import { cpuClock } from './figures.ts';
import { startServices } from './services.ts';

/** Requests of a batch of ten deliveries beside its send, receive and delete; `tests/bench/bill.test.ts` holds the pipeline to no more. */
export const perBatch = { reads: 3, writesOfEach: 2 } as const;
/** Requests to the table from upload to fan-out; two puts and a get of S3 come to it. */
export const perArticle = { gets: 8, puts: 4 } as const;

export interface ServicesAloneTask {
  readonly endpoints: LocalStackEndpoints;
  readonly table: string;
  readonly bucket: string;
  readonly queueUrl: string;
  readonly articles: number;
  /** Of ten deliveries. */
  readonly batches: number;
}

export interface ServicesAlone {
  readonly ms: number;
  /** Of dynalite and fauxqs; not of the process that asks them. */
  readonly cpuMs: number;
}

/** What dynalite and fauxqs alone need for the requests of so many articles and deliveries. */
export async function servicesAlone(articles: number, deliveries: number): Promise<ServicesAlone> {
  const services = await startServices();
  const child = fork(new URL('./services-alone-process.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    await once(child, 'message');
    const { outputs, endpoints } = services;
    const task: ServicesAloneTask = {
      endpoints,
      table: outputs.TableName,
      bucket: outputs.ContentBucketName,
      queueUrl: outputs.DeliverQueueUrl,
      articles,
      batches: Math.ceil(deliveries / 10),
    };
    const cpuMs = cpuClock();
    child.send(task);
    const [answer] = (await once(child, 'message')) as [{ ms?: number; error?: string }];
    if (answer.ms === undefined) throw new Error(`the services alone failed: ${answer.error}`);
    return { ms: answer.ms, cpuMs: cpuMs() };
  } finally {
    child.disconnect();
    await services.stop();
  }
}
