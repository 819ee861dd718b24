import type { Context, Hono } from 'hono';
import { reviveDeadLetters, replayDeadLetters } from '../shared/store/dead-letters.ts';
import { choiceOf } from './data/dead-letters.ts';
import type { Notes } from './notes.ts';
import { type PageDeps, PageProblem, type PageView } from './page.ts';
import { hoursOf } from './pages/dead-letters.ts';
import { counted } from './parts/figures.ts';
import { to } from './parts/html.ts';
import { registerPartnerActions } from './partner-actions.ts';
import type { Uploading } from './uploading.ts';

export interface ActionDeps {
  readonly open: () => Promise<PageDeps>;
  readonly notes: Notes;
  readonly uploads: Uploading;
  readonly answer: (c: Context, view: PageView) => Response | Promise<Response>;
}

/** Registers what people can do. Each is a form that was checked before it comes here, and ends in a page that may be loaded again. */
export function registerActions(app: Hono, deps: ActionDeps): void {
  const { open, notes, uploads } = deps;
  registerPartnerActions(app, deps);

  app.post('/dead-letters/replay', async (c) => {
    const { stack, activity, nowMs } = await open();
    const form = await c.req.parseBody({ all: true });
    const hours = hoursOf(text(form.hours));
    const query = { partnerId: text(form.partner), reason: text(form.reason), hours };
    const perSecond = Number(text(form['per-second']));
    if (!(perSecond >= 1 && perSecond <= 100)) throw new PageProblem('give a rate from 1 to 100 a second', 400);
    const pace = { perSecond, nowMs };
    const chosen = [form.pair ?? []].flat().map(pairOf);
    const isAll = text(form.which) === 'all';
    const { revived } = isAll
      ? await replayDeadLetters(stack.deliveries, await choiceOf(stack, query, nowMs), pace)
      : await reviveDeadLetters(stack.deliveries, chosen, pace);
    activity.forget();
    const note = notes.leave(
      !isAll && chosen.length === 0
        ? { tone: 'bad', text: 'Nothing was chosen: tick the ones to replay, or replay all.' }
        : {
            tone: 'good',
            text: `${counted(revived, 'delivery', 'deliveries')} will be tried again from the next sweep on, within a minute.`,
          },
    );
    return c.redirect(to(['dead-letters'], { partner: query.partnerId, reason: query.reason, hours, note }), 303);
  });

  app.post('/upload', async (c) => {
    const { stack, activity } = await open();
    const form = await c.req.parseBody({ all: true });
    const files = [form.files ?? []].flat().filter((file): file is File => file instanceof File && file.name !== '');
    const batch = await uploads.send(stack, text(form.publisher) ?? '', files);
    activity.forget();
    return c.redirect(to(['upload', batch.id]), 303);
  });
}

function pairOf(value: string | File): { articleId: string; partnerId: string } {
  const [articleId = '', partnerId = ''] = String(value).split(' ');
  return { articleId, partnerId };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
