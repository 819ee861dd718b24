import { embeddedMetrics } from './emf.ts';

/** One JSON line a unit of work, event name first. Values are ids, numbers and codes: never bodies, secrets or signatures. */
export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** Writes to standard output, which Lambda hands to CloudWatch; what a line counts stands in it as a metric. */
export const logLine: Log = (event, fields) => {
  const counted = embeddedMetrics(event, fields, process.env.STAGE ?? 'local', Date.now());
  process.stdout.write(`${JSON.stringify({ event, ...fields, ...counted })}\n`);
};
