import { signingKeyKey } from './keys.ts';
import type { Table } from './table.ts';

/** A partner's secrets, newest first; each `whsec_` and base64. Two while rotating: both sign. */
export interface SigningKeys {
  readonly partnerId: string;
  readonly secrets: readonly string[];
}

/** The key table: readable by `deliver` and the admin role alone. */
export interface SigningKeyStore {
  get(partnerId: string): Promise<SigningKeys | undefined>;
  put(keys: SigningKeys): Promise<void>;
}

export function signingKeyStore(keysTable: Table): SigningKeyStore {
  return {
    async get(partnerId) {
      const item = await keysTable.get(signingKeyKey(partnerId));
      return item && { partnerId, secrets: item.secrets as string[] };
    },
    async put(keys) {
      await keysTable.put({ ...signingKeyKey(keys.partnerId), ...keys });
    },
  };
}
