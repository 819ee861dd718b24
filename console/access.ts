import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/**
 * Who may use the console: the person who started it, in a browser that was given the token. Other users of the machine, and pages of other
 * sites open in the same browser, may not: docs/decisions/0025 has what each check is for.
 */
export interface Access {
  /** The path that lets a browser in; secret. */
  readonly entryPath: string;
  /** What a form must carry. */
  readonly formToken: string;
  /** Refuses requests under a foreign name (DNS rebinding), without the session, or sent by another site. */
  readonly guard: MiddlewareHandler;
  /** Gives the session to a browser that brings the token. */
  readonly enter: MiddlewareHandler;
}

export interface AccessOptions {
  /** Known once the server listens. */
  readonly port: () => number;
  readonly random?: () => string;
}

const newToken = (): string => randomBytes(24).toString('base64url');

export const formTokenField = 'form-token';

export function access({ port, random = newToken }: AccessOptions): Access {
  const [entry, session, formToken] = [random(), random(), random()];
  // Cookies know no ports: two consoles on one machine must not take each other's.
  const cookieName = (): string => `byline-console-${port()}`;

  return {
    entryPath: `/enter/${entry}`,
    formToken,

    guard: async (c, next) => {
      const names = [`127.0.0.1:${port()}`, `localhost:${port()}`];
      if (!names.includes(c.req.header('host') ?? '')) {
        return c.text(`this console answers to http://127.0.0.1:${port()} only\n`, 421);
      }
      // Style and script hold no data, and a sandboxed preview, which has no origin, must be able to ask for its style.
      const isOpen = c.req.path.startsWith('/enter/') || (c.req.method === 'GET' && c.req.path.startsWith('/assets/'));
      if (!isOpen && !isSame(getCookie(c, cookieName()), session)) {
        return c.text('open the address that byline console printed: it holds the key to this page\n', 403);
      }
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
        const origin = c.req.header('origin');
        if (origin === undefined || !names.some((name) => origin === `http://${name}`)) {
          return c.text('this request came from another page\n', 403);
        }
      }
      return next();
    },

    enter: async (c) => {
      if (!isSame(c.req.path.slice('/enter/'.length), entry)) {
        return c.text('this address is of another run: open the one that byline console printed last\n', 403);
      }
      setCookie(c, cookieName(), session, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return c.redirect('/', 303);
    },
  };
}

/** Whether a form carries the token of this run. */
export function isSame(given: string | undefined, expected: string): boolean {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
