import type { ArticleHead } from '../../shared/article/revision.ts';
import type { Attempt, Delivery } from '../../shared/delivery/delivery.ts';
import type { UploadRecord } from '../../shared/store/uploads.ts';

export const hourMs = 3_600_000;
export const hoursShown = 24;

/** An article with what became of it at each partner. */
export interface TrackedArticle {
  readonly head: ArticleHead;
  readonly deliveries: readonly Delivery[];
}

/** What happened lately, as far as it is counted from the table: a bounded number of the newest articles and rejections. */
export interface Activity {
  readonly articles: readonly TrackedArticle[];
  readonly rejected: readonly UploadRecord[];
  /** There was more than is counted: figures are of the newest. */
  readonly isCut: boolean;
}

/** One hour of the pipeline. */
export interface FlowHour {
  readonly startMs: number;
  /** New articles and the newest revisions of those revised. */
  readonly accepted: number;
  readonly rejected: number;
  /** POSTs answered with 2xx. */
  readonly delivered: number;
  /** POSTs that were not. */
  readonly failed: number;
}

/** The last 24 hours, oldest first; the last one is the hour under way. */
export function flowByHour(activity: Activity, nowMs: number): readonly FlowHour[] {
  const accepted = activity.articles.flatMap(({ head }) =>
    head.acceptedAtMs === head.firstAcceptedAtMs ? [head.acceptedAtMs] : [head.firstAcceptedAtMs, head.acceptedAtMs],
  );
  const attempts = activity.articles.flatMap(({ deliveries }) => deliveries.flatMap((delivery) => delivery.attempts));
  const hours = tally({
    accepted,
    rejected: activity.rejected.map(({ atMs }) => atMs),
    ...timesByOutcome(attempts),
  });
  return hoursUntil(nowMs).map((startMs) => ({ startMs, ...hours(startMs) }));
}

/** One hour of one partner. */
export type PartnerHour = Pick<FlowHour, 'startMs' | 'delivered' | 'failed'>;

/** The last 24 hours of one partner, oldest first. */
export function partnerByHour(attempts: readonly Attempt[], nowMs: number): readonly PartnerHour[] {
  const hours = tally(timesByOutcome(attempts));
  return hoursUntil(nowMs).map((startMs) => ({ startMs, ...hours(startMs) }));
}

/** How long after acceptance the first partner had each article, ascending, in milliseconds. */
export function firstDeliveryTimes(articles: readonly TrackedArticle[]): readonly number[] {
  return articles
    .flatMap(({ head, deliveries }) => {
      const times = deliveries.flatMap(({ attempts }) =>
        attempts
          .filter(({ outcome, revision }) => outcome === 'delivered' && revision === head.revision)
          .map(({ atMs, durationMs = 0 }) => atMs + durationMs),
      );
      // An embargo is no delay.
      return times.length === 0 || head.state !== 'live' ? [] : [Math.max(0, Math.min(...times) - head.acceptedAtMs)];
    })
    .toSorted((a, b) => a - b);
}

/** The value below which a share of ascending values lies; undefined without any. */
export function quantile(ascending: readonly number[], share: number): number | undefined {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))];
}

/** Whether a try failed. What was given to a partner that fetches, and is not confirmed yet, did not. */
export function isFailure({ outcome, by }: Pick<Attempt, 'outcome' | 'by'>): boolean {
  return outcome !== 'delivered' && by !== 'pull';
}

function timesByOutcome(attempts: readonly Attempt[]): Record<'delivered' | 'failed', readonly number[]> {
  return {
    delivered: attempts.filter(({ outcome }) => outcome === 'delivered').map(({ atMs }) => atMs),
    failed: attempts.filter(isFailure).map(({ atMs }) => atMs),
  };
}

function hoursUntil(nowMs: number): readonly number[] {
  const last = Math.floor(nowMs / hourMs) * hourMs;
  return Array.from({ length: hoursShown }, (_, index) => last - (hoursShown - 1 - index) * hourMs);
}

/** Counts times by the hour they fall in, each kind for itself. */
function tally<Kind extends string>(
  times: Readonly<Record<Kind, readonly number[]>>,
): (startMs: number) => Record<Kind, number> {
  const kinds = Object.keys(times) as Kind[];
  const counts = new Map<string, number>();
  for (const kind of kinds) {
    for (const ms of times[kind]) {
      const key = `${kind} ${Math.floor(ms / hourMs)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return (startMs) =>
    Object.fromEntries(kinds.map((kind) => [kind, counts.get(`${kind} ${startMs / hourMs}`) ?? 0])) as Record<
      Kind,
      number
    >;
}
