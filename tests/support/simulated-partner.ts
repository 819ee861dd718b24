import { deliveryLimits } from '../../shared/contract/limits.ts';
import type { Answer } from '../../shared/delivery/decide.ts';
import type { Post } from '../../shared/webhooks/post.ts';
import type { Process } from './simulated-process.ts';

/** How a partner's endpoint behaves at the moment. `late` takes the request some time, perhaps after it was given up, and never answers. */
export type Behaviour = 'ok' | 'error' | 'refuse' | 'late' | 'gone' | 'busy';

export interface PostSeen {
  readonly partnerId: string;
  readonly articleId: string;
  readonly revision: number;
  readonly type: string;
  readonly messageId: string;
  readonly body: string;
  readonly atMs: number;
  /** The turn in which its lease was taken. */
  readonly leasedAt: number;
}

/** A webhook as the partner took it, in the order of taking. */
export interface Taken extends Pick<PostSeen, 'partnerId' | 'articleId' | 'revision' | 'type'> {
  readonly atMs: number;
}

const answers: Readonly<Record<Behaviour, Answer>> = {
  ok: { kind: 'status', status: 204 },
  error: { kind: 'status', status: 500 },
  refuse: { kind: 'failure', reason: 'CONNECT_ERROR', ambiguous: false },
  late: { kind: 'failure', reason: 'TIMEOUT', ambiguous: true },
  gone: { kind: 'status', status: 410 },
  busy: { kind: 'status', status: 503, retryAfterMs: 90_000 },
};

/** Every partner's endpoint: what was posted to them, and what they took. */
export class SimulatedPartners {
  readonly posts: PostSeen[] = [];
  readonly taken: Taken[] = [];
  readonly behaviour = new Map<string, Behaviour>();
  /** Endpoints that treat one webhook unlike another; undefined: as the partner's behaviour says. */
  byWebhook: (post: PostSeen) => Behaviour | undefined = () => undefined;
  /** The most requests that were under way at once, by partner. */
  readonly mostAtOnce = new Map<string, number>();
  readonly #underWay = new Map<string, number>();
  #late: { readonly atMs: number; readonly post: PostSeen }[] = [];
  readonly #now: () => number;
  readonly #random: () => number;

  constructor(now: () => number, random: () => number) {
    this.#now = now;
    this.#random = random;
  }

  /** When the next late request is taken. */
  nextLateMs(): number {
    return Math.min(...this.#late.map(({ atMs }) => atMs));
  }

  /** Takes the late requests whose time has come, in its order. */
  takeLate(): void {
    const due = this.#late.filter(({ atMs }) => atMs <= this.#now()).toSorted((a, b) => a.atMs - b.atMs);
    this.#late = this.#late.filter((late) => !due.includes(late));
    for (const { atMs, post } of due) this.#take(post, atMs);
  }

  /** The POST of one run of a function. */
  postFrom(process: Process): Post {
    return async (url, headers, sent) => {
      const body = sent.toString();
      const partnerId = new URL(url).hostname.split('.')[0] ?? '';
      await process.step();
      const { type, data } = JSON.parse(body) as { type: string; data: { articleId?: string; revision?: number } };
      const { articleId = '', revision = 0 } = data;
      const post: PostSeen = {
        partnerId,
        articleId,
        revision,
        type,
        messageId: headers['webhook-id'] ?? '',
        body,
        atMs: this.#now(),
        leasedAt: process.leasedAt.get(`${articleId} ${partnerId}`) ?? 0,
      };
      this.#begin(partnerId);
      try {
        return await this.#answer(process, post);
      } finally {
        this.#underWay.set(partnerId, (this.#underWay.get(partnerId) ?? 0) - 1);
      }
    };
  }

  #begin(partnerId: string): void {
    const underWay = (this.#underWay.get(partnerId) ?? 0) + 1;
    this.#underWay.set(partnerId, underWay);
    this.mostAtOnce.set(partnerId, Math.max(underWay, this.mostAtOnce.get(partnerId) ?? 0));
  }

  async #answer(process: Process, post: PostSeen): Promise<Answer> {
    const behaviour = this.byWebhook(post) ?? this.behaviour.get(post.partnerId) ?? 'ok';
    this.posts.push(post);
    if (behaviour === 'ok') this.#take(post, post.atMs);
    if (behaviour === 'late') {
      // Somewhere between the request and the end of what a partner may take over it, long after it was given up.
      const waitMs = Math.floor(this.#random() * (deliveryLimits.requestMs + deliveryLimits.lateMs));
      this.#late.push({ atMs: post.atMs + waitMs, post });
      await process.sleep(deliveryLimits.requestMs);
    }
    await process.step();
    return answers[behaviour];
  }

  #take({ partnerId, articleId, revision, type }: PostSeen, atMs: number): void {
    this.taken.push({ partnerId, articleId, revision, type, atMs });
  }
}
