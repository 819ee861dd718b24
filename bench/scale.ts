/**
 * The pipeline on paper: `node bench/scale.ts` simulates 10 to 100,000 partners and 1 to 1,000 articles a second under AWS's quotas (`quotas.ts`), all partners
 * healthy, and with one in twenty down for a day.
 */
import { circuitLimits } from '../shared/contract/limits.ts';
import { type Figure, figure, shown, table } from './figures.ts';
import { limits, type Outcome, type Scenario, simulate } from './simulate.ts';
import { lineplot } from './svg.ts';
import type { Section } from './write-docs.ts';

const partnerCounts = [10, 100, 1_000, 10_000, 100_000];
/** 0: one article and no more. */
const rates = [0, 1, 10, 100, 1_000];

export function scaleFigures(): Omit<Section, 'title' | 'load'> {
  const healthy = runAll(0);
  const single = healthy.filter(({ scenario }) => scenario.articlesPerSecond === 0);
  const figures: Figure[] = single.map(({ scenario, outcome }) =>
    figure(
      `scale.${scenario.partners}.last`,
      outcome.lastDeliverySeconds ?? Number.NaN,
      's from upload to the last partner',
    ),
  );
  return {
    figures,
    note: [
      'All partners healthy; a minute of articles at each rate:',
      '',
      scaleTable(healthy),
      '',
      'One partner in twenty takes connections and never answers, for a day:',
      '',
      outageTable(runAll(0.05)),
    ].join('\n'),
    plots: {
      'scale-time': lineplot({
        title: 'From the first upload to the last delivery, simulated',
        x: 'partners',
        y: 'seconds',
        series: rates.map((rate) => ({
          name: rate === 0 ? 'one article' : `${rate} a second`,
          points: healthy
            .filter(({ scenario, outcome }) => scenario.articlesPerSecond === rate && outcome.lastDeliverySeconds)
            .map(({ scenario, outcome }) => [scenario.partners, outcome.lastDeliverySeconds ?? 1] as const),
        })),
      }),
    },
  };
}

interface Run {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
}

function runAll(downShare: number): Run[] {
  return partnerCounts.flatMap((partners) =>
    rates.map((articlesPerSecond) => {
      const scenario = { partners, articlesPerSecond, downShare };
      return { scenario, outcome: simulate(scenario) };
    }),
  );
}

function scaleTable(runs: readonly Run[]): string {
  const rows = runs.map(({ scenario, outcome }) => {
    const { boundBy, backlog } = outcome;
    return `| ${[shown(scenario.partners), rateText(scenario), last(outcome), shown(backlog), boundBy, limits[boundBy]].join(' | ')} |`;
  });
  return [
    '| partners | articles | last delivery | waiting at most | bound by | then |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** What a day of the outage leaves, and how long it takes to give it back. */
function outageTable(runs: readonly Run[]): string {
  const rows = runs
    .filter(({ scenario }) => scenario.articlesPerSecond > 0 && scenario.partners >= 100)
    .map(({ scenario, outcome }) => {
      const parkedEach = scenario.articlesPerSecond * 86_400;
      const drainHours = parkedEach / circuitLimits.drainPerSweep / 60;
      const parked = outcome.parkedSeconds === undefined ? '' : duration(outcome.parkedSeconds);
      return `| ${[shown(scenario.partners), rateText(scenario), last(outcome), parked, shown(parkedEach), duration(drainHours * 3600)].join(' | ')} |`;
    });
  return [
    '| partners | articles | last delivery to a healthy partner | a minute’s deliveries to the others parked | parked a partner and day | drained after recovery |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const last = ({ lastDeliverySeconds }: Outcome): string =>
  lastDeliverySeconds === undefined ? 'over a day' : duration(lastDeliverySeconds);

const rateText = ({ articlesPerSecond }: Scenario): string =>
  articlesPerSecond === 0 ? 'one' : `${shown(articlesPerSecond)} a second`;

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${shown(seconds / 3_600)} h` : `${shown(seconds / 86_400)} days`;
}

if (import.meta.main) {
  const { figures, note } = scaleFigures();
  process.stdout.write(`${table(figures)}\n\n${note}\n`);
}
