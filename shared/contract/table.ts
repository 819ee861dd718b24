/**
 * Names of the tables' keys and indexes: what infra creates and `shared/store` uses.
 * What stands in the keys is known to `shared/store/keys.ts` alone.
 */

export const tableKey = { partition: 'pk', sort: 'sk' } as const;

/** Time to live, in epoch seconds. It cleans; no decision rests on it. */
export const ttlAttribute = 'expiresAtSeconds';

/** Sparse: an item stands here only while work is owed for it (due, parked, dead). */
export const workIndex = { name: 'work', partition: 'workPk', sort: 'workSk' } as const;

/** Sparse: what people list (recent articles, rejected uploads). Carries the whole item. */
export const listIndex = { name: 'list', partition: 'listPk', sort: 'listSk' } as const;

/** Where in the content bucket the bodies lie that partners fetch by claim check. */
export const claimsPrefix = 'claims/';

/** The partition of the key table that holds the deployment's own keys, which prove text and credit. */
export const proofKeysPartition = 'PROOF';
