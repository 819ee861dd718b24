import { describe, expect, test } from 'vitest';
import { profileOf } from '../../../shared/partners/partner-after.ts';
import { planRegistry, type StandingRegistry, type WantedRegistry } from '../../../shared/partners/plan.ts';
import { partnerOf } from '../../support/partners.ts';
import { publisherOf } from '../../support/publishers.ts';

const [publisher, partner] = [publisherOf(), partnerOf({ filter: { languages: ['en'] } })];
const { status: _, ...profile } = profileOf(partner);
const standing: StandingRegistry = { publishers: [publisher], partners: [partner] };

function plan(wanted: WantedRegistry, from = standing, options: { prune?: boolean; verify?: boolean } = {}) {
  return planRegistry(wanted, from, { prune: false, verify: true, ...options });
}

describe('a plan', () => {
  test('is empty when the files say what stands', () => {
    expect(plan({ publishers: [publisher], partners: [profile] })).toEqual([]);
  });

  test('is not troubled by the order of names', () => {
    const turned = Object.fromEntries(Object.entries(publisher).toReversed()) as unknown as typeof publisher;
    expect(plan({ publishers: [turned] })).toEqual([]);
  });

  test('adds what is new, publishers first', () => {
    const nothing = { publishers: [], partners: [] };
    expect(plan({ partners: [profile], publishers: [publisher] }, nothing)).toMatchObject([
      { kind: 'add', of: 'publisher', id: 'demo' },
      { kind: 'add', of: 'partner', id: 'outlet' },
    ]);
  });

  test('names each field that changes, those of a filter one by one', () => {
    const changed = {
      ...profile,
      name: 'New',
      filter: { languages: ['en', 'de'], keywords: ['ferry'] },
      maxPerSecond: 3,
    };
    expect(plan({ partners: [changed] })).toMatchObject([
      {
        kind: 'change',
        id: 'outlet',
        fields: [
          { field: 'name', from: 'The Outlet', to: 'New' },
          { field: 'filter.languages', from: ['en'], to: ['en', 'de'] },
          { field: 'filter.keywords', to: ['ferry'] },
          { field: 'maxPerSecond', to: 3 },
        ],
      },
    ]);
  });

  test('leaves a pause alone that the file does not name, and says why it was when the file ends it', () => {
    const paused = { ...standing, partners: [{ ...partner, status: 'paused' as const, pauseReason: 'ENDPOINT_GONE' }] };
    expect(plan({ partners: [profile] }, paused)).toEqual([]);
    expect(plan({ partners: [{ ...profile, status: 'active' }] }, paused)).toMatchObject([
      { fields: [{ field: 'status', from: 'paused', to: 'active', note: 'it was paused for ENDPOINT_GONE' }] },
    ]);
  });

  test('says that a new address has to be verified', () => {
    const moved = { ...profile, url: 'https://new.outlet.example/' };
    expect(plan({ partners: [moved] })).toMatchObject([{ fields: [{ field: 'url', note: /verified/ }] }]);
    const [change] = plan({ partners: [moved] }, standing, { verify: false });
    expect(change).toMatchObject({ fields: [{ field: 'url' }] });
    expect(JSON.stringify(change)).not.toContain('note');
  });

  test('says how a filter or territories come to count for what went out before', () => {
    const changed = { ...profile, name: 'New', territories: ['GB'], filter: { languages: ['de'] } };
    const [change] = plan({ partners: [changed] });
    const note = expect.stringContaining('byline backfill outlet --dry-run');
    expect(change).toMatchObject({
      fields: [{ field: 'name' }, { field: 'filter.languages' }, { field: 'territories', note }],
    });
    expect(JSON.stringify(change).match(/"note"/g)).toHaveLength(1);
  });

  test('ends the waiting for a challenge when none is asked for', () => {
    const waiting = { ...standing, partners: [{ ...partner, unverified: true as const }] };
    expect(plan({ partners: [profile] }, waiting)).toEqual([]);
    expect(plan({ partners: [profile] }, waiting, { verify: false })).toMatchObject([
      { kind: 'change', fields: [{ field: 'unverified', from: true }] },
    ]);
  });

  test('keeps what no file names, and removes it only when told to', () => {
    const other = { publishers: [publisherOf({ id: 'other' })], partners: [{ ...profile, id: 'other' }] };
    expect(plan(other).filter(({ kind }) => kind !== 'add')).toMatchObject([
      { kind: 'keep', of: 'publisher', id: 'demo' },
      { kind: 'keep', of: 'partner', id: 'outlet' },
    ]);
    expect(plan(other, standing, { prune: true }).filter(({ kind }) => kind !== 'add')).toMatchObject([
      { kind: 'remove', of: 'publisher', id: 'demo' },
      { kind: 'remove', of: 'partner', id: 'outlet' },
    ]);
  });

  test('says nothing of what was removed before, nor of a kind without a file', () => {
    const gone = {
      publishers: [{ ...publisher, active: false }],
      partners: [{ ...partner, status: 'removed' as const }],
    };
    const others = { publishers: [publisherOf({ id: 'x' })], partners: [{ ...profile, id: 'x' }] };
    expect(plan(others, gone, { prune: true }).map(({ kind }) => kind)).toEqual(['add', 'add']);
    expect(plan({ publishers: [publisher] }, standing, { prune: true })).toEqual([]);
  });

  test('takes a removed partner back', () => {
    const gone = { ...standing, partners: [{ ...partner, status: 'removed' as const }] };
    expect(plan({ partners: [profile] }, gone)).toMatchObject([
      { kind: 'change', fields: [{ field: 'status', from: 'removed', to: 'active' }] },
    ]);
  });
});
