import { createHash } from 'node:crypto';
import type { Publisher } from '../article/publisher.ts';
import type { PublisherWatch } from '../article/publisher-watch.ts';
import type { Notice as Reason } from '../contract/reasons.ts';
import type { Receipt, ReceiptEntry } from '../contract/receipt.ts';
import type { OperationalEvent } from '../partners/operations.ts';
import type { ArticleEvent, Partner } from '../partners/partner.ts';

/** One operational event, as it is kept and sent. */
export interface Notice {
  /** The same for the same happening, however often it is told: telling twice sends once. */
  readonly id: string;
  readonly type: OperationalEvent;
  readonly atMs: number;
  /** The publisher it concerns; absent where it concerns none. */
  readonly publisherId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Items of an upload told of; the receipt has them all. */
const itemsTold = 20;
const reasonsTold = 5;
const messageCharacters = 300;

/** What became of an upload. `sequencer` names the event of its key. */
export function uploadNotice(receipt: Receipt, sequencer: string, atMs: number): Notice {
  const { key, versionId, publisherId, status, format, receivedAt, items } = receipt;
  const type = status === 'rejected' ? 'upload.rejected' : 'upload.accepted';
  return {
    id: idOf('upload', key, sequencer),
    type,
    atMs,
    publisherId,
    data: {
      key,
      versionId,
      publisherId,
      status,
      format,
      receivedAt,
      itemCount: items.length,
      items: items.slice(0, itemsTold).map(shortened),
    },
  };
}

function shortened({ reasons, warnings, ...entry }: ReceiptEntry): object {
  const short = ({ code, message, path }: Reason): object => ({
    code,
    message: message.slice(0, messageCharacters),
    path,
  });
  return {
    ...entry,
    reasons: reasons.slice(0, reasonsTold).map(short),
    warnings: warnings.map(({ code }) => code).slice(0, itemsTold),
  };
}

/** A delivery that was given up; `afterMs` is when the attempt before this one was, and tells one giving-up from the next. */
export function deliveryFailedNotice(
  failed: {
    readonly articleId: string;
    readonly publisherId: string;
    readonly partnerId: string;
    readonly revision: number;
    readonly event: ArticleEvent;
    readonly reason: string;
    readonly status?: number;
    readonly attempts: number;
  },
  afterMs: number,
  atMs: number,
): Notice {
  const { articleId, partnerId, revision, publisherId } = failed;
  return {
    id: idOf('failed', articleId, partnerId, String(revision), String(afterMs)),
    type: 'delivery.failed',
    atMs,
    publisherId,
    data: { ...failed },
  };
}

/** A partner was paused, by Byline (`ENDPOINT_GONE`, `FAILING_FOR_DAYS`) or by a person (`OPERATOR`). */
export function partnerPausedNotice(
  { id, name, statusAtMs, createdAtMs }: Pick<Partner, 'id' | 'name' | 'statusAtMs' | 'createdAtMs'>,
  reason: string,
  atMs: number,
): Notice {
  return {
    id: idOf('paused', id, String(statusAtMs ?? createdAtMs)),
    type: 'partner.paused',
    atMs,
    data: { partnerId: id, name, reason },
  };
}

/** A partner takes deliveries again; `sinceMs` is when it began to fail or was paused. */
export function partnerRecoveredNotice(
  { id, name }: Pick<Partner, 'id' | 'name'>,
  sinceMs: number | undefined,
  atMs: number,
): Notice {
  return {
    id: idOf('recovered', id, String(sinceMs ?? atMs)),
    type: 'partner.recovered',
    atMs,
    data: { partnerId: id, name, sinceMs, lastedMs: sinceMs === undefined ? undefined : atMs - sinceMs },
  };
}

/** Nothing new of a publisher was accepted for as long as its profile says. The same for the same silence. */
export function publisherQuietNotice(
  { id, name }: Pick<Publisher, 'id' | 'name'>,
  watch: PublisherWatch,
  atMs: number,
): Notice {
  return {
    id: idOf('quiet', id, String(watch.heardAtMs ?? watch.sinceMs), String(watch.quietAfterHours)),
    type: 'publisher.quiet',
    atMs,
    publisherId: id,
    data: { publisherId: id, name, quietAfterHours: watch.quietAfterHours, heardAtMs: watch.heardAtMs },
  };
}

/** A publisher that was quiet sent something new. */
export function publisherHeardNotice(
  { id, name }: Pick<Publisher, 'id' | 'name'>,
  { heardAtMs, sinceMs, quietSinceMs }: PublisherWatch,
  atMs: number,
): Notice {
  return {
    id: idOf('heard', id, String(quietSinceMs)),
    type: 'publisher.heard',
    atMs,
    publisherId: id,
    data: { publisherId: id, name, heardAtMs, silentMs: atMs - (heardAtMs ?? sinceMs) },
  };
}

/** `notice-` and 24 hexadecimal digits. */
function idOf(...parts: readonly string[]): string {
  return `notice-${createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 24)}`;
}
