import { type Answer, failureReasons } from '../delivery/decide.ts';
import type { PushedPartner } from '../partners/partner.ts';
import { instantOf } from '../article/instant.ts';
import type { Envelope } from './envelope.ts';
import { type KeyKind, kindOf } from './keys.ts';
import type { Post } from './post.ts';
import { type Access, sendWebhook } from './send.ts';

/** What came of a challenge. */
export type ChallengeOutcome =
  | 'verified'
  /** Our own signature was turned away: most often the receiver holds another secret. */
  | 'refused'
  /** 2xx without the challenge: whatever answers there does not know Byline. */
  | 'not-echoed'
  /** A forged webhook was taken: anybody could publish at that partner. */
  | 'forgery-taken'
  | 'unreachable';

export interface Challenged {
  readonly outcome: ChallengeOutcome;
  /** For people: what was seen, and what to do. Nothing of what the endpoint said. */
  readonly message: string;
  readonly status?: number;
}

export interface ChallengeDeps {
  /** Made with `answerTexts`, since the answer holds the challenge. */
  readonly post: Post;
  readonly now: () => number;
  readonly newId: () => string;
  readonly newSecret: (kind: KeyKind) => string;
}

/**
 * Challenges an endpoint before the first article goes there. A `partner.verify` signed as all webhooks are must be answered with 2xx and
 * `{"challenge": …}`, its own back; another, signed with a key that nobody has, must not be answered with 2xx. The first shows that
 * the endpoint is the partner's and holds the right key, the second that it looks at signatures.
 */
export async function challengePartner(
  deps: ChallengeDeps,
  partner: Pick<PushedPartner, 'url' | 'headers'>,
  access: Access,
): Promise<Challenged> {
  const challenge = deps.newId();
  const genuine = verifyEnvelope(deps, challenge);
  const answer = await sendWebhook(deps.post, partner, access, genuine, deps.now());
  if (answer.kind === 'failure') return { outcome: 'unreachable', message: failureReasons[answer.reason] };
  const { status } = answer;
  if (!isTaken(answer)) {
    return {
      outcome: 'refused',
      status,
      message: `it answered ${status}: does its receiver hold the secret it was given?`,
    };
  }
  if (!echoes(answer.text, challenge)) {
    const message = `it answered ${status} without {"challenge": …}: does its receiver know partner.verify?`;
    return { outcome: 'not-echoed', status, message };
  }
  const forged = { ...access, secrets: [deps.newSecret(kindOf(access.secrets[0] ?? 'whsec_'))] };
  const toForgery = await sendWebhook(deps.post, partner, forged, verifyEnvelope(deps, deps.newId()), deps.now());
  if (toForgery.kind === 'status' && isTaken(toForgery)) {
    const message = `it answered ${toForgery.status} to a forged webhook: its receiver must verify signatures, and answer 401`;
    return { outcome: 'forgery-taken', status: toForgery.status, message };
  }
  return { outcome: 'verified', status, message: 'it answered the challenge, and turned a forged one away' };
}

/** A `partner.test`: shows that webhooks arrive, and means nothing else. */
export function testEnvelope(deps: Pick<ChallengeDeps, 'now' | 'newId'>, partnerId: string): Envelope {
  return partnerEnvelope(deps, 'partner.test', { partnerId });
}

function verifyEnvelope(deps: Pick<ChallengeDeps, 'now' | 'newId'>, challenge: string): Envelope {
  return partnerEnvelope(deps, 'partner.verify', { challenge });
}

function partnerEnvelope(
  { now, newId }: Pick<ChallengeDeps, 'now' | 'newId'>,
  type: 'partner.test' | 'partner.verify',
  data: Readonly<Record<string, string>>,
): Envelope {
  const body = Buffer.from(JSON.stringify({ type, timestamp: instantOf(now()), data }));
  return { messageId: `msg_${newId()}`, body };
}

function isTaken({ status }: Extract<Answer, { kind: 'status' }>): boolean {
  return status >= 200 && status < 300;
}

function echoes(text: string | undefined, challenge: string): boolean {
  try {
    return (JSON.parse(text ?? '') as { challenge?: unknown } | null)?.challenge === challenge;
  } catch {
    return false;
  }
}
