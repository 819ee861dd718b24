import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/delivery/decide.ts';
import { newSecret } from '../../../shared/webhooks/keys.ts';
import { accessOf, testPartner, verifyPartner } from '../../../shared/webhooks/partner-checks.ts';
import { partnerOf } from '../../support/partners.ts';

const access = { secrets: [newSecret('shared')] };
const partner = partnerOf();

/** A partner that answers as told; the clock moves on by 40 ms at each look. */
function depsOf(answer: (body: string) => Answer) {
  let nowMs = 1_000;
  const sent: { url: string; body: { type: string; data: Record<string, string> } }[] = [];
  return {
    sent,
    post: (url: string, _: unknown, body: string | Buffer) => {
      sent.push({ url, body: JSON.parse(body.toString()) });
      return Promise.resolve(answer(body.toString()));
    },
    now: () => (nowMs += 40),
    newId: () => 'abc',
    newSecret,
  };
}

describe('a test', () => {
  test('is a signed partner.test, and tells status and time', async () => {
    const deps = depsOf(() => ({ kind: 'status', status: 204 }));
    expect(await testPartner(deps, partner, access)).toEqual({
      isTaken: true,
      status: 204,
      durationMs: expect.any(Number),
    });
    expect(deps.sent).toMatchObject([
      { url: partner.url, body: { type: 'partner.test', data: { partnerId: partner.id } } },
    ]);
  });

  test.each<[Answer, object]>([
    [
      { kind: 'status', status: 500, text: 'secret words' },
      { isTaken: false, status: 500 },
    ],
    [
      { kind: 'failure', reason: 'DNS_ERROR', ambiguous: false },
      { isTaken: false, reason: 'DNS_ERROR' },
    ],
  ])('that comes back with %j is not taken, and nothing that was said is told', async (answer, told) => {
    const tested = await testPartner(
      depsOf(() => answer),
      partner,
      access,
    );
    expect(tested).toEqual({ ...told, durationMs: expect.any(Number) });
  });
});

describe('a verification', () => {
  const stores = (isThere: boolean) => {
    const drained: string[] = [];
    return {
      drained,
      partners: { setVerified: () => Promise.resolve(isThere) },
      health: {
        drain: (id: string) => {
          drained.push(id);
          return Promise.resolve();
        },
      },
    };
  };
  const echoing = () => {
    let isFirst = true;
    return depsOf((body) => {
      if (!isFirst) return { kind: 'status', status: 401 };
      isFirst = false;
      return { kind: 'status', status: 200, text: JSON.stringify((JSON.parse(body) as { data: object }).data) };
    });
  };

  test('of an endpoint that answers has what was parked go out', async () => {
    const kept = stores(true);
    expect(await verifyPartner(kept, echoing(), partner, access)).toMatchObject({ outcome: 'verified' });
    expect(kept.drained).toEqual([partner.id]);
  });

  test('of an address that was changed meanwhile holds for nothing', async () => {
    const kept = stores(false);
    expect(await verifyPartner(kept, echoing(), partner, access)).toMatchObject({ outcome: 'moved' });
    expect(kept.drained).toEqual([]);
  });

  test('of an endpoint that does not answer changes nothing', async () => {
    const kept = stores(true);
    const deps = depsOf(() => ({ kind: 'status', status: 404 }));
    expect(await verifyPartner(kept, deps, partner, access)).toMatchObject({ outcome: 'refused' });
    expect(kept.drained).toEqual([]);
  });
});

test('keys that ended open no door', async () => {
  const keys = (found: readonly { secret: string; expiresAtMs?: number }[]) => ({
    keys: { get: () => Promise.resolve({ keys: found }) },
    credentials: { get: () => Promise.resolve(undefined) },
  });
  expect(await accessOf(keys([{ secret: 'a' }, { secret: 'b', expiresAtMs: 5 }]), 'outlet', 10)).toEqual({
    secrets: ['a'],
  });
  expect(await accessOf(keys([{ secret: 'b', expiresAtMs: 5 }]), 'outlet', 10)).toBeUndefined();
});
