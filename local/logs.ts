import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine } from './lambda-worker.ts';

/** A log file larger than this at the start of a stack is put aside, and the one put aside before is dropped. */
const logBytesMax = 20 * 1024 * 1024;

export interface LogEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly functionName: string;
  readonly stream: LogLine['stream'] | 'stack';
  /** The fields of a structured line, or `{ text }` of any other. */
  readonly line: Readonly<Record<string, unknown>>;
}

export interface Logs {
  readonly dir: string;
  write(line: LogLine | { functionName: string; stream: 'stack'; text: string }): LogEntry;
}

/** Keeps what functions write as JSON lines, one file a function. */
export function openLogs(dir: string): Logs {
  mkdirSync(dir, { recursive: true });
  const opened = new Set<string>();
  const pathOf = (functionName: string): string => {
    const path = join(dir, `${functionName}.log`);
    if (!opened.has(path)) {
      opened.add(path);
      if (existsSync(path) && statSync(path).size > logBytesMax) renameSync(path, `${path}.old`);
    }
    return path;
  };
  return {
    dir,
    write({ functionName, stream, text }) {
      const entry: LogEntry = { at: new Date().toISOString(), functionName, stream, line: structured(text) };
      // Written at once: what a function said last is what one looks for after a crash.
      appendFileSync(pathOf(functionName), `${JSON.stringify(entry)}\n`);
      return entry;
    },
  };
}

function structured(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Not JSON: kept as text.
  }
  return { text };
}
