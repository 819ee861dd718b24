/** A guarded program that does what it is asked to: also what no program should do. */
import { readFileSync } from 'node:fs';
import { serveQuestions } from '../../shared/runtime/serve-questions.ts';

export interface MoodyQuestion {
  readonly do: 'echo' | 'hang' | 'backtrack' | 'fill memory' | 'throw' | 'throw later' | 'exit' | 'read secrets';
  readonly text?: string;
}

serveQuestions<MoodyQuestion, string>(async ({ do: what, text = '' }) => {
  if (what === 'hang') for (;;);
  if (what === 'backtrack') return String(/^(a+)+$/.test(`${'a'.repeat(60)}b`));
  if (what === 'fill memory') {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 1_000 }, (_, index) => index + kept.length));
  }
  if (what === 'throw') throw new Error(`no ${text}`);
  if (what === 'throw later') {
    setImmediate(() => {
      throw new Error('nobody waits for this');
    });
    return new Promise(() => {});
  }
  if (what === 'exit') process.exit(3);
  if (what === 'read secrets') return `${Object.keys(process.env).join(' ')} ${readable('/etc/hostname')}`.trim();
  return text;
});

function readable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
