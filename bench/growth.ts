import { alarmsIn, dashboardsIn, queuesWithMappingIn } from './template-counts.ts';
import { measureBill } from './bill.ts';
import {
  costPerMillionArticles,
  costPerMillionDeliveries,
  costTable,
  idleMonth,
  requestsPerDelivery,
  storagePerMillionDeliveries,
} from './cost.ts';
import { type Figure, figure } from './figures.ts';
import { measureGrowth } from './pipeline.ts';
import { assumptions, prices } from './prices.ts';
import { lineplot } from './svg.ts';
import type { Section } from './write-docs.ts';

const counts = { full: [1, 10, 100, 1_000], quick: [1, 10, 100] } as const;

type Measured = Omit<Section, 'title' | 'load'>;

/** Time and cost of an article's deliveries against the number of its partners. */
export async function growthFigures(size: 'full' | 'quick'): Promise<Measured> {
  const times = await measureGrowth(counts[size]);
  const bills = [];
  for (const partners of counts[size]) bills.push(await measureBill(partners > 100 ? 1 : 3, partners));
  const figures: Figure[] = [
    ...times.map(({ partners, latencyMs, aloneMs }) =>
      figure(`growth.${partners}.latency`, latencyMs, 'ms to the last partner', {
        reference: aloneMs,
        referenceName: 'the services alone',
      }),
    ),
    ...bills.map((bill) =>
      figure(`growth.${bill.partners}.requests`, requestsPerDelivery(bill), 'requests a delivery'),
    ),
    ...bills.map((bill) =>
      figure(`growth.${bill.partners}.cost`, costPerMillionDeliveries(bill), 'USD per million deliveries'),
    ),
  ];
  return {
    figures,
    plots: {
      'latency-by-partners': lineplot({
        title: 'From upload to the last webhook on record, on a laptop',
        x: 'partners of the article',
        y: 'milliseconds',
        series: [
          { name: 'the pipeline', points: times.map(({ partners, latencyMs }) => [partners, latencyMs]) },
          { name: 'its requests alone', points: times.map(({ partners, aloneMs }) => [partners, aloneMs]) },
        ],
      }),
      'cost-by-partners': lineplot({
        title: 'USD per million first-attempt deliveries',
        x: 'partners of the article',
        y: 'USD',
        series: [
          { name: 'without ingest', points: bills.map((bill) => [bill.partners, costPerMillionDeliveries(bill)]) },
          {
            name: 'with ingest',
            points: bills.map((bill) => [
              bill.partners,
              costPerMillionDeliveries(bill) + costPerMillionArticles(bill) / bill.partners,
            ]),
          },
        ],
        goal: { y: 2, name: 'goal at 100: 2.00' },
      }),
    },
  };
}

/** What a delivery, an article and an idle month cost. */
export async function billFigures(size: 'full' | 'quick'): Promise<Measured> {
  const bill = await measureBill(size === 'full' ? 10 : 3, 100);
  const storage = storagePerMillionDeliveries(bill);
  const idle = idleMonth({
    alarms: await alarmsIn(),
    dashboards: await dashboardsIn(),
    queuesWithMapping: await queuesWithMappingIn(),
  });
  const idleTotal = Object.values(idle).reduce((sum, usd) => sum + usd, 0);
  const idleRows = Object.entries(idle).map(([part, usd]) => `| ${part} | ${usd.toFixed(2)} |`);
  return {
    figures: [
      figure('bill.requests', requestsPerDelivery(bill), 'requests a delivery', { goal: { atMost: 3, of: 'value' } }),
      figure('bill.delivery', costPerMillionDeliveries(bill), 'USD per million deliveries', {
        goal: { atMost: 2, of: 'value' },
      }),
      figure('bill.article', costPerMillionArticles(bill), 'USD per million articles'),
      figure('bill.storage.month', storage.month, 'USD per million deliveries and month'),
      figure('bill.storage.kept', storage.kept, 'USD per million deliveries until they expire'),
      figure('bill.idle', idleTotal, 'USD a month'),
    ],
    note: [
      `${bill.articles} articles to ${bill.partners} partners each; prices of ${prices.region} as of ${prices.asOf}; partners are taken to answer in ${assumptions.partnerMs} ms.`,
      '',
      costTable(bill),
      '',
      'An idle month:',
      '',
      '| part | USD |',
      '| --- | --- |',
      ...idleRows,
      `| all | **${idleTotal.toFixed(2)}** |`,
    ].join('\n'),
  };
}
