import { html, type Html } from './html.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
const hourOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** How long, in the largest unit that fits: “4 s”, “12 min”, “3 h”, “2 d”. */
export function durationText(ms: number): string {
  const size = Math.abs(ms);
  if (size < second) return `${Math.round(size)} ms`;
  if (size < 10 * second) return `${(size / second).toFixed(1)} s`;
  if (size < minute) return `${Math.round(size / second)} s`;
  if (size < hour) return `${Math.round(size / minute)} min`;
  if (size < 2 * day) return `${Math.round(size / hour)} h`;
  return `${Math.round(size / day)} d`;
}

/** A time as people say it: how long ago while it is recent, the clock and the day after that. The whole of it is in the title. */
export function when(ms: number, nowMs: number): Html {
  const away = nowMs - ms;
  const near = away < 5 * second ? 'just now' : `${durationText(Math.round(away / second) * second)} ago`;
  const text =
    away < 0
      ? away > -second
        ? 'any moment'
        : away > -day
          ? `in ${durationText(-away)}`
          : dayAndClock.format(ms)
      : away < hour
        ? near
        : dayTime(ms, nowMs);
  return html`<time datetime="${new Date(ms).toISOString()}" title="${whole.format(ms)}">${text}</time>`;
}

/** The clock, to the second; the day before it where it is not today's. */
export function clockTime(ms: number, nowMs: number): Html {
  const text = nowMs - ms < 20 * hour && ms <= nowMs + hour ? clock.format(ms) : dayAndClock.format(ms);
  return html`<time datetime="${new Date(ms).toISOString()}" title="${whole.format(ms)}">${text}</time>`;
}

export const hourText = (ms: number): string => hourOnly.format(ms);

function dayTime(ms: number, nowMs: number): string {
  return nowMs - ms < 20 * hour ? hourOnly.format(ms) : dayAndClock.format(ms);
}

const grouped = new Intl.NumberFormat('en-GB');

/** 12,345; with “+” where counting stopped. */
export function count(value: number, isMore = false): string {
  return `${grouped.format(value)}${isMore ? '+' : ''}`;
}

/** “1 partner”, “2 partners”. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
