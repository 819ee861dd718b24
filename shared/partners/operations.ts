import type { Partner } from './partner.ts';

/** What publishers and ops can be told of, each with when it is sent. */
export const operationalEvents = {
  'upload.accepted': 'an upload was taken, with at least one article, or its removal was',
  'upload.rejected': 'an upload was rejected, with the reasons',
  'delivery.failed': 'the retry schedule of a delivery is used up, or it cannot be sent: it is a dead letter',
  'partner.paused': 'a partner is sent nothing any more: it answered 410, failed for five days, or was paused',
  'partner.recovered': 'a partner that failed, or was paused, takes deliveries again',
  'publisher.quiet': 'nothing new of a publisher was accepted for as many hours as its profile says',
  'publisher.heard': 'a publisher that was quiet sent something new that was accepted',
} as const;
export type OperationalEvent = keyof typeof operationalEvents;

/**
 * An endpoint that is told of operational events. It is sent to as a partner is, by the same queues, with the same guard, signatures, retries, circuit and
 * dead letters; it matches no article.
 */
export interface OperationsEndpoint extends Partner {
  readonly url: string;
  readonly operations: {
    readonly events: readonly OperationalEvent[];
    /** Told of this publisher's uploads and articles only. Absent: an operator's, told of everything. */
    readonly publisherId?: string;
  };
}

/** Sets ids of operational endpoints apart from those of partners: no partner's id can begin with it. */
export const operationsPrefix = '@';

export function isOperationsId(id: string): boolean {
  return id.startsWith(operationsPrefix);
}

/** Whether an endpoint is told of an event; `publisherId` is the publisher it concerns, absent where it concerns none. */
export function hears(
  { status, operations }: OperationsEndpoint,
  event: OperationalEvent,
  publisherId: string | undefined,
): boolean {
  if (status === 'removed' || !operations.events.includes(event)) return false;
  return operations.publisherId === undefined || publisherId === undefined || operations.publisherId === publisherId;
}
