import { expect, test } from 'vitest';
import type { Partner } from '../../../shared/partners/partner.ts';
import { consoleClient, memoryStack, type MemoryStack } from '../../support/console-stack.ts';
import { partnerOf } from '../../support/partners.ts';
import { revisionOf } from '../../support/revisions.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const hourMs = 3_600_000;
const { url: _, ...withoutUrl } = partnerOf({ id: 'radio', name: 'Radio Skerry', pull: true });
const radio: Partner = withoutUrl;

/** A page as text, without its marks, spaces run together. */
async function pageOf(stack: MemoryStack, path: string): Promise<string> {
  const client = await consoleClient(stack, { nowMs });
  const text = await (await client.get(path)).text();
  return text
    .slice(text.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

async function stackWith(partner: Partner, readHoursAgo: readonly number[] = []): Promise<MemoryStack> {
  const stack = memoryStack();
  await stack.partners.put(partner);
  for (const hours of readHoursAgo) await stack.reads.note(partner.id, nowMs - hours * hourMs);
  return stack;
}

test('a partner that only fetches is shown with its last reading, and without what only webhooks have', async () => {
  const page = await pageOf(await stackWith(radio, [3.4, 2.4, 1.4, 0.4]), '/partners/radio');
  expect(page).toContain('radio fetches Radio Skerry');
  expect(page).toContain('Last read 24 min ago usually every 1 h To be fetched 0');
  for (const word of ['Circuit', 'Next probe', 'Signing keys', 'Send a test', 'Rotate key'])
    expect(page).not.toContain(word);
});

test.each([
  ['fetches', [2, 1]],
  ['not fetching', [9, 8, 7]],
  ['never fetched', []],
])('on the list of partners it says “%s”', async (label, readHoursAgo) => {
  const stack = await stackWith(radio, readHoursAgo);
  expect(await pageOf(stack, '/partners')).toContain(`Radio Skerry radio ${label}`);
  expect(await pageOf(stack, '/')).toContain(`Radio Skerry ${label}`);
});

test('one that stays away while something waits for it is told of on the overview, and one that nothing waits for is not', async () => {
  const stack = await stackWith(radio, [9, 8, 7]);
  const concern = 'Radio Skerry: has not fetched for longer than is usual with it, 1 parked';
  expect(await pageOf(stack, '/')).not.toContain('has not fetched');
  await stack.deliveries.park({ articleId: 'a-1', partnerId: 'radio', revision: 1, urgent: false }, 'PULLED', nowMs);
  expect(await pageOf(stack, '/')).toContain(concern);
});

test('one that takes webhooks and may fetch shows both', async () => {
  const page = await pageOf(await stackWith(partnerOf({ pull: true }), [1]), '/partners/outlet');
  expect(page).toContain('outlet healthy may fetch The Outlet');
  expect(page).toContain('Last read');
  expect(page).toContain('Circuit');
});

test('what was given out and not confirmed is no failed try', async () => {
  const stack = await stackWith(radio, [1]);
  const revision = revisionOf({ acceptedAtMs: nowMs - 1 });
  const { articleId } = revision;
  await stack.articles.append(articleId, () => ({ kind: 'append', revision }));
  const leased = await stack.deliveries.lease(articleId, 'radio', 'token', nowMs, 1);
  const attempt = { atMs: nowMs, revision: 1, event: 'article.published', outcome: 'unknown', by: 'pull' } as const;
  await stack.deliveries.record(leased!, attempt, { kind: 'parked', urgent: false, reason: 'PULLED' }, nowMs);
  expect(await pageOf(stack, '/partners/radio')).toContain('given out');
  const row = /Radio Skerry radio fetches.*?everything/.exec(await pageOf(stack, '/partners'))?.[0] ?? '';
  expect(row).toContain(' 0 0 1 0 ');
});
