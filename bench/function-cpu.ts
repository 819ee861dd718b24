import type { Stage } from './bill.ts';
import { type Figure, figure, median } from './figures.ts';
import { sqsEvent, startFunction } from './function-runner.ts';
import { putArticle, registerPartners } from './memory.ts';
import { startReceiver } from './receiver.ts';
import { startServices } from './services.ts';

const warmUp = 20;
const measured = 40;
const partners = 10;

/**
 * CPU of warm invocations of the deployed bundles against the embedded services, the SDK's work included: what `cost.ts` reckons Lambda's time with. For
 * `deliver` in batches of ten and of one, for `fanout` with ten partners.
 */
export async function functionCpuFigures(): Promise<Figure[]> {
  const services = await startServices();
  const receiver = await startReceiver();
  try {
    const partnerIds = await registerPartners(services, partners, receiver.url);
    let articles = 0;
    const cpuOf = async (stage: Stage, eventFor: (articleId: string) => object): Promise<number> => {
      const fn = await startFunction(services.functionOf(stage));
      try {
        const cpuMs: number[] = [];
        for (let round = 0; round < warmUp + measured; round++) {
          const articleId = `harbour-news-cpu-${articles++}`;
          await putArticle(services, articleId, 3_000);
          const invoked = await fn.invoke(eventFor(articleId));
          if (round >= warmUp) cpuMs.push(invoked.cpuMs);
        }
        return median(cpuMs);
      } finally {
        fn.stop();
      }
    };
    const pairs = (articleId: string, count: number): object =>
      sqsEvent(partnerIds.slice(0, count).map((partnerId) => ({ articleId, partnerId, revision: 1 })));
    const unit = 'ms of CPU an invocation';
    return [
      figure('cpu.deliver.10', await cpuOf('deliver', (articleId) => pairs(articleId, 10)), unit),
      figure('cpu.deliver.1', await cpuOf('deliver', (articleId) => pairs(articleId, 1)), unit),
      figure('cpu.fanout.1', await cpuOf('fanout', (articleId) => sqsEvent([{ articleId }])), unit),
    ];
  } finally {
    receiver.stop();
    await services.stop();
  }
}
