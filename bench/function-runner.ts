import { fork } from 'node:child_process';
import { once } from 'node:events';

/** How one invocation went. */
export interface Invoked {
  readonly ms: number;
  /** Of the process and its threads, without those it started. */
  readonly cpuMs: number;
  /** The most the process has held so far, in megabytes. */
  readonly rssMb: number;
}

export interface FunctionRunner {
  /** Throws when the handler does, or when it fails a part of its batch. */
  invoke(event: unknown): Promise<Invoked>;
  stop(): void;
}

/** Starts a bundled function in a process of its own; its log is thrown away. */
export async function startFunction(fn: {
  readonly codeDir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** As Lambda would bound the heap. */
  readonly heapMb?: number;
}): Promise<FunctionRunner> {
  const child = fork(new URL('./function-process.ts', import.meta.url), [fn.codeDir], {
    env: { ...fn.environment },
    execArgv: fn.heapMb === undefined ? [] : [`--max-old-space-size=${fn.heapMb}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the function's process ended (${String(code ?? signal)})`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
  return {
    async invoke(event) {
      child.send(event as object);
      const [answer] = (await Promise.race([once(child, 'message'), ended])) as [
        Invoked & { error?: string; result?: { batchItemFailures?: unknown[] } },
      ];
      if (answer.error !== undefined) throw new Error(answer.error);
      const failed = answer.result?.batchItemFailures?.length ?? 0;
      if (failed > 0) throw new Error(`the function failed on ${failed} messages`);
      return answer;
    },
    stop: () => child.disconnect(),
  };
}

/** An event as a mapping would hand it over. */
export function sqsEvent(bodies: readonly object[]): object {
  return { Records: bodies.map((body, index) => ({ messageId: `m${index}`, body: JSON.stringify(body) })) };
}
