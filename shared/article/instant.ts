/** ISO 8601 in UTC, milliseconds left out when zero: `2026-11-23T09:30:00Z`. */
export function instantOf(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}

/** Epoch milliseconds of an ISO 8601 instant; undefined when it is none. */
export function epochMsOf(instant: string): number | undefined {
  const ms = Date.parse(instant);
  return Number.isFinite(ms) ? ms : undefined;
}

/** An instant as RFC 822 has dates, with four digits of the year, in GMT: `Mon, 23 Nov 2026 09:30:00 GMT`; undefined when it is none. */
export function mailDateOf(instant: string): string | undefined {
  const ms = epochMsOf(instant);
  return ms === undefined ? undefined : new Date(ms).toUTCString();
}
