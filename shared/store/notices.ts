import type { Notice } from '../delivery/notice.ts';
import { hears, type OperationsEndpoint } from '../partners/operations.ts';
import { announcedDelivery } from './delivery-records.ts';
import type { Table } from './table.ts';

/** The queue that carries looks at pairs. */
interface DeliveryQueue {
  send(messages: readonly { readonly body: object; readonly groupId?: string }[]): Promise<void>;
}

export interface NoticeStore {
  /**
   * Has an event told to every endpoint that hears it. Each pair is on record, and due, before its message is sent: what a function that
   * ends mid-way, or has no queue, leaves behind is sent by the sweep. Telling the same event again does nothing.
   */
  tell(notice: Notice): Promise<void>;
}

/** `endpoints` may be some seconds old. `queue` is left out where the sweep's minute does not matter. */
export function noticeStore(
  table: Table,
  endpoints: () => Promise<readonly OperationsEndpoint[]>,
  queue?: DeliveryQueue,
): NoticeStore {
  return {
    async tell(notice) {
      const listeners = (await endpoints()).filter((endpoint) => hears(endpoint, notice.type, notice.publisherId));
      const isNew = await Promise.all(
        listeners.map(({ id }) => table.put(announcedDelivery(notice, id), { attribute: 'pk', is: 'absent' })),
      );
      const messages = listeners
        .filter((_, index) => isNew[index])
        .map(({ id }) => ({ body: { articleId: notice.id, partnerId: id, revision: 1 }, groupId: id }));
      if (messages.length > 0) await queue?.send(messages);
    },
  };
}
