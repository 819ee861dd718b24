/** One JSON line a unit of work, event name first. Values are ids, numbers and codes: never bodies, secrets or signatures. */
export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** Writes to standard output, which Lambda hands to CloudWatch. */
export const logLine: Log = (event, fields) => {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
};
