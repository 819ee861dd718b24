/** One change of an object in the uploads bucket, as S3 announces it. */
export interface UploadEvent {
  readonly kind: 'created' | 'removed';
  /** Decoded: S3 sends keys form-encoded. */
  readonly key: string;
  readonly sizeBytes: number;
  readonly versionId?: string;
  /** Without quotes. */
  readonly eTag?: string;
  readonly sequencer: string;
  /** When S3 saw the change, ISO 8601; absent in an event that the sweep announces again. */
  readonly at?: string;
}

/**
 * The upload events in one queue body. S3's test event, lifecycle expirations and other announcements hold none; a body that is
 * not JSON throws, and so ends in the dead letters.
 */
export function parseUploadEvents(body: string): UploadEvent[] {
  const notification = JSON.parse(body) as { Records?: unknown } | null;
  const records = Array.isArray(notification?.Records) ? (notification.Records as S3Record[]) : [];
  return records.flatMap(uploadEventOf);
}

interface S3Record {
  readonly eventName?: string;
  readonly eventTime?: string;
  readonly s3?: {
    readonly object?: {
      readonly key?: string;
      readonly size?: number;
      readonly versionId?: string;
      readonly eTag?: string;
      readonly sequencer?: string;
    };
  };
}

function uploadEventOf(record: S3Record): UploadEvent[] {
  const { key, size = 0, versionId, eTag, sequencer = '' } = record.s3?.object ?? {};
  if (typeof key !== 'string' || key === '') return [];
  const name = record.eventName ?? '';
  const kind = name.startsWith('ObjectCreated:')
    ? 'created'
    : name.startsWith('ObjectRemoved:')
      ? 'removed'
      : undefined;
  if (!kind) return [];
  return [
    {
      kind,
      key: decodeKey(key),
      sizeBytes: size,
      sequencer,
      ...(versionId ? { versionId } : {}),
      ...(eTag ? { eTag } : {}),
      ...(typeof record.eventTime === 'string' ? { at: record.eventTime } : {}),
    },
  ];
}

/** An event in the words of S3: what the sweep sends to the ingest queue in place of one that was lost. */
export function uploadEventMessage({ kind, key, sizeBytes, versionId, eTag, sequencer }: UploadEvent): object {
  const eventName = kind === 'created' ? 'ObjectCreated:Put' : 'ObjectRemoved:Delete';
  const encoded = encodeURIComponent(key.toWellFormed()).replaceAll('%20', '+');
  return { Records: [{ eventName, s3: { object: { key: encoded, size: sizeBytes, versionId, eTag, sequencer } } }] };
}

/** Form-encoding: plus is a space, then one round of percent-decoding; a key that is not valid encoding is taken as it stands. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
