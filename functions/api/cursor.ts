import { pullPlacePattern } from '../../shared/store/keys.ts';

/** Where a partner stands: the place of the last entry it was given, and the answer it came in. */
export interface Cursor {
  readonly place: string;
  readonly page: string;
}

/** As a partner sees it: one word, of which it need not know what it says. */
export function cursorText({ place, page }: Cursor): string {
  return Buffer.from(`${page}~${place}`).toString('base64url');
}

/** Undefined for anything that was not given out as a cursor. */
export function readCursor(text: string): Cursor | undefined {
  if (text.length > 300 || !/^[\w-]+$/.test(text)) return undefined;
  const [page = '', place = '', ...rest] = Buffer.from(text, 'base64url').toString('utf8').split('~');
  const isOurs = /^[a-z0-9-]{1,64}$/.test(page) && pullPlacePattern.test(place) && rest.length === 0;
  return isOurs ? { page, place } : undefined;
}
