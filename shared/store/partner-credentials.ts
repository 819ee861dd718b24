import { partnerCredentialsKey } from './keys.ts';
import type { ReadOptions, Table } from './table.ts';

/** What Byline shows of itself at a partner’s door, beside the signature. Kept with the keys; never shown, never logged. */
export interface PartnerCredentials {
  readonly partnerId: string;
  /** Headers that hold secrets: `authorization`. Lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For mutual TLS; PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** In the key table: readable by `deliver` and the admin role alone. */
export interface PartnerCredentialStore {
  get(partnerId: string, options?: ReadOptions): Promise<PartnerCredentials | undefined>;
  put(credentials: PartnerCredentials): Promise<void>;
  remove(partnerId: string): Promise<void>;
}

export function partnerCredentialStore(keysTable: Table): PartnerCredentialStore {
  return {
    async get(partnerId, options) {
      const item = await keysTable.get(partnerCredentialsKey(partnerId), options);
      if (!item) return undefined;
      const { pk: _pk, sk: _sk, ...credentials } = item;
      return credentials as unknown as PartnerCredentials;
    },
    async put(credentials) {
      await keysTable.put({ ...partnerCredentialsKey(credentials.partnerId), ...credentials });
    },
    async remove(partnerId) {
      await keysTable.remove(partnerCredentialsKey(partnerId));
    },
  };
}
