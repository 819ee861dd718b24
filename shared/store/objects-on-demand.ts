import type { Objects } from './objects.ts';

/**
 * A bucket whose client is loaded with the first request: for stages that seldom need one, and should not load the S3 client at each
 * cold start. A load that fails is tried again with the next request.
 */
export function objectsOnDemand(load: () => Promise<Objects>): Objects {
  let loading: Promise<Objects> | undefined;
  const loaded = (): Promise<Objects> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    get: async (key, versionId) => (await loaded()).get(key, versionId),
    put: async (key, body, contentType) => (await loaded()).put(key, body, contentType),
    remove: async (key) => (await loaded()).remove(key),
    exists: async (key) => (await loaded()).exists(key),
  };
}
