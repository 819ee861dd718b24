import type { S3Client } from '@aws-sdk/client-s3';

/** What stands under one key now: its newest version, or the marker that it was removed. */
export interface ListedObject {
  readonly key: string;
  readonly isRemoved: boolean;
  readonly versionId?: string;
  /** Without quotes, as S3's events have it. */
  readonly eTag?: string;
  readonly sizeBytes: number;
  /** When it came to stand there. */
  readonly atMs: number;
}

export interface ListingPage {
  readonly objects: readonly ListedObject[];
  /** Where the next page begins; absent at the end. */
  readonly next?: string;
}

/** What stands in a bucket, removed objects included, in the order of keys. */
export interface ObjectListing {
  page(after: string | undefined, limit: number): Promise<ListingPage>;
}

/** The listing of a versioned bucket on S3, whose client is loaded with the first request. */
export function s3Listing(
  bucket: string,
  prefix: string,
  load: () => Promise<{ s3Client(): S3Client }>,
): ObjectListing {
  let client: Promise<S3Client> | undefined;
  return {
    async page(after, limit) {
      client ??= load().then(({ s3Client }) => s3Client());
      const { ListObjectVersionsCommand } = await import('./list-versions-command.ts');
      const [KeyMarker, VersionIdMarker] = after === undefined ? [] : (JSON.parse(after) as [string, string?]);
      const answer = await (
        await client
      ).send(
        new ListObjectVersionsCommand({
          Bucket: bucket,
          Prefix: prefix,
          MaxKeys: limit,
          KeyMarker,
          VersionIdMarker,
          // A key may hold what XML cannot.
          EncodingType: 'url',
        }),
      );
      const objects = [
        ...(answer.Versions ?? []).map((version) => ({ ...version, isRemoved: false })),
        ...(answer.DeleteMarkers ?? []).map((marker) => ({ ...marker, isRemoved: true, ETag: undefined, Size: 0 })),
      ]
        .filter(({ IsLatest, Key }) => IsLatest && Key)
        .map(({ Key = '', VersionId, ETag, Size = 0, LastModified, isRemoved }) => ({
          key: decoded(Key),
          isRemoved,
          ...(VersionId && VersionId !== 'null' ? { versionId: VersionId } : {}),
          ...(ETag ? { eTag: ETag.replaceAll('"', '') } : {}),
          sizeBytes: Size,
          atMs: LastModified?.getTime() ?? 0,
        }));
      const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = answer;
      return {
        objects,
        ...(IsTruncated ? { next: JSON.stringify([decoded(NextKeyMarker ?? ''), NextVersionIdMarker]) } : {}),
      };
    },
  };
}

function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
