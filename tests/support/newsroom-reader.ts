import type { Revision } from '../../shared/article/revision.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import type { MemoryStack } from './console-stack.ts';
import { partnerOf } from './partners.ts';

const minuteMs = 60_000;
const readEveryMs = 20 * minuteMs;
const lastReadAgoMs = 12 * minuteMs;

const { url: _, ...withoutUrl } = partnerOf({ id: 'radio-skerry', name: 'Radio Skerry', pull: true });
/** The one partner of the newsroom that is sent nothing, and fetches. */
export const reader: Partner = withoutUrl;

/** It reads every twenty minutes, the last time a while ago. */
export async function furnishReads(stack: MemoryStack, nowMs: number): Promise<void> {
  for (let reading = 9; reading >= 0; reading--)
    await stack.reads.note(reader.id, nowMs - lastReadAgoMs - reading * readEveryMs);
}

/** What came before its last reading it has; what came since waits for it. */
export async function offer(
  stack: MemoryStack,
  { articleId, revision, acceptedAtMs }: Revision,
  nowMs: number,
): Promise<void> {
  const lastMs = nowMs - lastReadAgoMs;
  if (acceptedAtMs > lastMs) {
    await stack.deliveries.park({ articleId, partnerId: reader.id, revision, urgent: false }, 'PULLED', acceptedAtMs);
    return;
  }
  const atMs = lastMs - Math.floor((lastMs - acceptedAtMs) / readEveryMs) * readEveryMs;
  const leased = await stack.deliveries.lease(articleId, reader.id, 'token', atMs, revision);
  if (!leased) throw new Error(`no lease on ${articleId} for ${reader.id}`);
  const event = revision === 1 ? 'article.published' : 'article.updated';
  const attempt = { atMs, revision, event, outcome: 'delivered', by: 'pull' } as const;
  await stack.deliveries.record(leased, attempt, { kind: 'delivered' }, atMs + 1);
}
