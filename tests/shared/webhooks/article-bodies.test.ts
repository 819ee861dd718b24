import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../shared/article/instant.ts';
import type { KeptProofKey, ProofKey } from '../../../shared/article/proof-key.ts';
import { verifyProof } from '../../../shared/attribution/proof.ts';
import { deliveryLimits } from '../../../shared/contract/limits.ts';
import type { Partner } from '../../../shared/partners/partner.ts';
import { recent } from '../../../shared/runtime/recent.ts';
import { articleBodies } from '../../../shared/webhooks/article-bodies.ts';
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
  const offered = new Map<string, string>();
  const bodies = articleBodies({
    proofKeys: async () => keys,
    remember: recent((body) => body.length, 1_000_000),
    offer: async (name, body) => {
      offered.set(name, body);
      return { url: `https://content.example/${name}`, expiresAtMs: first.acceptedAtMs };
    },
  });
  const counted: typeof bodies = async (...webhook) => {
    const envelope = await bodies(...webhook);
    made.add(envelope.body.toString());
    return envelope;
  };
  return { bodies: counted, made: () => made.size, offered };
}

describe('the body of an article', () => {
  test('proves its text and credit, in whatever format', async () => {
    const kept = keptKey('k1', 0);
    const { d: _d, ...half } = kept.key;
    for (const format of ['ninjs-3', 'html', 'json-ld']) {
      const { body } = await bodiesBy(kept).bodies(first, 'article.published', partner({ format }), undefined);
      const { data } = JSON.parse(body.toString()) as { data: { article: object } };
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

describe('a body over what the partner takes', () => {
  const large = revisionOf({
    article: {
      ...first.article,
      bodies: [{ role: 'main', contentType: 'text/html', value: `<p>${'Ferry news. '.repeat(2_000)}</p>` }],
    },
  });
  interface Claimed {
    type: string;
    data: {
      article?: object;
      attribution?: object;
      changes?: string[];
      claim: { url: string; expiresAt: string; sha256: string; bytes: number; mediaType: string };
    };
  }

  test('travels as a claim check: everything but the article, and where the whole lies, which its hash and proof hold for', async () => {
    const kept = keptKey('k1', 0);
    const { d: _d, ...half } = kept.key;
    const { bodies, offered } = bodiesBy(kept);
    const { body } = await bodies(large, 'article.published', partner({ maxBodyBytes: 10_000 }), undefined);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(10_000);
    const { type, data } = JSON.parse(body.toString()) as Claimed;
    expect(type).toBe('article.published');
    expect(Object.keys(data)).toEqual(['articleId', 'revision', 'attribution', 'changes', 'claim']);
    const [[name, whole]] = [...offered] as [[string, string]];
    expect(data.claim).toEqual({
      url: `https://content.example/${name}`,
      expiresAt: instantOf(large.acceptedAtMs),
      sha256: createHash('sha256').update(whole).digest('hex'),
      bytes: Buffer.byteLength(whole),
      mediaType: 'application/json',
    });
    const unlimited = await bodies(large, 'article.published', partner(), undefined);
    expect(whole).toBe(unlimited.body.toString());
    const fetched = JSON.parse(whole) as { data: object };
    expect(await verifyProof(fetched.data, [half])).toEqual({ kind: 'valid', keyId: 'k1' });
  });

  test('is kept once for all partners and attempts', async () => {
    const { bodies, offered } = bodiesBy();
    for (const id of ['a', 'b', 'a'])
      await bodies(large, 'article.published', partner({ id, maxBodyBytes: 10_000 }), undefined);
    expect([...offered.keys()]).toHaveLength(1);
  });

  test('leaves attribution and changes to the whole body where they are too much, too', async () => {
    const { bodies } = bodiesBy();
    const { body } = await bodies(large, 'article.published', partner({ maxBodyBytes: 700 }), undefined);
    expect(Object.keys((JSON.parse(body.toString()) as Claimed).data)).toEqual(['articleId', 'revision', 'claim']);
  });

  test('is not offered beyond the largest that is', async () => {
    const value = `<p>${'x'.repeat(deliveryLimits.claimedBytes)}</p>`;
    const huge = revisionOf({ article: { ...first.article, bodies: [{ contentType: 'text/html', value }] } });
    const { bodies, offered } = bodiesBy();
    const { body } = await bodies(huge, 'article.published', partner(), undefined);
    expect(Buffer.byteLength(body)).toBeGreaterThan(deliveryLimits.claimedBytes);
    expect(offered.size).toBe(0);
  });
});
