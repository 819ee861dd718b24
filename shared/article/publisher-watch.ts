/** What is known of a publisher whose profile says for how long it may be quiet. All times are epoch milliseconds. */
export interface PublisherWatch {
  readonly publisherId: string;
  readonly quietAfterHours: number;
  /** When the watch began: what was never heard from is quiet from here on. */
  readonly sinceMs: number;
  /** When something new was last accepted, as far as it was noted: behind by a `noteEveryMs` at most. */
  readonly heardAtMs?: number;
  /** When it was told to be quiet; absent while it is not. */
  readonly quietSinceMs?: number;
}

const hourMs = 3_600_000;
/** A note is as exact as this part of the time that a publisher may be quiet: writing each upload down would cost as much as storing it. */
const notesPerTime = 60;

/** How often it is written down, at most, that something new came: each minute for a publisher that may be quiet for an hour. */
export function noteEveryMs(quietAfterHours: number): number {
  return (quietAfterHours * hourMs) / notesPerTime;
}

/** When a publisher is quiet unless something new comes: never too early, and late by one note at most. */
export function quietFromMs({
  sinceMs,
  heardAtMs = 0,
  quietAfterHours,
}: Pick<PublisherWatch, 'sinceMs' | 'heardAtMs' | 'quietAfterHours'>): number {
  return Math.max(sinceMs, heardAtMs) + quietAfterHours * hourMs + noteEveryMs(quietAfterHours);
}
