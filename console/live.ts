import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Browsers looking at once; each has its page made anew again and again. */
const viewersMax = 16;

/** The request for which a page answers with its main part alone. */
export const livePartHeader = 'x-console-part';

export interface LiveOptions {
  /** How long after one look the next comes. */
  readonly everyMs: number;
  /** Makes the main part of a page of the console, as for a request of the same session. */
  readonly render: (path: string, headers: Headers) => Promise<Response>;
}

/**
 * Server-sent events of one page: its main part, whenever it is another than the one sent last. `trouble` says that it could not be made, in one
 * line; the page stays as it was.
 */
export function liveUpdates({ everyMs, render }: LiveOptions) {
  let viewers = 0;
  return async (c: Context): Promise<Response> => {
    const path = c.req.query('page') ?? '';
    // A page of ours, and not these events again.
    if (!/^\/(?!\/|live\b|assets\/|enter\/)/.test(path)) return c.text('page is no path of the console\n', 400);
    if (viewers >= viewersMax) return c.text('too many pages of this console are open: close some\n', 503);
    const headers = new Headers({
      cookie: c.req.header('cookie') ?? '',
      host: c.req.header('host') ?? '',
      [livePartHeader]: 'main',
    });
    viewers += 1;
    return streamSSE(c, async (stream) => {
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      let sent = '';
      try {
        while (!ended.signal.aborted) {
          const response = await render(path, headers);
          const text = await response.text();
          const event = response.status < 500 ? 'page' : 'trouble';
          const seen = createHash('sha256').update(`${event}${text}`).digest('hex');
          if (seen !== sent) await stream.writeSSE({ event, data: JSON.stringify(text) });
          else await stream.writeSSE({ event: 'same', data: '' });
          sent = seen;
          await delay(everyMs, undefined, { signal: ended.signal }).catch(() => {});
        }
      } finally {
        viewers -= 1;
      }
    });
  };
}
