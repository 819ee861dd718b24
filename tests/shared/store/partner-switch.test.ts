import { beforeEach, expect, test } from 'vitest';
import { deliveryStore } from '../../../shared/store/deliveries.ts';
import { partnerHealthStore } from '../../../shared/store/partner-health.ts';
import { type PartnerSwitch, partnerSwitch } from '../../../shared/store/partner-switch.ts';
import { type PartnerStore, partnerStore } from '../../../shared/store/partners.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { endpointOf, partnerOf } from '../../support/partners.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
let table: MemoryTable;
let partners: PartnerStore;
let hand: PartnerSwitch;
beforeEach(async () => {
  table = new MemoryTable();
  partners = partnerStore(table);
  hand = partnerSwitch(table);
  await partners.put(partnerOf());
  await partners.put(endpointOf({ id: '@pager', events: ['partner.paused', 'partner.recovered'] }));
});

const told = (): string[] =>
  [...table.items.values()].flatMap(({ notice }) => (notice ? [(notice as { type: string }).type] : []));

test('pausing parks what comes, and is told; pausing again is nothing new', async () => {
  expect(await hand.pause('outlet', nowMs)).toBe('done');
  expect(await partners.get('outlet')).toMatchObject({ status: 'paused', pauseReason: 'OPERATOR', statusAtMs: nowMs });
  expect(await hand.pause('outlet', nowMs + 1)).toBe('already');
  expect(told()).toEqual(['partner.paused']);
});

test('resuming drains what was parked, and is told', async () => {
  await hand.pause('outlet', nowMs);
  await deliveryStore(table).park(
    { articleId: 'demo-1', partnerId: 'outlet', revision: 1, urgent: false },
    'PARTNER_PAUSED',
    nowMs,
  );
  expect(await hand.resume('outlet', nowMs + 60_000)).toBe('done');
  expect(await partners.get('outlet')).toMatchObject({ status: 'active' });
  expect(await partnerHealthStore(table).get('outlet')).toMatchObject({ circuit: 'draining' });
  expect(told()).toEqual(['partner.paused', 'partner.recovered']);
});

test('an active partner whose circuit is open can be tried at once', async () => {
  expect(await hand.resume('outlet', nowMs)).toBe('already');
  expect(await partnerHealthStore(table).get('outlet')).toMatchObject({ circuit: 'draining' });
  expect(told()).toEqual([]);
});

test('an endpoint of operational events is switched alike, and tells of itself to nobody', async () => {
  expect(await hand.pause('@pager', nowMs)).toBe('done');
  expect(await hand.resume('@pager', nowMs)).toBe('done');
  expect(told()).toEqual([]);
});

test('who is not there is not made', async () => {
  expect(await hand.pause('nobody', nowMs)).toBe('unknown');
  expect(await hand.resume('nobody', nowMs)).toBe('unknown');
  expect(await partners.get('nobody')).toBeUndefined();
});
