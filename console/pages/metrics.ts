import { type MetricName, metrics } from '../../shared/contract/metrics.ts';
import { figureOf, type MetricDay } from '../data/metric-day.ts';
import { hoursShown } from '../data/flow.ts';
import type { Page } from '../page.ts';
import { barChart } from '../parts/bars.ts';
import { count, durationText } from '../parts/figures.ts';
import { html, type Html } from '../parts/html.ts';

/** The metrics in the order of an article's way. */
export const metricGroups: Readonly<Record<string, readonly MetricName[]>> = {
  Ingest: ['ItemsAccepted', 'ItemsRejected', 'IngestLag', 'ArticlesBraked', 'UploadsMissed', 'PublishersQuiet'],
  'Fan-out': ['FanOuts', 'EmbargoLateness', 'LostDeliveries', 'UnconfirmedRetractions'],
  Deliver: ['Attempts', 'AttemptDuration', 'DeliveryLag', 'CanaryLateness', 'DeadDeliveries'],
  Partners: ['CircuitOpenings', 'PartnersPaused', 'PartnersFailing', 'LongestFailure'],
  'The machinery': ['Sweeps', 'SweepsCutShort', 'RecordsFailed', 'AccessDenied'],
};

/** Those that are good news when they are many; of the others each one is a matter. */
const goodNews: ReadonlySet<MetricName> = new Set([
  'ItemsAccepted',
  'IngestLag',
  'FanOuts',
  'Attempts',
  'AttemptDuration',
  'DeliveryLag',
  'Sweeps',
]);

export const metricsPage: Page = async ({ stack, nowMs }) => {
  const days = new Map((await stack.metrics.day(nowMs)).map((day) => [day.name, day]));
  return {
    title: 'Metrics',
    section: 'metrics',
    main: html`
      <header class="title">
        <h1>Metrics</h1>
        <p class="quiet">
          ${
            stack.kind === 'local'
              ? 'Counted from the lines this stack’s functions write; on AWS, CloudWatch counts the same lines under the same names.'
              : 'From CloudWatch, namespace Byline; alarms and the dashboard watch the same.'
          }
          Counts are added up over ${hoursShown} hours, durations averaged.
        </p>
      </header>
      ${Object.entries(metricGroups).map(
        ([title, names]) =>
          html`<section aria-labelledby="${idOf(title)}">
            <header class="head"><h2 id="${idOf(title)}">${title}</h2></header>
            <ul class="metrics">
              ${names.map((name) => metricCard(name, days.get(name)))}
            </ul>
          </section>`,
      )}
    `,
  };
};

const idOf = (title: string): string => `metrics-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;

function metricCard(name: MetricName, day: MetricDay | undefined): Html {
  const hours = day?.hours ?? [];
  const total = figureOf(name, hours);
  const highest = Math.max(0, ...hours.map(({ max }) => max));
  const isGood = goodNews.has(name);
  const unit = metrics[name].unit;
  return html`<li data-key="${name}">
    <h3>${name}</h3>
    <p class="what">${metrics[name].about}</p>
    <p class="now ${!isGood && (total ?? 0) > 0 ? 'troubled' : ''}">
      <strong>${total === undefined ? '–' : unit === 'Count' ? count(total) : durationText(total)}</strong>
      <span>${total !== undefined && unit === 'Milliseconds' ? `at most ${durationText(highest)}` : ''}</span>
    </p>
    ${barChart(
      hours.map((hour) => {
        const value = figureOf(name, [hour]) ?? 0;
        return { startMs: hour.startMs, good: isGood ? value : 0, bad: isGood ? 0 : value };
      }),
      { label: name, good: unit === 'Count' ? '' : 'ms', bad: unit === 'Count' ? '' : 'ms' },
    )}
  </li>`;
}
