import { cpuClock, type Figure, figure, quantile } from './figures.ts';
import { type Published, startLocalRun } from './local-run.ts';
import { servicesAlone } from './services-alone.ts';

/** A shape of load: so many articles, each to so many partners. */
interface Load {
  readonly articles: number;
  readonly partners: number;
}

const loads: Readonly<Record<'full' | 'quick', readonly Load[]>> = {
  full: [
    { articles: 1, partners: 1_000 },
    { articles: 1_000, partners: 10 },
  ],
  quick: [
    { articles: 1, partners: 200 },
    { articles: 50, partners: 10 },
  ],
};

const goal = { atLeast: 0.5, of: 'ratio' } as const;

/**
 * The whole pipeline on the embedded parts, from the first upload to the last webhook on record, against the same number of requests to dynalite and fauxqs alone.
 */
export async function pipelineFigures(size: 'full' | 'quick'): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { articles, partners } of loads[size]) {
    const { published, cpuMs } = await inOneGo({ articles, partners });
    const deliveries = articles * partners;
    const ms =
      Math.max(...published.map(({ lastMs }) => lastMs)) - Math.min(...published.map(({ uploadedMs }) => uploadedMs));
    const { ms: aloneMs, cpuMs: aloneCpuMs } = await servicesAlone(articles, deliveries);
    const name = `pipeline.${articles}x${partners}`;
    const latencies = published.map(({ uploadedMs, lastMs }) => lastMs - uploadedMs);
    figures.push(
      figure(`${name}.rate`, (deliveries / ms) * 1000, 'deliveries/s', {
        reference: (deliveries / aloneMs) * 1000,
        referenceName: 'the services alone',
        goal,
      }),
      figure(`${name}.cpu`, cpuMs / deliveries, 'ms a delivery', {
        reference: aloneCpuMs / deliveries,
        referenceName: 'the services alone',
      }),
      figure(`${name}.p50`, quantile(latencies, 0.5), 'ms', {
        reference: aloneMs,
        referenceName: 'the services alone, for all',
      }),
      figure(`${name}.p99`, quantile(latencies, 0.99), 'ms', {
        reference: aloneMs,
        referenceName: 'the services alone, for all',
      }),
    );
  }
  return figures;
}

/** The stack warm, so that what is timed is the way of articles and not the loading of code. */
async function inOneGo({ articles, partners }: Load): Promise<{ published: Published[]; cpuMs: number }> {
  const run = await startLocalRun();
  try {
    await run.registerPartners(partners);
    await run.publish(1, partners);
    const cpuMs = cpuClock();
    return { published: await run.publish(articles, partners), cpuMs: cpuMs() };
  } finally {
    await run.stop();
  }
}

export interface GrowthPoint {
  readonly partners: number;
  /** From upload to the last webhook on record, for articles published one after the other. */
  readonly latencyMs: number;
  readonly aloneMs: number;
}

/** How the time to the last partner grows with the number of partners. */
export async function measureGrowth(counts: readonly number[]): Promise<GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const partners of counts) {
    const run = await startLocalRun();
    try {
      await run.registerPartners(partners);
      await run.publish(1, partners);
      const latencies: number[] = [];
      for (let round = 0; round < (partners > 100 ? 2 : 5); round++) {
        const [only] = await run.publish(1, partners);
        if (only) latencies.push(only.lastMs - only.uploadedMs);
      }
      points.push({ partners, latencyMs: quantile(latencies, 0.5), aloneMs: (await servicesAlone(1, partners)).ms });
    } finally {
      await run.stop();
    }
  }
  return points;
}
