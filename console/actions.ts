import type { Context, Hono } from 'hono';
import { loadDeadLetters } from './data/dead-letters.ts';
import { type PageDeps, PageProblem } from './page.ts';
import type { Uploading } from './uploading.ts';

/** What a person just did, from a fixed list: the address may come from anywhere. */
const notices = {
  paused: 'Paused: what it is owed is parked.',
  resumed: 'Resumed: what was parked goes out from the next sweep on, within a minute.',
  replayed: 'Replayed: they will be tried again from the next sweep on, within a minute.',
  nothing: 'Nothing was chosen: tick the ones to replay, or replay all.',
} as const;

export function noticeOf(c: Context): { tone: 'good' | 'bad'; text: string } | undefined {
  const done = c.req.query('done') as keyof typeof notices | undefined;
  const text = done === undefined ? undefined : notices[done];
  const number = Number(c.req.query('number'));
  const counted = Number.isSafeInteger(number) && number > 0 ? `${number}. ` : '';
  return text === undefined ? undefined : { tone: done === 'nothing' ? 'bad' : 'good', text: `${counted}${text}` };
}

/** Registers what people can do. Each is a form that was checked before it comes here, and ends in a page that may be loaded again. */
export function registerActions(app: Hono, open: () => Promise<PageDeps>, uploads: Uploading): void {
  for (const [name, done] of [
    ['pause', 'paused'],
    ['resume', 'resumed'],
  ] as const) {
    app.post(`/partners/:partnerId/${name}`, async (c) => {
      const { stack, activity, nowMs } = await open();
      const partnerId = c.req.param('partnerId');
      if ((await stack.partnerSwitch[name](partnerId, nowMs)) === 'unknown')
        throw new PageProblem('no such partner: see Partners');
      activity.forget();
      return c.redirect(`/partners/${encodeURIComponent(partnerId)}?done=${done}`, 303);
    });
  }

  app.post('/dead-letters/replay', async (c) => {
    const { stack, activity, nowMs } = await open();
    const form = await c.req.parseBody({ all: true });
    const query = { partnerId: text(form.partner), reason: text(form.reason) };
    const perSecond = Number(text(form['per-second']));
    if (!(perSecond >= 1 && perSecond <= 100)) throw new PageProblem('give a rate from 1 to 100 a second', 400);
    const pairs =
      text(form.which) === 'all'
        ? (await loadDeadLetters(stack, query)).matching
        : [form.pair ?? []].flat().map(pairOf);
    const revived = await replay(stack.deliveries, pairs, perSecond, nowMs);
    activity.forget();
    const address = new URLSearchParams({
      ...(query.partnerId ? { partner: query.partnerId } : {}),
      ...(query.reason ? { reason: query.reason } : {}),
      done: pairs.length === 0 ? 'nothing' : 'replayed',
      number: String(revived),
    });
    return c.redirect(`/dead-letters?${address}`, 303);
  });

  app.post('/upload', async (c) => {
    const { stack, activity } = await open();
    const form = await c.req.parseBody({ all: true });
    const files = [form.files ?? []].flat().filter((file): file is File => file instanceof File && file.name !== '');
    const batch = await uploads.send(stack, text(form.publisher) ?? '', files);
    activity.forget();
    return c.redirect(`/upload/${batch.id}`, 303);
  });
}

/** Has dead letters tried again, so many a second of each partner; returns how many were dead letters still. */
async function replay(
  deliveries: PageDeps['stack']['deliveries'],
  pairs: readonly { readonly articleId: string; readonly partnerId: string }[],
  perSecond: number,
  nowMs: number,
): Promise<number> {
  const places = new Map<string, number>();
  let revived = 0;
  for (const { articleId, partnerId } of pairs) {
    const place = places.get(partnerId) ?? 0;
    places.set(partnerId, place + 1);
    const atMs = nowMs + Math.floor((place / perSecond) * 1000);
    if (await deliveries.revive(articleId, partnerId, atMs, nowMs)) revived += 1;
  }
  return revived;
}

function pairOf(value: string | File): { articleId: string; partnerId: string } {
  const [articleId = '', partnerId = ''] = String(value).split(' ');
  return { articleId, partnerId };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
