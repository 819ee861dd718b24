import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, test } from 'vitest';
import { type SigningKeyStore, signingKeyStore } from '../../../shared/store/signing-keys.ts';
import { keysInUse } from '../../../shared/webhooks/key-rotation.ts';
import { revokeKey, rotateKeys, shownKeys } from '../../../shared/webhooks/partner-keys.ts';
import { signWebhook } from '../../../shared/webhooks/sign.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const nowMs = Date.UTC(2026, 5, 1);
const dayMs = 24 * 3_600_000;
let store: SigningKeyStore;

beforeEach(() => {
  store = signingKeyStore(new MemoryTable());
});

async function rotate(kind: 'shared' | 'public' = 'shared', overlapMs = dayMs): ReturnType<typeof rotateKeys> {
  return rotateKeys(store, 'outlet', { kind, overlapMs, nowMs });
}

describe('a partner that rotates', () => {
  test('can verify with the old key and the new one, until the old one ends', async () => {
    const [older, newer] = [await rotate(), await rotate()];
    const verifiesAt = async (secret: string, ms: number): Promise<boolean> => {
      const keys = keysInUse((await store.get('outlet'))?.keys ?? [], ms).map((key) => key.secret);
      const headers = signWebhook('msg_a_1', '{}', keys, Date.now());
      try {
        new Webhook(secret).verify('{}', { ...headers });
        return true;
      } catch {
        return false;
      }
    };
    expect(await verifiesAt(older.verificationKey, nowMs + dayMs - 1)).toBe(true);
    expect(await verifiesAt(newer.verificationKey, nowMs)).toBe(true);
    expect(await verifiesAt(older.verificationKey, nowMs + dayMs)).toBe(false);
    expect(await verifiesAt(newer.verificationKey, nowMs + 99 * dayMs)).toBe(true);
  });

  test('sees ids, ends and public halves afterwards, never a secret', async () => {
    const shared = await rotate();
    const publicKey = await rotate('public');
    const shown = await shownKeys(store, 'outlet', nowMs);
    expect(shown).toMatchObject([
      { keyId: publicKey.keyId, kind: 'public', jwk: { kid: publicKey.keyId, crv: 'Ed25519' } },
      { keyId: shared.keyId, kind: 'shared', signsUntil: '2026-06-02T00:00:00.000Z' },
    ]);
    const kept = (await store.get('outlet'))?.keys ?? [];
    for (const { secret } of kept) expect(JSON.stringify(shown)).not.toContain(secret.slice(6, 30));
  });
});

describe('a key that was seen by others', () => {
  test('signs no more once revoked, and the last one cannot be', async () => {
    const [older, newer] = [await rotate(), await rotate()];
    expect(await revokeKey(store, 'outlet', older.keyId, nowMs)).toBe('revoked');
    expect(await shownKeys(store, 'outlet', nowMs)).toMatchObject([{ keyId: newer.keyId }]);
    expect(await revokeKey(store, 'outlet', newer.keyId, nowMs)).toBe('last');
    expect(await revokeKey(store, 'outlet', older.keyId, nowMs)).toBe('unknown');
    expect(await revokeKey(store, 'stranger', older.keyId, nowMs)).toBe('unknown');
  });
});
