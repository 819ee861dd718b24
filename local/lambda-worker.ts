import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Invocation, RuntimeData, RuntimeMessage } from './lambda-runtime.ts';
import type { FunctionSpec } from './resources.ts';

/** Lambda gives the init phase ten seconds. */
const initTimeoutMs = 10_000;

/** One line a function wrote, or the runtime wrote about it. */
export interface LogLine {
  readonly functionName: string;
  readonly stream: 'stdout' | 'stderr' | 'runtime';
  readonly text: string;
}

/** An invocation that ended without an answer of the handler: base of the three below. */
class InvocationError extends Error {
  override readonly name: string = 'InvocationError';
}

/** The handler threw. */
export class HandlerFailed extends InvocationError {
  override readonly name = 'HandlerFailed';
}

/** The function's time-out passed; its worker was ended, as Lambda ends the environment. */
export class InvocationTimedOut extends InvocationError {
  override readonly name = 'InvocationTimedOut';
}

/** The worker ended by itself: an uncaught error, `process.exit`, out of memory, or code that does not load. */
export class WorkerCrashed extends InvocationError {
  override readonly name = 'WorkerCrashed';
}

export interface LambdaOptions {
  /** The whole environment of the function; nothing of this process leaks in. */
  readonly environment: Readonly<Record<string, string>>;
  /** Invocations that may run side by side; further ones wait. */
  readonly concurrency: number;
  readonly onLine: (line: LogLine) => void;
}

/** A function on this machine. */
export interface LocalLambda {
  /** Runs the handler and answers its result as JSON would carry it. Throws an `InvocationError`. */
  invoke(event: unknown): Promise<unknown>;
  /** Loads the code ahead of the first event. */
  warm(): Promise<void>;
  /** Ends all workers at once; what runs ends as `WorkerCrashed`. */
  stop(): Promise<void>;
}

/** A function as a pool of worker threads, each an execution environment that is kept warm and replaced when it dies. */
export function localLambda(spec: FunctionSpec, options: LambdaOptions): LocalLambda {
  const idle: Environment[] = [];
  const all = new Set<Environment>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let stopped = false;

  const start = (): Environment => {
    const environment = new Environment(spec, options);
    all.add(environment);
    return environment;
  };

  const takeIdle = (): Environment | undefined => {
    for (let environment = idle.pop(); environment; environment = idle.pop()) {
      if (environment.isAlive) return environment;
      all.delete(environment);
    }
    return undefined;
  };

  const release = (environment: Environment): void => {
    if (environment.isAlive && !stopped) idle.push(environment);
    else all.delete(environment);
    running--;
    waiting.shift()?.();
  };

  return {
    async invoke(event) {
      while (running >= options.concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      if (stopped) throw new WorkerCrashed(`${spec.name} was stopped`);
      running++;
      const environment = takeIdle() ?? start();
      try {
        return await environment.run(event);
      } finally {
        release(environment);
      }
    },
    async warm() {
      if (all.size > 0) return;
      const environment = start();
      idle.push(environment);
      await environment.ready;
    },
    async stop() {
      stopped = true;
      for (const resume of waiting.splice(0)) resume();
      await Promise.all([...all].map((environment) => environment.end()));
    },
  };
}

/** One worker thread with the function's code loaded. */
class Environment {
  readonly ready: Promise<void>;
  isAlive = true;
  readonly #spec: FunctionSpec;
  readonly #worker: Worker;
  readonly #gone: Promise<never>;
  readonly #onLine: LambdaOptions['onLine'];

  constructor(spec: FunctionSpec, { environment, onLine }: LambdaOptions) {
    this.#spec = spec;
    this.#onLine = onLine;
    const data: RuntimeData = {
      codeDir: spec.codeDir,
      handler: spec.handler,
      functionName: spec.name,
      functionArn: spec.arn,
      memoryMb: spec.memoryMb,
    };
    this.#worker = new Worker(new URL('./lambda-runtime.ts', import.meta.url), {
      workerData: data,
      env: { ...environment },
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
    });
    this.#pipe('stdout', this.#worker.stdout);
    this.#pipe('stderr', this.#worker.stderr);
    this.#gone = this.#whenGone();
    this.#gone.catch(() => {});
    this.ready = this.#bounded(initTimeoutMs, 'its code did not load', async () => {
      await once(this.#worker, 'message');
    });
    this.ready.catch(() => {});
  }

  /** Runs one invocation; the time-out starts once the code is loaded. */
  async run(event: unknown): Promise<unknown> {
    await this.ready;
    const { timeoutMs, name } = this.#spec;
    const requestId = randomUUID();
    const invocation: Invocation = { requestId, event, deadlineMs: Date.now() + timeoutMs };
    const answer = await this.#bounded(timeoutMs, 'the invocation timed out', async () => {
      this.#worker.postMessage(invocation);
      const [message] = (await once(this.#worker, 'message')) as [RuntimeMessage];
      return message;
    });
    if (answer.kind === 'done') return answer.result;
    if (answer.kind === 'ready') throw new WorkerCrashed(`${name} answered out of turn`);
    this.#report(answer.error.stack ?? answer.error.message);
    throw new HandlerFailed(`${name}: ${answer.error.name}: ${answer.error.message}`);
  }

  async end(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }

  /** `work`, unless the worker goes or the time passes; then the worker is ended. */
  async #bounded<Result>(limitMs: number, reason: string, work: () => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const text = `${this.#spec.name}: ${reason} after ${limitMs / 1000} s`;
        this.#report(text);
        reject(new InvocationTimedOut(text));
        void this.end();
      }, limitMs);
    });
    try {
      return await Promise.race([work(), this.#gone, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #whenGone(): Promise<never> {
    const { name } = this.#spec;
    const error = await new Promise<unknown>((resolve) => {
      this.#worker.once('error', resolve);
      this.#worker.once('exit', (code) => resolve(new Error(`worker ended with code ${code}`)));
    });
    const cause = error instanceof Error ? error : new Error(String(error));
    if (this.isAlive) this.#report(`worker ended: ${cause.stack ?? cause.message}`);
    this.isAlive = false;
    throw new WorkerCrashed(`${name}: ${cause.message}`, { cause });
  }

  #report(text: string): void {
    this.#onLine({ functionName: this.#spec.name, stream: 'runtime', text });
  }

  #pipe(stream: 'stdout' | 'stderr', source: Readable): void {
    const { name } = this.#spec;
    createInterface({ input: source }).on('line', (text) => this.#onLine({ functionName: name, stream, text }));
  }
}
