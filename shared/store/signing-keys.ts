import { signingKeyKey } from './keys.ts';
import type { ReadOptions, Table } from './table.ts';

/** One key that signs webhooks of a partner. */
export interface SigningKey {
  /** `whsec_…` signs by HMAC (`v1`), `whsk_…` by Ed25519 (`v1a`). */
  readonly secret: string;
  /** From then on it signs no more; absent while it is in use. */
  readonly expiresAtMs?: number;
}

/** A partner's keys, newest first: more than one while rotating, and each of them signs. */
export interface SigningKeys {
  readonly partnerId: string;
  readonly keys: readonly SigningKey[];
}

/** The key table: readable by `deliver` and the admin role alone. */
export interface SigningKeyStore {
  get(partnerId: string, options?: ReadOptions): Promise<SigningKeys | undefined>;
  put(keys: SigningKeys): Promise<void>;
}

export function signingKeyStore(keysTable: Table): SigningKeyStore {
  return {
    async get(partnerId, options) {
      const item = await keysTable.get(signingKeyKey(partnerId), options);
      return item && { partnerId, keys: item.keys as SigningKey[] };
    },
    async put(keys) {
      await keysTable.put({ ...signingKeyKey(keys.partnerId), ...keys });
    },
  };
}
