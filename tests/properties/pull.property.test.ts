import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor } from '../../functions/api/cursor.ts';
import { type PulledPage, pullArticles } from '../../functions/api/pull-articles.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { Killed, Process, Refused } from '../support/simulated-process.ts';
import { stagesOf } from '../support/simulated-stages.ts';
import { Simulation } from '../support/simulation.ts';

/** Invariants 1 to 3 for partners that fetch: whatever is lost on the way, at whichever call the functions end. */

type Step =
  | { readonly kind: 'upload'; readonly story: number; readonly text: number }
  | { readonly kind: 'remove'; readonly story: number }
  /** `lost`: the answer never comes to the partner. */
  | { readonly kind: 'pull'; readonly lost: boolean; readonly limit: number }
  /** Of its endpoint, where it has one. */
  | { readonly kind: 'behave'; readonly behaviour: 'ok' | 'error' }
  | { readonly kind: 'calls'; readonly calls: number }
  | { readonly kind: 'wait'; readonly seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('upload' as const), story: fc.nat(2), text: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), story: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pull' as const),
      lost: fc.boolean(),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('behave' as const),
      behaviour: fc.constantFrom('ok' as const, 'error' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('calls' as const), calls: fc.integer({ min: 1, max: 30 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 400 }) }),
  },
);

interface Told {
  readonly type: string;
  readonly data: { readonly articleId: string; readonly revision: number };
}

/** A partner that keeps what it is told, and its cursor only after that. */
class Reader {
  readonly has = new Map<string, Told>();
  readonly wrong: string[] = [];
  cursor: string | undefined;

  take({ entries, next }: PulledPage): void {
    for (const { body } of entries) {
      const told = JSON.parse(body.toString()) as Told;
      const { articleId, revision } = told.data;
      const before = this.has.get(articleId);
      if (before && before.data.revision > revision) this.wrong.push(`${articleId} went back to ${revision}`);
      if (before?.data.revision === revision && before.type !== told.type)
        this.wrong.push(`${articleId} r${revision} came as ${before.type} and as ${told.type}`);
      this.has.set(articleId, told);
    }
    this.cursor = next ?? this.cursor;
  }
}

/** One request among whatever else is going on; undefined where the function ended under it. */
async function pull(world: Simulation, reader: Reader, limit: number, calls?: number): Promise<PulledPage | undefined> {
  const partner = await partnerStore(world.table).get('reader');
  if (!partner) throw new Error('no reader');
  const deps = stagesOf(world.parts, new Process(world, () => (world.crashes += 1))).api();
  let isDone = false;
  const answer = pullArticles(deps, partner, { after: readCursor(reader.cursor ?? ''), limit })
    .catch((error: unknown) => {
      if (error instanceof Killed || error instanceof Refused) return undefined;
      throw error;
    })
    .finally(() => (isDone = true));
  // A function that was killed never answers: its client gives up.
  for (let round = 0; round < 60 && !isDone; round++) await world.run(world.nowMs, calls ?? 200);
  return isDone ? answer : undefined;
}

async function runStory(
  steps: readonly Step[],
  seed: number,
  { crash, stale, isPushed }: { readonly crash: number; readonly stale: number; readonly isPushed: boolean },
): Promise<string[]> {
  const world = new Simulation(seed, { crash, duplicate: 0.1, stale });
  await world.addPartner({ id: 'reader', pull: true, ...(isPushed ? {} : { url: undefined }) });
  if (isPushed) world.behaviour.set('reader', 'error');
  const reader = new Reader();
  for (const one of steps) {
    const key = 'story' in one ? `publishers/demo/story-${one.story}.json` : '';
    if (one.kind === 'upload')
      await world.upload(key, JSON.stringify({ id: `story-${one.story}`, text: `t${one.text}` }));
    else if (one.kind === 'remove') await world.removeUpload(key);
    else if (one.kind === 'calls') await world.run(world.nowMs, one.calls);
    else if (one.kind === 'wait') await world.run(world.nowMs + one.seconds * 1000);
    else if (one.kind === 'behave') world.behaviour.set('reader', one.behaviour);
    else {
      const page = await pull(world, reader, one.limit, 3);
      if (page && !one.lost) reader.take(page);
    }
  }
  // From here on nothing fails any more.
  world.faults = { crash: 0, duplicate: 0 };
  await world.run(world.nowMs + 8 * 3_600_000);
  for (let round = 0; round < 60; round++) {
    const page = await pull(world, reader, 2);
    if (!page) return ['a request was not answered though nothing failed'];
    reader.take(page);
    if (page.entries.length === 0) break;
    await world.run(world.nowMs + 60_000);
  }
  // What came by webhook it has as well: of each article whichever is newer.
  for (const { articleId, revision, type } of world.taken) {
    const fetched = reader.has.get(articleId);
    if (!fetched || fetched.data.revision < revision)
      reader.has.set(articleId, { type, data: { articleId, revision } });
  }
  const found = [...(isPushed ? [] : reader.wrong), ...missing(world, reader), ...world.unexpected.map(String)];
  const records = [...world.table.items.values()].filter(({ pk }) => pk.startsWith('DELIVERY#'));
  return found.length === 0 ? [] : [...found, ...records.map((record) => JSON.stringify(record))];
}

/** What the reader lacks, by the heads as they stand. */
function missing(world: Simulation, reader: Reader): string[] {
  return [...world.table.items.values()]
    .filter(({ pk, sk }) => pk.startsWith('ARTICLE#') && sk === 'HEAD')
    .flatMap((head) => {
      const told = reader.has.get(String(head.articleId));
      if (head.state === 'retracted')
        return told && told.type !== 'article.retracted' ? [`${String(head.articleId)} is still up`] : [];
      const newest = Number(head.sameAs ?? head.revision);
      return told && told.type !== 'article.retracted' && told.data.revision >= newest
        ? []
        : [`${String(head.articleId)} has ${told?.type} r${told?.data.revision}, newest is ${newest}`];
    });
}

test.each([
  [
    'a partner that fetches ends with the newest of everything, never goes back, and is told of what was retracted',
    false,
  ],
  ['a partner that fetches what its endpoint did not take ends with the newest of everything', true],
])(
  '%s',
  async (_, isPushed) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 20 }),
        fc.nat(),
        fc.constantFrom(0, 0.01, 0.05),
        fc.constantFrom(0, 0.3),
        async (steps, seed, crash, stale) => {
          expect(await runStory(steps, seed, { crash, stale, isPushed })).toEqual([]);
        },
      ),
      { numRuns: Number(process.env.PULL_RUNS ?? 60) },
    );
  },
  300_000,
);
