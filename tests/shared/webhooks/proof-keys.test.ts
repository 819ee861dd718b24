import { beforeEach, describe, expect, test } from 'vitest';
import { proofKeyFor } from '../../../shared/article/proof-key.ts';
import { signProof, verifyProof } from '../../../shared/attribution/proof.ts';
import { keyLimits } from '../../../shared/contract/limits.ts';
import { proofKeyStore, publicProofKeyStore } from '../../../shared/store/proof-keys.ts';
import {
  ensureProofKey,
  type ProofKeyStores,
  revokeProofKey,
  rotateProofKey,
} from '../../../shared/webhooks/proof-keys.ts';
import { MemoryTable } from '../../support/memory-table.ts';

let stores: ProofKeyStores;

beforeEach(() => {
  stores = { proofKeys: proofKeyStore(new MemoryTable()), publicKeys: publicProofKeyStore(new MemoryTable()) };
});

async function verdictOn(acceptedAtMs: number): Promise<string> {
  const key = proofKeyFor(await stores.proofKeys.get(), acceptedAtMs);
  if (!key) return 'no key';
  const data = { articleId: 'a', revision: 1, article: {}, attribution: {} };
  const proof = await signProof(data, key);
  return (await verifyProof({ ...data, attribution: { proof } }, await stores.publicKeys.get())).kind;
}

describe('the first proof key', () => {
  test('is made once, and verifies by its public half', async () => {
    await ensureProofKey(stores, 1);
    const before = await stores.proofKeys.get();
    await ensureProofKey(stores, 2);
    expect(await stores.proofKeys.get()).toEqual(before);
    expect(await verdictOn(1)).toBe('valid');
    expect(JSON.stringify(await stores.publicKeys.get())).not.toContain(before[0]?.key.d);
  });

  test('gets its public half back where a run ended before it was written', async () => {
    await ensureProofKey(stores, 1);
    await stores.publicKeys.put([]);
    await ensureProofKey(stores, 2);
    expect(await verdictOn(1)).toBe('valid');
  });
});

describe('a rotation', () => {
  test('leaves proofs of before valid, and signs what comes with the new key', async () => {
    await ensureProofKey(stores, 100);
    const keyId = await rotateProofKey(stores, 200);
    expect(proofKeyFor(await stores.proofKeys.get(), 200)?.kid).toBe(keyId);
    expect([await verdictOn(150), await verdictOn(250)]).toEqual(['valid', 'valid']);
  });

  test('keeps a bounded number of private halves, and every public one', async () => {
    for (let round = 0; round < keyLimits.proofKeys + 2; round += 1) await rotateProofKey(stores, round);
    expect(await stores.proofKeys.get()).toHaveLength(keyLimits.proofKeys);
    expect(await stores.publicKeys.get()).toHaveLength(keyLimits.proofKeys + 2);
  });
});

describe('a revocation', () => {
  test('takes a key away from signing and from verifying', async () => {
    await ensureProofKey(stores, 100);
    const [first] = await stores.proofKeys.get();
    await rotateProofKey(stores, 200);
    expect(await revokeProofKey(stores, first?.key.kid ?? '')).toBe('revoked');
    expect(await stores.publicKeys.get()).toHaveLength(1);
    // What was accepted before is signed by the key that is left.
    expect(await verdictOn(150)).toBe('valid');
  });

  test('of the only key is refused, and of none told', async () => {
    const keyId = await rotateProofKey(stores, 1);
    expect(await revokeProofKey(stores, keyId)).toBe('last');
    expect(await revokeProofKey(stores, 'nothing')).toBe('unknown');
  });
});
