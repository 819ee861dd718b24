import { describe, expect, test } from 'vitest';
import type { Partner, PartnerProfile } from '../../../shared/partners/partner.ts';
import { isReleasedBy, partnerAfter, profileOf } from '../../../shared/partners/partner-after.ts';
import { partnerOf } from '../../support/partners.ts';

const standing = partnerOf();
const { status: _, ...profile } = profileOf(standing);

function after(before: Partner | undefined, changes: Partial<PartnerProfile> = {}, verify = true): Partner {
  return partnerAfter(before, { ...profile, ...changes }, verify, 7);
}

describe('a partner, once its profile is applied', () => {
  test('is active, and unverified, when it is new', () => {
    expect(after(undefined)).toEqual({ ...profile, status: 'active', unverified: true, createdAtMs: 7 });
    expect(after(undefined, {}, false)).toEqual({ ...profile, status: 'active', createdAtMs: 7 });
    expect(after(undefined, { status: 'paused' })).toMatchObject({ status: 'paused', unverified: true });
  });

  test('keeps its date, and the status that its file does not name', () => {
    const paused = partnerOf({ status: 'paused', pauseReason: 'ENDPOINT_GONE' });
    expect(after(paused, { name: 'New' })).toEqual({ ...paused, name: 'New' });
    expect(after(paused, { status: 'active' })).toEqual({ ...standing, statusAtMs: 7 });
    expect(after(standing, { status: 'paused' })).toEqual({ ...standing, status: 'paused', statusAtMs: 7 });
    expect(after({ ...paused, statusAtMs: 3 })).toEqual({ ...paused, statusAtMs: 3 });
  });

  test('is active again when it was removed and is named again', () => {
    expect(after(partnerOf({ status: 'removed' }))).toEqual({ ...standing, statusAtMs: 7 });
  });

  test('has to answer the challenge again at a new address, and at none else', () => {
    const moved = { url: 'https://new.outlet.example/hook' };
    expect(after(standing, moved)).toMatchObject({ ...moved, unverified: true });
    expect(after(standing, moved, false)).not.toHaveProperty('unverified');
    expect(after(standing, { name: 'New' })).not.toHaveProperty('unverified');
    expect(after(partnerOf({ unverified: true }), { name: 'New' })).toMatchObject({ unverified: true });
  });
});

test('what was parked is released by whatever ends the holding back', () => {
  const paused = partnerOf({ status: 'paused' });
  const unverified = partnerOf({ unverified: true });
  expect(isReleasedBy(paused, standing)).toBe(true);
  expect(isReleasedBy(unverified, standing)).toBe(true);
  expect(isReleasedBy(paused, unverified)).toBe(false);
  expect(isReleasedBy(standing, standing)).toBe(false);
  expect(isReleasedBy(standing, paused)).toBe(false);
});

test('a profile holds all that its file can say', () => {
  expect(profileOf(partnerOf({ status: 'removed', unverified: true }))).not.toHaveProperty('status');
  expect(profileOf(partnerOf({ unverified: true, pauseReason: 'x', maxPerSecond: 5 }))).toEqual({
    ...profile,
    status: 'active',
    maxPerSecond: 5,
  });
});
