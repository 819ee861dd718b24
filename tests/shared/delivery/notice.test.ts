import { describe, expect, test } from 'vitest';
import type { Receipt, ReceiptEntry } from '../../../shared/contract/receipt.ts';
import {
  deliveryFailedNotice,
  partnerPausedNotice,
  partnerRecoveredNotice,
  uploadNotice,
} from '../../../shared/delivery/notice.ts';
import { partnerOf } from '../../support/partners.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const entry = (changes: Partial<ReceiptEntry> = {}): ReceiptEntry => ({
  status: 'accepted',
  articleId: 'demo-1',
  revision: 1,
  reasons: [],
  warnings: [],
  ...changes,
});
const receipt = (changes: Partial<Receipt> = {}): Receipt => ({
  key: 'publishers/demo/a.json',
  publisherId: 'demo',
  status: 'accepted',
  receivedAt: '2026-11-24T12:00:00Z',
  reasons: [],
  warnings: [],
  items: [entry()],
  ...changes,
});

describe('of an upload', () => {
  test('tells what became of it, by type', () => {
    const types = (['accepted', 'rejected', 'removed'] as const).map(
      (status) => uploadNotice(receipt({ status }), '01', nowMs).type,
    );
    expect(types).toEqual(['upload.accepted', 'upload.rejected', 'upload.accepted']);
  });

  test('is the same for one event of a key, and another for the next', () => {
    const id = (sequencer: string, changes?: Partial<Receipt>): string =>
      uploadNotice(receipt(changes), sequencer, nowMs).id;
    expect(id('01', { items: [] })).toBe(id('01'));
    expect(id('02')).not.toBe(id('01'));
    expect(id('01')).toMatch(/^notice-[0-9a-f]{24}$/);
  });

  test('stays small, however large the upload', () => {
    const long = 'x'.repeat(10_000);
    const reasons = Array.from({ length: 100 }, () => ({ code: 'FIELD_INVALID' as const, message: long }));
    const items = Array.from({ length: 1_000 }, () => entry({ status: 'rejected', reasons }));
    const { data } = uploadNotice(receipt({ items }), '01', nowMs);
    expect(data.itemCount).toBe(1_000);
    expect(JSON.stringify(data).length).toBeLessThan(50_000);
  });
});

test('of a failed delivery is told once for each time it is given up', () => {
  const failed = {
    articleId: 'demo-1',
    publisherId: 'demo',
    partnerId: 'outlet',
    revision: 2,
    event: 'article.updated' as const,
    reason: 'HTTP_STATUS',
    status: 503,
    attempts: 12,
  };
  const first = deliveryFailedNotice(failed, nowMs - 1000, nowMs);
  expect(first).toMatchObject({ type: 'delivery.failed', publisherId: 'demo', data: failed });
  expect(deliveryFailedNotice(failed, nowMs - 1000, nowMs + 5).id).toBe(first.id);
  expect(deliveryFailedNotice(failed, nowMs + 9000, nowMs + 10_000).id).not.toBe(first.id);
});

test('of a partner is told once for each pause and each recovery', () => {
  const partner = partnerOf();
  const paused = partnerPausedNotice(partner, 'ENDPOINT_GONE', nowMs);
  expect(paused).toMatchObject({ type: 'partner.paused', data: { partnerId: 'outlet', reason: 'ENDPOINT_GONE' } });
  expect(partnerPausedNotice(partner, 'FAILING_FOR_DAYS', nowMs + 1).id).toBe(paused.id);
  expect(partnerPausedNotice({ ...partner, statusAtMs: nowMs + 2 }, 'ENDPOINT_GONE', nowMs + 3).id).not.toBe(paused.id);
  const recovered = partnerRecoveredNotice(partner, nowMs - 60_000, nowMs);
  expect(recovered.data).toMatchObject({ partnerId: 'outlet', sinceMs: nowMs - 60_000, lastedMs: 60_000 });
  expect(partnerRecoveredNotice(partner, nowMs - 60_000, nowMs + 9).id).toBe(recovered.id);
});
