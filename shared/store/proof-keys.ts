import type { KeptProofKey, ProofPublicKey } from '../article/proof-key.ts';
import { proofKeysKey } from './keys.ts';
import type { Table } from './table.ts';

/** The deployment's keys for proofs, private halves in the key table. */
export interface ProofKeyStore {
  /** In no order; empty before the first was made. */
  get(options?: { readonly stale?: boolean }): Promise<readonly KeptProofKey[]>;
  put(keys: readonly KeptProofKey[]): Promise<void>;
}

/** Their public halves in the main table, readable by everyone who may read it. */
export interface PublicProofKeyStore {
  get(): Promise<readonly ProofPublicKey[]>;
  put(keys: readonly ProofPublicKey[]): Promise<void>;
}

export function proofKeyStore(keysTable: Table): ProofKeyStore {
  return {
    async get(options) {
      return ((await keysTable.get(proofKeysKey, options))?.keys ?? []) as KeptProofKey[];
    },
    async put(keys) {
      await keysTable.put({ ...proofKeysKey, keys });
    },
  };
}

export function publicProofKeyStore(table: Table): PublicProofKeyStore {
  return {
    async get() {
      return ((await table.get(proofKeysKey))?.keys ?? []) as ProofPublicKey[];
    },
    async put(keys) {
      await table.put({ ...proofKeysKey, keys });
    },
  };
}
