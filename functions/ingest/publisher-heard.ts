import type { Publisher } from '../../shared/article/publisher.ts';
import { noteEveryMs } from '../../shared/article/publisher-watch.ts';
import { publisherHeardNotice } from '../../shared/delivery/notice.ts';
import type { NoticeStore } from '../../shared/store/notices.ts';
import type { PublisherWatchStore } from '../../shared/store/publisher-watches.ts';

/** Told of every upload that brought something new. */
export type PublisherHeard = (publisher: Publisher, nowMs: number) => Promise<void>;

/**
 * Notes when something new last came of publishers that may not be quiet for long, and tells when one that was quiet is heard of again. It remembers what it noted,
 * so that a busy publisher costs a write now and then, and none an upload.
 */
export function publisherHeard(
  watches: Pick<PublisherWatchStore, 'get' | 'heard' | 'heardAgain'>,
  notices: NoticeStore,
): PublisherHeard {
  const notedAtMs = new Map<string, number>();
  return async (publisher, nowMs) => {
    const { id, quietAfterHours } = publisher;
    if (quietAfterHours === undefined || nowMs - (notedAtMs.get(id) ?? 0) < noteEveryMs(quietAfterHours)) return;
    if (!(await watches.heard(id, quietAfterHours, nowMs))) {
      const watch = await watches.get(id);
      if (watch) {
        await notices.tell(publisherHeardNotice(publisher, watch, nowMs));
        await watches.heardAgain({ ...watch, quietAfterHours }, nowMs);
      }
    }
    notedAtMs.set(id, nowMs);
  };
}
