import { sweepLimits } from '../contract/limits.ts';
import { uploadAuditKey } from './keys.ts';
import type { Table } from './table.ts';

/** How far the comparison of the uploads bucket with the table has come. All times are epoch milliseconds. */
export interface UploadAudit {
  /** Counts the changes of this record: runs that overlap write on what they read. */
  readonly step: number;
  /** Where the next page begins; absent at the beginning of a round. */
  readonly after?: string;
  /** When the round under way began; absent between rounds. */
  readonly startedAtMs?: number;
  /** Objects that are older were compared in earlier rounds. */
  readonly sinceMs: number;
  /** Objects younger than this are left alone: their events may be on their way. */
  readonly graceMs: number;
  readonly nextAtMs: number;
}

export interface UploadAuditStore {
  get(): Promise<UploadAudit>;
  /** Writes the next state; false when another run was faster. */
  advance(from: UploadAudit, to: Omit<UploadAudit, 'step'>): Promise<boolean>;
  /** Has a round over all objects begin with the next sweep: after a purge of the ingest queue, or a restored table. */
  restart(nowMs: number, graceMs: number): Promise<void>;
}

export function uploadAuditStore(table: Table): UploadAuditStore {
  return {
    async get() {
      const item = await table.get(uploadAuditKey);
      const first = { step: 0, sinceMs: 0, graceMs: sweepLimits.auditGraceMs, nextAtMs: 0 };
      return { ...first, ...(item as unknown as Partial<UploadAudit>) };
    },

    async advance(from, to) {
      return table.put(
        { ...uploadAuditKey, ...to, step: from.step + 1 },
        from.step === 0 ? { attribute: 'pk', is: 'absent' } : { attribute: 'step', is: '=', value: from.step },
      );
    },

    async restart(nowMs, graceMs) {
      await table.update(uploadAuditKey, {
        set: { sinceMs: 0, graceMs, nextAtMs: nowMs },
        remove: ['after', 'startedAtMs'],
        add: { step: 1 },
      });
    },
  };
}
