import { expect, test } from 'vitest';
import { type ProofKey, proofKeyFor } from '../../../shared/article/proof-key.ts';

const key = (kid: string): ProofKey => ({ kty: 'OKP', crv: 'Ed25519', x: '', d: '', kid });
const kept = [
  { key: key('newer'), sinceMs: 200 },
  { key: key('older'), sinceMs: 100 },
];

test('a revision keeps the key that was there when it was accepted, whatever came since', () => {
  expect(proofKeyFor(kept, 100)?.kid).toBe('older');
  expect(proofKeyFor(kept, 199)?.kid).toBe('older');
  expect(proofKeyFor(kept, 200)?.kid).toBe('newer');
  expect(proofKeyFor(kept.toReversed(), 199)?.kid).toBe('older');
});

test('one that is older than all keys gets the oldest', () => {
  expect(proofKeyFor(kept, 1)?.kid).toBe('older');
  expect(proofKeyFor([], 1)).toBeUndefined();
});
