import type { OutgoingMessage, Queue } from '../../shared/runtime/queues.ts';
import type { Table } from '../../shared/store/table.ts';

export interface Faults {
  /** Chance that a function ends at one of its I/O calls, before or after the call took effect. */
  readonly crash: number;
  /** Chance that a message comes a second time. */
  readonly duplicate: number;
  /** Chance that a call fails, as one does that was throttled for too long; a send may have sent a part. @default 0 */
  readonly refuse?: number;
  /** Chance that the answer of a call is lost and the client asks again: the call takes effect twice. @default 0 */
  readonly repeat?: number;
  /** Chance that a read which may be stale sees an item as it was before its last change. @default 0 */
  readonly stale?: number;
}

/** What a process needs of the world it runs in. */
export interface World {
  readonly faults: Faults;
  /** Waits for its turn among all calls; returns the number of the turn. */
  turn(): Promise<number>;
  /** Waits in virtual time; the process does nothing meanwhile. */
  sleep(ms: number): Promise<void>;
  chance(share: number | undefined): boolean;
}

/** What a function that was killed sees of the world: nothing any more. */
export class Killed extends Error {}

/** What a call answers that was throttled for too long. */
export class Refused extends Error {}

/** One run of a function: every I/O call waits for its turn, and may be the last. */
export class Process {
  isKilled = false;
  /** The turn in which this run took the lease of a pair, by article and partner. */
  readonly leasedAt = new Map<string, number>();
  readonly #world: World;
  readonly #onKilled: () => void;

  constructor(world: World, onKilled: () => void) {
    this.#world = world;
    this.#onKilled = onKilled;
  }

  check(): void {
    if (this.isKilled) throw new Killed('killed');
  }

  async call<Result>(run: (turn: number) => Promise<Result>): Promise<Result> {
    this.check();
    const turn = await this.#world.turn();
    this.check();
    this.#maybeKill();
    if (this.#world.chance(this.#world.faults.refuse)) throw new Refused('throttled');
    let result = await run(turn);
    if (this.#world.chance(this.#world.faults.repeat)) result = await run(turn);
    this.#maybeKill();
    return result;
  }

  /** A step that is no call of AWS: it is not refused, and not done twice. */
  async step(): Promise<number> {
    this.check();
    const turn = await this.#world.turn();
    this.check();
    this.#maybeKill();
    return turn;
  }

  async sleep(ms: number): Promise<void> {
    await this.#world.sleep(ms);
    this.check();
    this.#maybeKill();
  }

  wrap<Part extends object>(inner: Part, methods: readonly (keyof Part & string)[]): Part {
    const wrapped: Record<string, unknown> = {};
    for (const method of methods) {
      const call = inner[method] as (...args: unknown[]) => Promise<unknown>;
      wrapped[method] = (...args: unknown[]) => this.call(() => call.apply(inner, args));
    }
    return wrapped as Part;
  }

  /** The table, noting when leases were taken. */
  table(inner: Table): Table {
    const wrapped = this.wrap(inner, ['get', 'getMany', 'put', 'remove', 'query', 'queryIndex']);
    return {
      ...wrapped,
      update: (key, change, condition) =>
        this.call(async (turn) => {
          const item = await inner.update(key, change, condition);
          const { articleId, partnerId, leaseToken } = change.set ?? {};
          if (item && leaseToken) this.leasedAt.set(`${String(articleId)} ${String(partnerId)}`, turn);
          return item;
        }),
    };
  }

  /** A queue that may take a part of what is sent before it refuses. */
  queue(inner: Queue): Queue {
    return {
      send: async (messages) => {
        if (messages.length === 0) return;
        if (this.#world.chance(this.#world.faults.refuse)) {
          await this.call(() => inner.send(messages.slice(0, Math.floor(messages.length / 2)) as OutgoingMessage[]));
          throw new Refused('a part was refused');
        }
        await this.call(() => inner.send(messages));
      },
    };
  }

  #maybeKill(): void {
    if (!this.#world.chance(this.#world.faults.crash)) return;
    this.isKilled = true;
    this.#onKilled();
    throw new Killed('killed');
  }
}
