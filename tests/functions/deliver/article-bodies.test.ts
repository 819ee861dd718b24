import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { articleBodies } from '../../../functions/deliver/article-bodies.ts';
import type { KeptProofKey, ProofKey } from '../../../shared/article/proof-key.ts';
import { verifyProof } from '../../../shared/attribution/proof.ts';
import type { Partner } from '../../../shared/partners/partner.ts';
import { revisionOf } from '../../support/revisions.ts';

const first = revisionOf();
const partner = (changes: Partial<Partner> = {}): Partner => ({
  id: 'outlet',
  name: 'Outlet',
  url: 'https://outlet.example/hook',
  format: 'ninjs-3',
  events: ['article.published'],
  filter: {},
  status: 'active',
  createdAtMs: 0,
  ...changes,
});

function keptKey(kid: string, sinceMs: number): KeptProofKey {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Omit<ProofKey, 'kid'>;
  return { key: { ...jwk, kid }, sinceMs };
}

/** The bodies by these keys, and how many of them were made. */
function bodiesBy(...keys: KeptProofKey[]) {
  const made = new Set<string>();
  const bodies = articleBodies({ get: async () => keys }, () => 0);
  const counted: typeof bodies = async (...webhook) => {
    const envelope = await bodies(...webhook);
    made.add(envelope.body);
    return envelope;
  };
  return { bodies: counted, made: () => made.size };
}

describe('the body of an article', () => {
  test('proves its text and credit, in whatever format', async () => {
    const kept = keptKey('k1', 0);
    const { d: _d, ...half } = kept.key;
    for (const format of ['ninjs-3', 'html', 'json-ld']) {
      const { body } = await bodiesBy(kept).bodies(first, 'article.published', partner({ format }), undefined);
      const { data } = JSON.parse(body) as { data: { article: object } };
      expect(await verifyProof(data, [half])).toEqual({ kind: 'valid', keyId: 'k1' });
      expect(await verifyProof({ ...data, article: {} }, [half])).toEqual({ kind: 'invalid', keyId: 'k1' });
    }
  });

  test('stays the same to the byte after the key was rotated', async () => {
    const [older, newer] = [keptKey('k1', 0), keptKey('k2', first.acceptedAtMs + 1)];
    const before = await bodiesBy(older).bodies(first, 'article.published', partner(), undefined);
    expect(await bodiesBy(newer, older).bodies(first, 'article.published', partner(), undefined)).toEqual(before);
  });

  test('goes out without a proof where the deployment has no key yet', async () => {
    const { body } = await bodiesBy().bodies(first, 'article.published', partner(), undefined);
    expect(body).not.toContain('"proof"');
  });
});

describe('partners that take the same rendering', () => {
  test('share one body, made once, each under its own message id', async () => {
    const { bodies, made } = bodiesBy(keptKey('k1', 0));
    const sent = await Promise.all(
      ['a', 'b', 'c'].map((id) => bodies(first, 'article.published', partner({ id }), undefined)),
    );
    expect(made()).toBe(1);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(3);
  });

  test('share none with those that take another, have another revision, or are counted one by one', async () => {
    const { bodies, made } = bodiesBy();
    const counted = {
      ...first,
      revision: 9,
      attribution: { ...first.attribution!, beaconUrl: 'https://c.example/{partner}' },
    };
    await bodies(first, 'article.published', partner(), undefined);
    await bodies(first, 'article.published', partner({ format: 'html' }), undefined);
    await bodies(first, 'article.published', partner({ indexing: 'noindex' }), undefined);
    await bodies(first, 'article.updated', partner(), revisionOf({ revision: 7 }));
    for (const id of ['a', 'b']) await bodies(counted, 'article.published', partner({ id }), undefined);
    expect(made()).toBe(6);
  });
});
