import { pullTokensKey } from './keys.ts';
import type { Table } from './table.ts';

/** A token as it is kept: its hash alone, so that who reads the table cannot fetch by it. */
export interface KeptPullToken {
  /** Names it where it must not be shown. */
  readonly id: string;
  /** SHA-256, hex. */
  readonly hash: string;
  readonly createdAtMs: number;
  /** From then on it opens nothing; absent while it is in use without an end. */
  readonly expiresAtMs?: number;
}

export interface PullTokenStore {
  /** Newest first; read at every request, so that one that was taken away opens nothing more. */
  get(partnerId: string): Promise<readonly KeptPullToken[]>;
  put(partnerId: string, tokens: readonly KeptPullToken[]): Promise<void>;
}

export function pullTokenStore(table: Table): PullTokenStore {
  return {
    async get(partnerId) {
      return ((await table.get(pullTokensKey(partnerId)))?.tokens ?? []) as KeptPullToken[];
    },
    async put(partnerId, tokens) {
      await table.put({ ...pullTokensKey(partnerId), tokens });
    },
  };
}
