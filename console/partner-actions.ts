import type { Context, Hono } from 'hono';
import { isPushed } from '../shared/partners/partner.ts';
import { keyLimits } from '../shared/contract/limits.ts';
import { failureReasons } from '../shared/delivery/decide.ts';
import { accessOf, type Tested, testPartner, verifyPartner } from '../shared/webhooks/partner-checks.ts';
import { rotateKeys, shownKeys } from '../shared/webhooks/partner-keys.ts';
import type { ActionDeps } from './actions.ts';
import type { Note } from './notes.ts';
import { type PageDeps, PageProblem } from './page.ts';
import { rotatedPage } from './pages/partner-keys.ts';
import { to } from './parts/html.ts';
import { durationText } from './parts/figures.ts';

/** What people can do with one partner: the same rooms as `byline partners …` do it with. */
export function registerPartnerActions(app: Hono, { open, notes, answer }: ActionDeps): void {
  const action = (name: string, act: (deps: PageDeps, partnerId: string) => Promise<Note>): void => {
    app.post(`/partners/:partnerId/${name}`, async (c: Context) => {
      const deps = await open();
      const partnerId = c.req.param('partnerId') ?? '';
      const note = notes.leave(await act(deps, partnerId));
      deps.activity.forget();
      return c.redirect(to(['partners', partnerId], { note }), 303);
    });
  };

  action('pause', async ({ stack, nowMs }, partnerId) => {
    if ((await stack.partnerSwitch.pause(partnerId, nowMs)) === 'unknown') throw noPartner();
    return { tone: 'good', text: 'Paused: what it is owed is parked.' };
  });

  action('resume', async ({ stack, nowMs }, partnerId) => {
    if ((await stack.partnerSwitch.resume(partnerId, nowMs)) === 'unknown') throw noPartner();
    return { tone: 'good', text: 'Resumed: what was parked goes out from the next sweep on, within a minute.' };
  });

  action('test', async (deps, partnerId) => {
    const { partner, access } = await reachable(deps, partnerId);
    return testedNote(await testPartner(deps.stack.challenge, partner, access));
  });

  action('verify', async (deps, partnerId) => {
    const { partner, access } = await reachable(deps, partnerId);
    const { outcome, message } = await verifyPartner(deps.stack, deps.stack.challenge, partner, access);
    return outcome === 'verified'
      ? { tone: 'good', text: 'Verified: what was parked goes out from the next sweep on, within a minute.' }
      : { tone: 'bad', text: `Not verified: ${message}` };
  });

  app.post('/partners/:partnerId/rotate', async (c) => {
    const { stack, nowMs } = await open();
    const partner = await stack.partners.get(c.req.param('partnerId'));
    if (!partner) throw noPartner();
    const kind = (await shownKeys(stack.signingKeys, partner.id, nowMs))[0]?.kind ?? partner.signature ?? 'shared';
    const rotation = {
      kind: kind === 'public' || kind === 'v1a' ? 'public' : 'shared',
      overlapMs: keyLimits.overlapMs,
      nowMs,
    } as const;
    const { keyId, verificationKey } = await rotateKeys(stack.signingKeys, partner.id, rotation);
    // No redirect: the key would have to be kept for it.
    return answer(c, rotatedPage(partner, keyId, verificationKey));
  });
}

const noPartner = (): PageProblem => new PageProblem('no such partner: see Partners for those that are registered');

async function reachable({ stack, nowMs }: PageDeps, partnerId: string) {
  const partner = await stack.partners.get(partnerId);
  if (!partner || partner.status === 'removed') throw noPartner();
  if (!isPushed(partner)) throw new PageProblem('it has no endpoint: it fetches what it is owed', 400);
  const access = await accessOf(stack.access, partner.id, nowMs);
  if (!access) throw new PageProblem('it has no key to sign with: rotate to give it one', 400);
  return { partner, access };
}

function testedNote({ isTaken, status, reason, durationMs }: Tested): Note {
  const took = `after ${durationText(durationMs)}`;
  if (isTaken) return { tone: 'good', text: `A partner.test was answered with ${status} ${took}.` };
  return {
    tone: 'bad',
    text:
      reason === undefined
        ? `A partner.test was answered with ${status} ${took}.`
        : `A partner.test failed ${took}: ${failureReasons[reason]}.`,
  };
}
