import type { OutgoingMessage, Queue } from '../../shared/runtime/queues.ts';

interface Held {
  readonly body: string;
  visibleAtMs: number;
  receives: number;
}

export interface Received {
  readonly body: string;
  done(): void;
}

/** A standard queue in memory: at least once, in any order, with delays, visibility time-outs and a dead-letter queue. */
export class MemoryQueue implements Queue {
  readonly messages = new Set<Held>();
  readonly dead: string[] = [];
  readonly #now: () => number;
  readonly #visibilityMs: number;
  readonly #maxReceives: number;

  constructor(now: () => number, visibilityMs: number, maxReceives: number) {
    this.#now = now;
    this.#visibilityMs = visibilityMs;
    this.#maxReceives = maxReceives;
  }

  send(messages: readonly OutgoingMessage[]): Promise<void> {
    for (const { body, delaySeconds = 0 } of messages) this.announce(JSON.stringify(body), delaySeconds * 1000);
    return Promise.resolve();
  }

  announce(body: string, delayMs = 0): void {
    this.messages.add({ body, visibleAtMs: this.#now() + delayMs, receives: 0 });
  }

  /** Takes up to `most` visible messages, chosen by `pick` (from 0 to 1). */
  receive(most: number, pick: () => number): Received[] {
    const visible = [...this.messages].filter(({ visibleAtMs }) => visibleAtMs <= this.#now());
    const taken: Received[] = [];
    while (taken.length < most && visible.length > 0) {
      const [held] = visible.splice(Math.floor(pick() * visible.length), 1);
      if (!held) break;
      held.receives += 1;
      if (held.receives > this.#maxReceives) {
        this.messages.delete(held);
        this.dead.push(held.body);
        continue;
      }
      held.visibleAtMs = this.#now() + this.#visibilityMs;
      taken.push({ body: held.body, done: () => this.messages.delete(held) });
    }
    return taken;
  }

  hasVisible(): boolean {
    return [...this.messages].some(({ visibleAtMs }) => visibleAtMs <= this.#now());
  }

  nextVisibleAtMs(): number | undefined {
    const times = [...this.messages].map(({ visibleAtMs }) => visibleAtMs);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  purge(): void {
    this.messages.clear();
  }
}
