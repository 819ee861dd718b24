import { quietFromMs } from '../../shared/article/publisher-watch.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { publisherQuietNotice } from '../../shared/delivery/notice.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { NoticeStore } from '../../shared/store/notices.ts';
import type { PublisherWatchStore } from '../../shared/store/publisher-watches.ts';
import type { PublisherStore } from '../../shared/store/publishers.ts';

export interface QuietDeps {
  readonly watches: PublisherWatchStore;
  readonly publishers: Pick<PublisherStore, 'get'>;
  readonly notices: NoticeStore;
  readonly log: Log;
}

/** A watch over a publisher is due: tells that it is quiet, unless something came meanwhile, or nobody asks any more. Telling twice sends once. */
export async function tellQuietPublisher(deps: QuietDeps, publisherId: string, nowMs: number): Promise<void> {
  const [publisher, watch] = await Promise.all([deps.publishers.get(publisherId), deps.watches.get(publisherId)]);
  if (!publisher?.active || publisher.quietAfterHours === undefined || !watch) return deps.watches.end(publisherId);
  if (quietFromMs(watch) > nowMs) return;
  await deps.notices.tell(publisherQuietNotice(publisher, watch, nowMs));
  if (!(await deps.watches.quiet(watch, nowMs))) return;
  const { quietAfterHours, heardAtMs } = watch;
  deps.log(logEvents.publisherQuiet, { publisherId, quietAfterHours, heardAtMs });
}
