import { CommandFailed } from './output.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time as people give it: an instant (ISO 8601, with its zone), a day (UTC), or how long ago (`90m`, `6h`, `2d`); epoch milliseconds. Ends the command when it is none. */
export function readTime(option: string, text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const ago = /^(\d{1,6})([smhd])$/.exec(text);
  if (ago) return nowMs - Number(ago[1]) * (unitMs[ago[2] ?? ''] ?? 0);
  const isInstant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const ms = isInstant ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(ms)) return ms;
  throw new CommandFailed(`${option} takes 2026-11-24T12:00Z, 2026-11-24, or 90m, 6h, 2d ago; not ${text}`, 2);
}
