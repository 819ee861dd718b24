import { articleIdOf } from '../../shared/article/identity.ts';
import { brakeOf, goesOut, isNewWith } from '../../shared/article/brake.ts';
import { epochMsOf } from '../../shared/article/instant.ts';
import type { Publisher } from '../../shared/article/publisher.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import type { UploadEvent } from '../../shared/contract/s3-events.ts';
import type { IntakeItem } from '../../shared/intake/intake.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { ArticleStore } from '../../shared/store/articles.ts';
import type { BrakeStore } from '../../shared/store/brake.ts';

export interface BrakeDeps {
  readonly articles: Pick<ArticleStore, 'heads'>;
  readonly brake: BrakeStore;
  readonly log: Log;
}

const minuteMs = 60_000;

/**
 * The ids of those new articles of an upload that come after more than the publisher's brake lets through: they are stored and held. Corrections and
 * retractions of what went out are not among them. The same for an event that is handled again.
 */
export async function braked(
  deps: BrakeDeps,
  event: UploadEvent,
  publisher: Publisher,
  items: readonly IntakeItem[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const brake = brakeOf(publisher);
  const ids = items.flatMap((item) =>
    item.status === 'accepted' && goesOut(item.disposition) ? [articleIdOf(publisher.id, item.identity.nativeId)] : [],
  );
  if (!brake || ids.length === 0) return new Set();
  const heads = await deps.articles.heads(ids);
  const fresh = [...new Set(ids)].filter((id) => isNewWith(event, heads.get(id)));
  if (fresh.length === 0) return new Set();
  const { key, sequencer } = event;
  const atMs = (event.at === undefined ? undefined : epochMsOf(event.at)) ?? nowMs;
  const upload = { publisherId: publisher.id, key, sequencer, atMs, articles: fresh.length };
  const before = await deps.brake.count(upload, brake.minutes * minuteMs, brake.articles);
  const held = fresh.slice(Math.max(0, brake.articles - before));
  if (held.length > 0) deps.log(logEvents.brakeClosed, { key, publisherId: publisher.id, held: held.length });
  return new Set(held);
}
