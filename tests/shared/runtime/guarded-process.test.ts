import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { guardedProcess, type GuardedProcess } from '../../../shared/runtime/guarded-process.ts';
import type { MoodyQuestion } from '../../support/moody-program.ts';

const program = join(import.meta.dirname, '../../support/moody-program.ts');
const root = join(import.meta.dirname, '../../..');
const roomy = { startMs: 60_000, answerMs: 60_000, heapMb: 64, youngHeapMb: 8 };
let asked: GuardedProcess<MoodyQuestion, string> | undefined;
afterEach(() => asked?.stop());

function moody(limits = roomy, readable?: string): GuardedProcess<MoodyQuestion, string> {
  return (asked = guardedProcess<MoodyQuestion, string>(program, limits, readable));
}

test('questions are answered in turn, by one process', async () => {
  const { ask } = moody();
  const answers = await Promise.all(['a', 'b', 'c'].map((text) => ask({ do: 'echo', text })));
  expect(answers).toEqual(['a', 'b', 'c'].map((answer) => ({ kind: 'answered', answer })));
});

test.each(['hang', 'backtrack'] as const)(
  'what does not end (%s) is ended, and the next question answered',
  async (what) => {
    const { ask } = moody({ ...roomy, answerMs: 300 });
    const [hung, next] = await Promise.all([ask({ do: what }), ask({ do: 'echo', text: 'still there' })]);
    expect(hung).toMatchObject({ kind: 'ended', why: 'deadline' });
    expect(next).toEqual({ kind: 'answered', answer: 'still there' });
  },
  60_000,
);

test.each([
  ['fill memory', 'memory', /out of memory/],
  ['throw', 'crash', /Error: no luck/],
  ['throw later', 'crash', /nobody waits for this/],
  ['exit', 'crash', /exit code 3/],
] as const)(
  'a program that would %s is told as %s, and the next question answered',
  async (what, why, detail) => {
    const { ask } = moody();
    expect(await ask({ do: what, text: 'luck' })).toEqual({
      kind: 'ended',
      why,
      detail: expect.stringMatching(detail),
    });
    expect(await ask({ do: 'echo', text: 'fine' })).toEqual({ kind: 'answered', answer: 'fine' });
  },
  60_000,
);

test('a program that is not there is told apart from one that dies of a question', async () => {
  asked = guardedProcess<MoodyQuestion, string>('/no/such/program.ts', roomy);
  expect(await asked.ask({ do: 'echo' })).toMatchObject({
    kind: 'not started',
    detail: expect.stringContaining('program.ts'),
  });
}, 60_000);

test('it sees no credentials, and with a folder given no files outside of it', async () => {
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  try {
    const closed = await moody(roomy, `${root}/*`).ask({ do: 'read secrets' });
    expect(closed).toMatchObject({ kind: 'answered', answer: expect.stringMatching(/ERR_ACCESS_DENIED$/) });
    expect(JSON.stringify(closed)).not.toContain('AWS');
  } finally {
    delete process.env['AWS_SECRET_ACCESS_KEY'];
  }
}, 60_000);
