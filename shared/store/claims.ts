import { cacheLimits, deliveryLimits } from '../contract/limits.ts';
import { claimsPrefix } from '../contract/table.ts';
import type { Objects } from './objects.ts';

/** Keeps a body that is too large to travel, and answers an address at which it can be fetched for a while. */
export type Claims = (name: string, body: string) => Promise<{ readonly url: string; readonly expiresAtMs: number }>;

/**
 * Bodies in the content bucket, each put once by a container: its name says what is in it. `sign` answers a presigned GET. Every call gives a new address,
 * since one that was given for an earlier attempt may end before it is used.
 */
export function claimStore(
  content: Pick<Objects, 'put'>,
  sign: (key: string, seconds: number) => Promise<string>,
  now: () => number,
): Claims {
  const stored = new Map<string, Promise<void>>();
  return async (name, body) => {
    const key = `${claimsPrefix}${name}`;
    const put = stored.get(key) ?? content.put(key, body, 'application/json');
    stored.set(key, put);
    put.catch(() => stored.delete(key));
    if (stored.size > cacheLimits.claimsRemembered) stored.delete(stored.keys().next().value ?? '');
    await put;
    const seconds = deliveryLimits.claimSeconds;
    const expiresAtMs = now() + seconds * 1000;
    return { url: await sign(key, seconds), expiresAtMs };
  };
}
