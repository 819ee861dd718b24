import type { GuardedMessage } from './guarded-process.ts';

/**
 * The other end of `guardedProcess`: answers one question after the other, and ends with the process that asks. What `answer` throws is told; an
 * error outside of it ends the process, which tells as much.
 */
export function serveQuestions<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  const say = (message: GuardedMessage<Answer>): void => {
    process.send?.(message, undefined, undefined, () => {});
  };
  process.on('message', (question) => {
    answer(question as Question).then(
      (given) => say({ kind: 'answered', answer: given }),
      (error: unknown) => say({ kind: 'thrown', detail: error instanceof Error ? String(error.stack) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
  say({ kind: 'ready' });
}
