import { html, type Html, nothing } from './html.ts';
import { hourText } from './figures.ts';

/** One hour of a chart: `good` stands on the line, `bad` above it. */
export interface Bar {
  readonly startMs: number;
  readonly good: number;
  readonly bad: number;
}

const height = 100;
const slot = 10;
const bar = 8;

export interface BarWords {
  readonly label: string;
  readonly good: string;
  readonly bad: string;
}

/** Hours as bars, stretched to the width there is; each hour is told when pointed at, and all of it in words. */
export function barChart(bars: readonly Bar[], { label, good, bad }: BarWords): Html {
  const highest = Math.max(1, ...bars.map((one) => one.good + one.bad));
  const [goodSum, badSum] = [sum(bars.map((one) => one.good)), sum(bars.map((one) => one.bad))];
  const scale = (value: number): number => (value === 0 ? 0 : Math.max(2, (value / highest) * (height - 2)));
  return html`<svg
    class="bars"
    viewBox="0 0 ${bars.length * slot} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}: ${goodSum} ${good}, ${badSum} ${bad} in ${bars.length} hours; at most ${highest} in one hour"
  >
    ${bars.map((one, index) => {
      const [goodHeight, badHeight] = [scale(one.good), scale(one.bad)];
      const x = index * slot + (slot - bar) / 2;
      return html`<g>
        <title>${hourText(one.startMs)}: ${one.good} ${good}, ${one.bad} ${bad}</title>
        <rect class="slot" x="${index * slot}" y="0" width="${slot}" height="${height}" />
        ${goodHeight > 0 ? rect('good', x, height - goodHeight, goodHeight) : nothing}
        ${badHeight > 0 ? rect('bad', x, height - goodHeight - badHeight, badHeight) : nothing}
      </g>`;
    })}
  </svg>`;
}

/** Every sixth hour under a chart, at its place. */
export function hourAxis(bars: readonly Pick<Bar, 'startMs'>[]): Html {
  const ticks = bars.filter((_, index) => index % 6 === 0);
  return html`<p class="axis" aria-hidden="true">
    ${ticks.map(({ startMs }) => html`<span>${hourText(startMs)}</span>`)}<span class="last">now</span>
  </p>`;
}

function rect(tone: string, x: number, y: number, high: number): Html {
  return html`<rect class="${tone}" x="${x}" y="${y.toFixed(2)}" width="${bar}" height="${high.toFixed(2)}" />`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
