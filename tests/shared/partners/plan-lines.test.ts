import { expect, test } from 'vitest';
import { profileOf } from '../../../shared/partners/partner-after.ts';
import { changesAnything, planLines, planSummary } from '../../../shared/partners/plan-lines.ts';
import { planRegistry } from '../../../shared/partners/plan.ts';
import { partnerOf } from '../../support/partners.ts';
import { publisherOf } from '../../support/publishers.ts';

const standing = {
  publishers: [publisherOf()],
  partners: [partnerOf({ filter: { languages: ['en'] } }), partnerOf({ id: 'old', name: 'Old Post' })],
};
const wanted = {
  publishers: [publisherOf(), publisherOf({ id: 'gazette', name: 'Gazette' })],
  partners: [
    {
      ...profileOf(partnerOf({ filter: { languages: ['en', 'de'], any: [{ keywords: ['x'] }] } })),
      url: 'https://b.example/',
    },
    profileOf(partnerOf({ id: 'new', name: 'New Post' })),
  ],
};

test('a plan reads as a list of changes', () => {
  const plan = planRegistry(wanted, standing, { prune: false, verify: true });
  expect(planLines(plan)).toEqual([
    '+ publisher gazette  Gazette',
    '~ partner outlet  The Outlet',
    '    url               https://outlet.example/hook → https://b.example/  (nothing is sent there until it is verified)',
    '    filter.languages  [en] → [en, de]',
    '    filter.any        unset → [{"keywords":["x"]}]  (for what comes from now on; for what went out: byline backfill outlet --dry-run)',
    '+ partner new  New Post  https://outlet.example/hook',
    '? partner old  Old Post  is in no file, and kept: --prune removes it',
  ]);
  expect(planSummary(plan)).toBe('2 to add, 1 to change');
  expect(changesAnything(plan)).toBe(true);
});

test('removing says what it means', () => {
  const plan = planRegistry({ publishers: [], partners: [] }, standing, { prune: true, verify: true });
  expect(planLines(plan)).toEqual([
    '- publisher demo  Demo News  can upload no more',
    '- partner outlet  The Outlet  gets nothing more but retractions',
    '- partner old  Old Post  gets nothing more but retractions',
  ]);
  expect(planSummary(plan)).toBe('3 to remove');
});

test('what is only kept is no change', () => {
  const plan = planRegistry({ partners: [] }, standing, { prune: false, verify: true });
  expect(planSummary(plan)).toBe('nothing to change');
  expect(changesAnything(plan)).toBe(false);
});
