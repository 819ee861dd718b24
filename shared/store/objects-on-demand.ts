import type { S3Client } from '@aws-sdk/client-s3';
import type { Objects } from './objects.ts';

interface ClientLoad {
  s3Client(): S3Client;
}

/** Presigned addresses of a bucket's objects, by a signer that is loaded with the first. */
export function presignedOnDemand(
  bucket: string,
  load: () => Promise<ClientLoad>,
): (key: string, seconds: number) => Promise<string> {
  let client: S3Client | undefined;
  return async (key, seconds) => {
    const [{ s3Client }, { presignedGet }] = await Promise.all([load(), import('./presigned-get.ts')]);
    return presignedGet((client ??= s3Client()), bucket, key, seconds);
  };
}

/**
 * A bucket on S3 whose client is loaded with the first request: for stages that seldom need one, and should not load it at each cold start.
 * `load` imports `runtime/s3-client.ts`. A load that fails is tried again with the next request.
 */
export function s3ObjectsOnDemand(bucket: string, load: () => Promise<ClientLoad>): Objects {
  let loading: Promise<Objects> | undefined;
  const loaded = (): Promise<Objects> => {
    loading ??= Promise.all([load(), import('./objects.ts')]).then(
      ([{ s3Client }, { s3Objects }]) => s3Objects(s3Client(), bucket),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  return {
    get: async (key, versionId) => (await loaded()).get(key, versionId),
    put: async (key, body, contentType) => (await loaded()).put(key, body, contentType),
    remove: async (key) => (await loaded()).remove(key),
    exists: async (key) => (await loaded()).exists(key),
  };
}
