import { dirname } from 'node:path';
import type { Publisher } from '../../shared/article/publisher.ts';
import { readLimits } from '../../shared/contract/limits.ts';
import { type RejectionCode, rejectionReasons } from '../../shared/contract/reasons.ts';
import type { IntakeResult, Upload } from '../../shared/intake/intake.ts';
import { type GuardLimits, guardedProcess } from '../../shared/runtime/guarded-process.ts';

export interface ReadQuestion {
  readonly upload: Upload;
  readonly publisher: Publisher;
  readonly nowMs: number;
}

type Read = (upload: Upload, publisher: Publisher, context: { nowMs: number }) => Promise<IntakeResult>;

/**
 * Reads uploads in a process of their own, one after the other: one that hangs or takes all memory ends as rejected, and its process is replaced.
 * That process has no credentials, and may read its own code only. Throws when it does not start: that is no fault of the upload.
 */
export function guardedRead(program: string, limits: GuardLimits = readLimits): Read {
  const reader = guardedProcess<ReadQuestion, IntakeResult>(program, limits, `${dirname(program)}/*`);
  reader.warm();
  return async (upload, publisher, { nowMs }) => {
    const outcome = await reader.ask({ upload, publisher, nowMs });
    if (outcome.kind === 'answered') return outcome.answer;
    if (outcome.kind === 'not started') throw new Error(`the reading process does not start: ${outcome.detail}`);
    if (outcome.why === 'deadline') return rejected('READ_TIMEOUT', outcome.detail);
    if (outcome.why === 'memory') return rejected('READ_MEMORY', outcome.detail);
    return rejected('INTERNAL_ERROR', outcome.detail);
  };
}

function rejected(code: RejectionCode, detail: string): IntakeResult {
  const items = [
    { status: 'rejected' as const, item: '', reasons: [{ code, message: rejectionReasons[code] }], warnings: [] },
  ];
  return { items, failure: new Error(`${code}: ${detail}`) };
}
