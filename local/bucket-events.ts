import { DatabaseSync } from 'node:sqlite';
import type { BucketNotification, BucketSpec } from './resources.ts';
import { surviveKills } from './sqlite.ts';
import { localAccount } from './template.ts';

/** A change of one object, as a bucket tells its queue. */
export interface ObjectChange {
  readonly kind: 'created' | 'removed';
  readonly bucket: string;
  readonly key: string;
  /** S3's sequencer: hexadecimal, increasing. */
  readonly sequencer: string;
  readonly atMs: number;
  readonly size?: number;
  readonly eTag?: string;
  /** Whether the object was put together from parts. */
  readonly multipart?: boolean;
}

/** An S3 event record (S3 User Guide, “Event message structure”). No `versionId`: fauxqs keeps no versions. */
export function eventRecordOf(change: ObjectChange): object {
  const eventName =
    change.kind === 'removed'
      ? 'ObjectRemoved:Delete'
      : `ObjectCreated:${change.multipart ? 'CompleteMultipartUpload' : 'Put'}`;
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: localAccount.region,
    eventTime: new Date(change.atMs).toISOString(),
    eventName,
    userIdentity: { principalId: 'local' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: {},
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: {
        name: change.bucket,
        ownerIdentity: { principalId: 'local' },
        arn: `arn:aws:s3:::${change.bucket}`,
      },
      object: {
        key: formEncoded(change.key),
        ...(change.size === undefined ? {} : { size: change.size }),
        ...(change.eTag === undefined ? {} : { eTag: change.eTag.replaceAll('"', '') }),
        sequencer: change.sequencer,
      },
    },
  };
}

/** What S3 sends when a notification is configured: it has no `Records`. */
export function testEventOf(bucket: string, atMs: number): object {
  return { Service: 'Amazon S3', Event: 's3:TestEvent', Time: new Date(atMs).toISOString(), Bucket: bucket };
}

/** The notifications of a bucket that a change concerns. */
export function notificationsFor(bucket: BucketSpec, change: ObjectChange): readonly BucketNotification[] {
  const family = change.kind === 'created' ? 's3:ObjectCreated' : 's3:ObjectRemoved';
  const exact = change.kind === 'removed' ? 'Delete' : change.multipart ? 'CompleteMultipartUpload' : 'Put';
  return bucket.notifications.filter(
    ({ event, prefix, suffix }) =>
      (event === `${family}:*` || event === `${family}:${exact}`) &&
      change.key.startsWith(prefix) &&
      change.key.endsWith(suffix),
  );
}

/** Keys in events are form-encoded: a space is a plus, a plus is %2B, slashes stay. */
function formEncoded(key: string): string {
  return encodeURIComponent(key.toWellFormed())
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');
}

/** A change that was begun and may not have been told to the queue. */
export interface PendingChange {
  readonly sequencer: string;
  readonly kind: ObjectChange['kind'];
  readonly bucket: string;
  readonly key: string;
}

/**
 * The ledger of object changes on disk. A change is written here before the object is touched and crossed out after
 * its queue was told, so that a kill in between loses no event: what is still pending at the next start is looked at again.
 */
export class ChangeLedger {
  readonly #database: DatabaseSync;
  #lastTick = 0n;

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    surviveKills(this.#database);
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS pending (sequencer TEXT PRIMARY KEY, kind TEXT, bucket TEXT, key TEXT)',
    );
    this.#database.exec('CREATE TABLE IF NOT EXISTS last (id INTEGER PRIMARY KEY, sequencer TEXT)');
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS removed (bucket TEXT, key TEXT, atMs INTEGER, PRIMARY KEY (bucket, key))',
    );
    const last = this.#database.prepare('SELECT sequencer FROM last').get() as { sequencer: string } | undefined;
    if (last) this.#lastTick = BigInt(`0x${last.sequencer}`);
  }

  /** Notes a change about to happen and gives it its sequencer, higher than all before, across restarts and clock changes. */
  begin(kind: ObjectChange['kind'], bucket: string, key: string, nowMs: number): string {
    const clockTick = BigInt(nowMs) << 16n;
    this.#lastTick = clockTick > this.#lastTick ? clockTick : this.#lastTick + 1n;
    const sequencer = this.#lastTick.toString(16).toUpperCase().padStart(16, '0');
    this.#database
      .prepare(
        'INSERT INTO last (id, sequencer) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET sequencer = excluded.sequencer',
      )
      .run(sequencer);
    this.#database
      .prepare('INSERT INTO pending (sequencer, kind, bucket, key) VALUES (?, ?, ?, ?)')
      .run(sequencer, kind, bucket, key);
    const [statement, values] =
      kind === 'removed'
        ? ['INSERT OR REPLACE INTO removed (bucket, key, atMs) VALUES (?, ?, ?)', [bucket, key, nowMs]]
        : ['DELETE FROM removed WHERE bucket = ? AND key = ?', [bucket, key]];
    this.#database.prepare(statement as string).run(...(values as string[]));
    return sequencer;
  }

  /** Keys of a bucket whose objects were removed, as delete markers tell it; one whose removal was cut short may still be there. */
  removed(bucket: string): readonly { readonly key: string; readonly atMs: number }[] {
    return this.#database.prepare('SELECT key, atMs FROM removed WHERE bucket = ?').all(bucket) as unknown as {
      key: string;
      atMs: number;
    }[];
  }

  /** Crosses a change out: its queue was told, or it did not happen. */
  end(sequencer: string): void {
    this.#database.prepare('DELETE FROM pending WHERE sequencer = ?').run(sequencer);
  }

  /** Changes begun and not crossed out, oldest first. */
  pending(): readonly PendingChange[] {
    return this.#database
      .prepare('SELECT sequencer, kind, bucket, key FROM pending ORDER BY sequencer')
      .all() as unknown as PendingChange[];
  }

  close(): void {
    this.#database.close();
  }
}
