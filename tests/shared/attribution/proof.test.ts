import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ProofKey } from '../../../shared/article/proof-key.ts';
import { signProof, verifyProof } from '../../../shared/attribution/proof.ts';

function newKey(kid: string): ProofKey {
  return { ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Omit<ProofKey, 'kid'>), kid };
}

const key = newKey('k1');
const publicKeys = [key, newKey('k2')].map(({ d: _d, ...half }) => half);
const proven = {
  articleId: 'a1',
  revision: 3,
  article: { headlines: [{ value: 'Zürich 東京 \u{1F980} </script>' }], urgency: 1.5, absent: undefined },
  attribution: { creditLine: 'By Ann, News', bylines: ['Ann'] },
};

async function sent(): Promise<{ attribution: object }> {
  const data = { ...proven, changes: [], attribution: { ...proven.attribution, proof: await signProof(proven, key) } };
  return JSON.parse(JSON.stringify(data)) as { attribution: object };
}

describe('a proof', () => {
  test('is a detached JWS, and the same each time', async () => {
    const proof = await signProof(proven, key);
    expect(proof).toMatch(/^[\w-]+\.\.[\w-]{86}$/);
    expect(await signProof(proven, key)).toBe(proof);
    expect(JSON.parse(Buffer.from(proof.split('.')[0] ?? '', 'base64url').toString())).toEqual({
      alg: 'EdDSA',
      kid: 'k1',
    });
  });

  test('holds whatever the order of members and what stands beside them', async () => {
    const { attribution, ...others } = await sent();
    const reordered = Object.fromEntries(Object.entries({ ...others, extra: 1, attribution }).toReversed());
    expect(await verifyProof(reordered, publicKeys)).toEqual({ kind: 'valid', keyId: 'k1' });
  });

  test.each([
    ['text', { article: { headlines: [{ value: 'Another' }] } }],
    ['credit', { attribution: { creditLine: 'By Someone Else' } }],
    ['a revision', { revision: 2 }],
    ['a member that is taken away', { articleId: undefined }],
  ])('does not hold for another %s', async (_, change) => {
    const data = await sent();
    const attribution = { ...data.attribution, ...('attribution' in change ? change.attribution : {}) };
    expect(await verifyProof({ ...data, ...change, attribution }, publicKeys)).toEqual({
      kind: 'invalid',
      keyId: 'k1',
    });
  });

  test('by a key that is not trusted says which', async () => {
    expect(await verifyProof(await sent(), publicKeys.slice(1))).toEqual({ kind: 'unknown-key', keyId: 'k1' });
  });

  test('does not hold by another key of the same name', async () => {
    const { d: _d, ...other } = newKey('k1');
    expect(await verifyProof(await sent(), [other])).toEqual({ kind: 'invalid', keyId: 'k1' });
  });
});

describe('what is no proof', () => {
  test.each([null, 7, [], {}, { attribution: null }, { attribution: {} }, { attribution: { proof: 7 } }])(
    '%j has none',
    async (data) => {
      expect(await verifyProof(data, publicKeys)).toEqual({ kind: 'no-proof' });
    },
  );

  test.each(['', 'x', '..', 'e30..AAAA', `${'A'.repeat(9)}..`])('“%s” cannot be read', async (proof) => {
    expect(await verifyProof({ attribution: { proof } }, publicKeys)).toEqual({ kind: 'unreadable' });
  });

  test('another algorithm is not accepted, whatever the header says', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'k1' })).toString('base64url');
    expect(await verifyProof({ attribution: { proof: `${header}..` } }, publicKeys)).toEqual({
      kind: 'invalid',
      keyId: 'k1',
    });
  });
});
