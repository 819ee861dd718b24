import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyCredit } from '../../examples/verify-proof.ts';
import type { ProofKey } from '../../shared/article/proof-key.ts';
import { signProof } from '../../shared/attribution/proof.ts';

const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Omit<ProofKey, 'kid'>;
const key: ProofKey = { ...jwk, kid: 'k1' };
const { d: _d, ...half } = key;
const proven = { articleId: 'a', revision: 2, article: { headline: 'Ü' }, attribution: { creditLine: 'By Ann, News' } };

test('a receiver’s ten lines agree with the proof, and with nothing else', async () => {
  const attribution = { ...proven.attribution, proof: await signProof(proven, key) };
  const jwks = { keys: [half] };
  await expect(verifyCredit({ ...proven, attribution }, jwks)).resolves.toBeUndefined();
  await expect(verifyCredit({ ...proven, revision: 3, attribution }, jwks)).rejects.toThrow(/signature/);
  const { creditLine: _taken, ...uncredited } = attribution;
  await expect(verifyCredit({ ...proven, attribution: uncredited }, jwks)).rejects.toThrow(/signature/);
  await expect(verifyCredit({ ...proven, attribution }, { keys: [] })).rejects.toThrow(/no applicable key/);
});
