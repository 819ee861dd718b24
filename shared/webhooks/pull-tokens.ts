import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { keyLimits } from '../contract/limits.ts';

interface KeptToken {
  readonly id: string;
  readonly hash: string;
  readonly createdAtMs: number;
  readonly expiresAtMs?: number;
}

/** Where the hashes of partners' tokens are kept; the store of `shared/store` fits. */
export interface TokenStore {
  get(partnerId: string): Promise<readonly KeptToken[]>;
  put(partnerId: string, tokens: readonly KeptToken[]): Promise<void>;
}

/**
 * Gives a partner a token to fetch with, beside those it has, which go on for `overlapMs`. Returns the token itself, to be shown this once: 32 random bytes, of which
 * only the hash is kept. Being random, it needs no slow hash.
 */
export async function rotatePullToken(
  store: TokenStore,
  partnerId: string,
  { overlapMs, nowMs }: { readonly overlapMs: number; readonly nowMs: number },
): Promise<{ readonly id: string; readonly token: string }> {
  const token = `bylt_${randomBytes(32).toString('base64url')}`;
  const hash = hashOf(token);
  const untilMs = nowMs + overlapMs;
  const ending = tokensInUse(await store.get(partnerId), nowMs).map((kept) => ({
    ...kept,
    expiresAtMs: Math.min(kept.expiresAtMs ?? untilMs, untilMs),
  }));
  const added = { id: hash.slice(0, 10), hash, createdAtMs: nowMs };
  await store.put(partnerId, [added, ...ending].slice(0, keyLimits.keysPerPartner));
  return { id: added.id, token };
}

/** Takes tokens away at once: one by its id, or all of a partner's. Says how many there were. */
export async function revokePullTokens(store: TokenStore, partnerId: string, id: string | undefined): Promise<number> {
  const kept = await store.get(partnerId);
  const left = id === undefined ? [] : kept.filter((one) => one.id !== id);
  if (left.length < kept.length) await store.put(partnerId, left);
  return kept.length - left.length;
}

/** Whether a token opens the door now. Takes as long for a wrong one as for a right one. */
export function opensBy(tokens: readonly KeptToken[], given: string, nowMs: number): boolean {
  const hash = Buffer.from(hashOf(given), 'hex');
  // Every one is compared: which of them fits does not show in the time either.
  const fits = tokensInUse(tokens, nowMs).map((kept) => timingSafeEqual(Buffer.from(kept.hash, 'hex'), hash));
  return fits.includes(true);
}

export function tokensInUse<Token extends KeptToken>(tokens: readonly Token[], nowMs: number): readonly Token[] {
  return tokens.filter(({ expiresAtMs }) => expiresAtMs === undefined || expiresAtMs > nowMs);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
