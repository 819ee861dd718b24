/** One line of a plot; points in order of x. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
  /** A line across, for a goal. */
  readonly goal?: { readonly y: number; readonly name: string };
  /** @default both logarithmic */
  readonly isLinearY?: boolean;
}

const [width, height] = [640, 360];
const [left, right, top, bottom] = [70, 150, 40, 50];
const colours = ['#1f6f8b', '#c8553d', '#588157', '#7b5ea7', '#b08900'];

/** A line plot as SVG, readable on light and dark pages. Logarithmic by decades on x, and on y unless told otherwise. */
export function lineplot({ title, x, y, series, goal, isLinearY = false }: Plot): string {
  const points = series.flatMap((one) => one.points);
  const [xs, ys] = [points.map(([px]) => px), [...points.map(([, py]) => py), ...(goal ? [goal.y] : [])]];
  const scaleX = logScale(Math.min(...xs), Math.max(...xs), left, width - right);
  const scaleY = isLinearY
    ? linearScale(Math.max(...ys), height - bottom, top)
    : logScale(Math.min(...ys), Math.max(...ys), height - bottom, top);
  const text = (at: string, content: string, more = ''): string => `<text ${at} ${more}>${escaped(content)}</text>`;
  const grid = [
    ...scaleX.ticks.map(
      (tick) =>
        `<line x1="${scaleX.at(tick)}" y1="${top}" x2="${scaleX.at(tick)}" y2="${height - bottom}" class="grid"/>` +
        text(`x="${scaleX.at(tick)}" y="${height - bottom + 18}"`, label(tick), 'text-anchor="middle"'),
    ),
    ...scaleY.ticks.map(
      (tick) =>
        `<line x1="${left}" y1="${scaleY.at(tick)}" x2="${width - right}" y2="${scaleY.at(tick)}" class="grid"/>` +
        text(`x="${left - 8}" y="${scaleY.at(tick) + 4}"`, label(tick), 'text-anchor="end"'),
    ),
  ];
  const lines = series.map(({ name, points: own }, index) => {
    const colour = colours[index % colours.length];
    const path = own.map(([px, py]) => `${scaleX.at(px)},${scaleY.at(py)}`).join(' ');
    const dots = own.map(([px, py]) => `<circle cx="${scaleX.at(px)}" cy="${scaleY.at(py)}" r="3" fill="${colour}"/>`);
    const legendY = top + 14 + index * 18;
    return (
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}` +
      `<rect x="${width - right + 12}" y="${legendY - 9}" width="10" height="10" fill="${colour}"/>` +
      text(`x="${width - right + 27}" y="${legendY}"`, name)
    );
  });
  const goalLine = goal
    ? `<line x1="${left}" y1="${scaleY.at(goal.y)}" x2="${width - right}" y2="${scaleY.at(goal.y)}" stroke="#999" stroke-dasharray="6 4"/>` +
      text(`x="${width - right + 12}" y="${scaleY.at(goal.y) + 4}"`, goal.name)
    : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    '<style>text{font:12px system-ui,sans-serif;fill:#777}.grid{stroke:#8884;stroke-width:1}</style>',
    text(`x="${left}" y="22"`, title, 'style="font-size:14px;font-weight:600"'),
    ...grid,
    ...lines,
    goalLine,
    text(`x="${(left + width - right) / 2}" y="${height - 12}"`, x, 'text-anchor="middle"'),
    text(
      `x="16" y="${(top + height - bottom) / 2}"`,
      y,
      `text-anchor="middle" transform="rotate(-90 16 ${(top + height - bottom) / 2})"`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** By whole decades around the values. */
function logScale(min: number, max: number, from: number, to: number): Scale {
  const low = Math.floor(Math.log10(min));
  const high = Math.max(low + 1, Math.ceil(Math.log10(max)));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, decade) => 10 ** (low + decade)),
    at: (value) => round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
  };
}

function linearScale(max: number, from: number, to: number): Scale {
  const step = 10 ** Math.floor(Math.log10(max)) / 2;
  const high = Math.ceil(max / step) * step;
  return {
    ticks: Array.from({ length: Math.round(high / step) + 1 }, (_, number) => number * step),
    at: (value) => round(from + (value / high) * (to - from)),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

const label = (value: number): string =>
  value >= 1000 ? value.toLocaleString('en-US') : String(Number(value.toPrecision(3)));

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
