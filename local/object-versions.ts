/** An object of a bucket, as the emulator keeps it. */
export interface KeptObject {
  readonly key: string;
  readonly etag: string;
  readonly contentLength: number;
  readonly lastModified: Date;
}

/** A key whose object was removed. */
export interface RemovedObject {
  readonly key: string;
  readonly atMs: number;
}

const maxKeys = 1_000;

/**
 * S3's answer to `GET /bucket?versions` (ListObjectVersions), of a bucket that keeps the newest version of each object only, and knows which were removed.
 * Honours `prefix`, `key-marker` and `max-keys`; keys are encoded as `encoding-type=url` asks.
 */
export function listVersionsXml(
  bucket: string,
  query: URLSearchParams,
  objects: Iterable<KeptObject>,
  removed: Iterable<RemovedObject>,
): string {
  const [prefix, marker] = [query.get('prefix') ?? '', query.get('key-marker') ?? ''];
  const limit = Math.min(Number(query.get('max-keys') ?? maxKeys), maxKeys);
  const kept = new Map([...objects].map((object) => [object.key, object]));
  const gone = new Map([...removed].filter(({ key }) => !kept.has(key)).map((object) => [object.key, object]));
  const keys = [...kept.keys(), ...gone.keys()]
    .filter((key) => key.startsWith(prefix) && byBytes(key, marker) > 0)
    .toSorted(byBytes);
  const page = keys.slice(0, limit);
  const isTruncated = keys.length > limit;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${bucket}</Name><Prefix>${encoded(prefix)}</Prefix><MaxKeys>${limit}</MaxKeys>`,
    '<EncodingType>url</EncodingType>',
    `<IsTruncated>${isTruncated}</IsTruncated>`,
    ...(isTruncated
      ? [`<NextKeyMarker>${encoded(page.at(-1) ?? '')}</NextKeyMarker><NextVersionIdMarker>null</NextVersionIdMarker>`]
      : []),
    ...page.map((key) => entryOf(key, kept.get(key), gone.get(key))),
    '</ListVersionsResult>',
  ].join('\n');
}

function entryOf(key: string, kept: KeptObject | undefined, gone: RemovedObject | undefined): string {
  const common = `<Key>${encoded(key)}</Key><VersionId>null</VersionId><IsLatest>true</IsLatest>`;
  if (!kept) {
    const at = new Date(gone?.atMs ?? 0).toISOString();
    return `<DeleteMarker>${common}<LastModified>${at}</LastModified></DeleteMarker>`;
  }
  const { etag, contentLength, lastModified } = kept;
  return (
    `<Version>${common}<LastModified>${lastModified.toISOString()}</LastModified>` +
    `<ETag>&quot;${etag.replaceAll('"', '')}&quot;</ETag><Size>${contentLength}</Size></Version>`
  );
}

/** S3 orders keys by their bytes in UTF-8. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function encoded(key: string): string {
  return encodeURIComponent(key.toWellFormed()).replaceAll('%2F', '/').replaceAll('%20', '+').replaceAll("'", '%27');
}
