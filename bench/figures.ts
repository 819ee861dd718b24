/** One measured figure; for a timing, with what the reference took in the same run. */
export interface Figure {
  /** Dotted, from the general to the special: `deliver.rate`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same, of the reference. */
  readonly reference?: number;
  readonly referenceName?: string;
  /** `value` over `reference`. */
  readonly ratio?: number;
  /** What is aimed at: at least or at most so much, of the ratio where there is one, else of the value; `over`: of the difference. */
  readonly goal?: { readonly atLeast?: number; readonly atMost?: number; readonly of: 'ratio' | 'value' | 'over' };
}

/** A figure with its ratio worked out. */
export function figure(
  name: string,
  value: number,
  unit: string,
  more: Pick<Figure, 'reference' | 'referenceName' | 'goal'> = {},
): Figure {
  const { reference } = more;
  return { name, value, unit, ...more, ...(reference === undefined ? {} : { ratio: value / reference }) };
}

/** Whether the goal is met; undefined without one. */
function isMet({ value, reference = 0, ratio, goal }: Figure): boolean | undefined {
  if (!goal) return undefined;
  const judged = goal.of === 'value' ? value : goal.of === 'over' ? value - reference : (ratio ?? Number.NaN);
  return judged >= (goal.atLeast ?? Number.NEGATIVE_INFINITY) && judged <= (goal.atMost ?? Number.POSITIVE_INFINITY);
}

/** One line a figure, for programs: every key always there, `null` where there is no reference. */
export function jsonLine({ name, value, unit, reference, referenceName, ratio }: Figure): string {
  const orNull = <Value>(one: Value | undefined): Value | null => one ?? null;
  return JSON.stringify({
    name,
    value: rounded(value),
    unit,
    reference: reference === undefined ? null : rounded(reference),
    referenceName: orNull(referenceName),
    ratio: ratio === undefined ? null : rounded(ratio),
  });
}

/** A table in Markdown, which is readable as it is. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((one) => {
    const { name, value, unit, reference, referenceName, ratio } = one;
    return `| ${[
      name,
      `${shown(value)} ${unit}`,
      reference === undefined ? '' : `${shown(reference)} ${unit} (${referenceName})`,
      ratio === undefined ? '' : shown(ratio),
      goalText(one),
    ].join(' | ')} |`;
  });
  return ['| figure | value | reference | ratio | goal |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function goalText(one: Figure): string {
  const { goal, unit } = one;
  if (!goal) return '';
  const bound = goal.atLeast === undefined ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`;
  const of = { ratio: ' of the reference', value: ` ${unit}`, over: ` ${unit} over it` }[goal.of];
  return `${bound}${of}: ${isMet(one) ? 'met' : '**missed**'}`;
}

const rounded = (value: number): number => Number(value.toPrecision(5));

/** Four digits are more than a measurement holds. */
export const shown = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));

/** Starts to count: answers the milliseconds of CPU that this process, all its threads, has taken since. */
export function cpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
