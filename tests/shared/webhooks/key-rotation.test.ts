import { describe, expect, test } from 'vitest';
import { keyLimits } from '../../../shared/contract/limits.ts';
import { keyIdOf } from '../../../shared/webhooks/keys.ts';
import { keysInUse, revoked, rotated } from '../../../shared/webhooks/key-rotation.ts';

const nowMs = 1_000_000;

describe('a rotation', () => {
  test('puts the new key first, and lets the old one sign beside it for a while', () => {
    const keys = rotated([{ secret: 'old' }], 'new', nowMs, 500);
    expect(keys).toEqual([{ secret: 'new' }, { secret: 'old', expiresAtMs: nowMs + 500 }]);
    expect(keysInUse(keys, nowMs + 499).map(({ secret }) => secret)).toEqual(['new', 'old']);
    expect(keysInUse(keys, nowMs + 500).map(({ secret }) => secret)).toEqual(['new']);
  });

  test('never lets a key that is ending live longer, and forgets those that ended', () => {
    const before = [{ secret: 'b' }, { secret: 'a', expiresAtMs: nowMs + 100 }, { secret: 'z', expiresAtMs: nowMs }];
    expect(rotated(before, 'c', nowMs, 500)).toEqual([
      { secret: 'c' },
      { secret: 'b', expiresAtMs: nowMs + 500 },
      { secret: 'a', expiresAtMs: nowMs + 100 },
    ]);
  });

  test('keeps few enough keys that signatures stay short', () => {
    let keys = rotated([], 'k0', nowMs, 500);
    for (let round = 1; round < 9; round += 1) keys = rotated(keys, `k${round}`, nowMs, 500);
    expect(keys).toHaveLength(keyLimits.keysPerPartner);
    expect(keys[0]).toEqual({ secret: 'k8' });
  });
});

describe('a revocation', () => {
  const keys = [{ secret: 'new' }, { secret: 'old', expiresAtMs: nowMs + 500 }];

  test('takes one key away at once', () => {
    expect(revoked(keys, keyIdOf('old'), nowMs)).toEqual({ kind: 'revoked', keys: [{ secret: 'new' }] });
  });

  test('of an id that no key in use has is told', () => {
    expect(revoked(keys, 'ffffffffff', nowMs)).toEqual({ kind: 'unknown' });
    expect(revoked(keys, keyIdOf('old'), nowMs + 500)).toEqual({ kind: 'unknown' });
  });

  test('of the last key that lasts is refused: nothing could be sent', () => {
    expect(revoked([{ secret: 'only' }], keyIdOf('only'), nowMs)).toEqual({ kind: 'last' });
    expect(revoked(keys, keyIdOf('new'), nowMs)).toEqual({ kind: 'last' });
  });
});
