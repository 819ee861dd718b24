import { appendFileSync } from 'node:fs';
import type { Invariant, Violation } from './invariants.ts';
import type { Simulation } from './simulation.ts';

/** What a run of the fault schedules comes to. */
export interface FaultSummary {
  readonly schedules: number;
  readonly deliveries: number;
  readonly kills: number;
  readonly lost: number;
  readonly stale: number;
  readonly afterRetraction: number;
  readonly early: number;
}

const lost: readonly Invariant[] = [
  'every newest revision arrives',
  'every operational event is told',
  'queues drain',
  'no message is given up',
];
const stale: readonly Invariant[] = [
  'never an older revision after a newer one',
  'no partner goes back to an older revision',
  'nothing outdated leaves',
  'the newest upload wins',
];
const afterRetraction: readonly Invariant[] = [
  'nothing after a retraction',
  'a retraction reaches every copy',
  'a licence that ran out takes the article back',
];
const early: readonly Invariant[] = ['nothing under embargo leaves', 'only what is licensed leaves'];

let totals: FaultSummary = { schedules: 0, deliveries: 0, kills: 0, lost: 0, stale: 0, afterRetraction: 0, early: 0 };

export function countSchedule(world: Simulation, violations: readonly Violation[]): void {
  const has = (names: readonly Invariant[]): number => Number(violations.some((one) => names.includes(one.invariant)));
  totals = {
    schedules: totals.schedules + 1,
    deliveries: totals.deliveries + world.taken.length,
    kills: totals.kills + world.crashes,
    lost: totals.lost + has(lost),
    stale: totals.stale + has(stale),
    afterRetraction: totals.afterRetraction + has(afterRetraction),
    early: totals.early + has(early),
  };
}

/** Adds what this file's tests ran to the summary that `npm run test:faults` prints. */
export function writeSummary(): void {
  if (process.env.BYLINE_SUMMARY) appendFileSync(process.env.BYLINE_SUMMARY, `${JSON.stringify(totals)}\n`);
}

/** The sum of what the files wrote. */
export function sumOf(lines: readonly string[]): FaultSummary {
  const sums: Record<string, number> = {};
  for (const line of lines)
    for (const [name, count] of Object.entries(JSON.parse(line) as FaultSummary))
      sums[name] = (sums[name] ?? 0) + count;
  return sums as unknown as FaultSummary;
}
