import { fork } from 'node:child_process';

export interface GuardLimits {
  /** From the start of the process until it can be asked. */
  readonly startMs: number;
  /** From a question to its answer; then the process is ended. */
  readonly answerMs: number;
  /** Of V8's heap; buffers lie outside of it. */
  readonly heapMb: number;
  /** Each half of the heap's young generation. */
  readonly youngHeapMb: number;
}

/** The process ended before it answered. `detail` is for logs: what it wrote last, or the error it met. */
export interface Ended {
  readonly kind: 'ended';
  readonly why: 'deadline' | 'memory' | 'crash';
  readonly detail: string;
}

export type Outcome<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | Ended
  /** It could not be asked: no fault of the question. */
  | { readonly kind: 'not started'; readonly detail: string };

export interface GuardedProcess<Question, Answer> {
  /** One question at a time; further ones wait. Never rejects. */
  ask(question: Question): Promise<Outcome<Answer>>;
  /** Starts the process ahead of the first question. */
  warm(): void;
  /** Ends the process; a question under way ends as a crash. */
  stop(): void;
}

/** What the process says; it is asked with bare questions. */
export type GuardedMessage<Answer> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'thrown'; readonly detail: string };

/**
 * Asks a program that may hang, take all memory or die of what it is given, without hanging or dying with it. The program (which calls
 * `serveQuestions`) runs as a process of its own; it is ended when an answer takes too long, and started anew for the next question. It has
 * nothing of this process's environment, and so no credentials. With `readable` it may read files below that folder only, write none, and start
 * nothing (Node's permission model, under which Node keeps no compiled code: starting takes longer).
 */
export function guardedProcess<Question extends object, Answer>(
  program: string,
  limits: GuardLimits,
  readable?: string,
): GuardedProcess<Question, Answer> {
  let running: RunningProcess<Answer> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const alive = (): RunningProcess<Answer> =>
    (running = running?.isAlive() ? running : startProcess<Answer>(program, limits, readable));
  return {
    ask(question: Question) {
      const outcome = turn.then(() => alive().ask(question));
      turn = outcome;
      return outcome;
    },
    warm() {
      alive();
    },
    stop() {
      running?.stop();
    },
  };
}

interface RunningProcess<Answer> {
  isAlive(): boolean;
  ask(question: object): Promise<Outcome<Answer>>;
  stop(): void;
}

const detailCharacters = 2_000;

function startProcess<Answer>(program: string, limits: GuardLimits, readable?: string): RunningProcess<Answer> {
  const child = fork(program, [], {
    execArgv: [
      `--max-old-space-size=${limits.heapMb}`,
      `--max-semi-space-size=${limits.youngHeapMb}`,
      ...(readable === undefined ? [] : ['--permission', `--allow-fs-read=${readable}`]),
    ],
    env: passedOn(process.env),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let [written, isLate, hasEnded] = ['', false, false];
  child.stderr?.on('data', (chunk: Buffer) => (written = (written + chunk.toString()).slice(-detailCharacters)));
  const ended = new Promise<Ended>((resolve) => {
    const end = (why: Ended['why'], detail: string): void => {
      hasEnded = true;
      resolve({ kind: 'ended', why, detail });
    };
    child.once('error', (error) => end('crash', error.message));
    child.once('close', (code, signal) => {
      if (isLate) end('deadline', `no answer in ${limits.answerMs} ms`);
      else end(isOutOfMemory(signal, written) ? 'memory' : 'crash', `${signal ?? `exit code ${code}`} ${written}`);
    });
  });

  const nextMessage = async (limitMs: number): Promise<GuardedMessage<Answer> | Ended> => {
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, limitMs);
    let listener: ((message: unknown) => void) | undefined;
    const message = new Promise<GuardedMessage<Answer>>((resolve) => {
      child.once('message', (listener = (said) => resolve(said as GuardedMessage<Answer>)));
    });
    try {
      return await Promise.race([message, ended]);
    } finally {
      clearTimeout(timer);
      if (listener) child.off('message', listener);
    }
  };

  const ready = nextMessage(limits.startMs);
  return {
    isAlive: () => !hasEnded && child.connected,
    async ask(question) {
      const start = await ready;
      if (start.kind !== 'ready')
        return { kind: 'not started', detail: start.kind === 'ended' ? start.detail : start.kind };
      const said = nextMessage(limits.answerMs);
      child.send(question, () => {});
      const message = await said;
      if (message.kind === 'answered' || message.kind === 'ended') return message;
      return {
        kind: 'ended',
        why: 'crash',
        detail: message.kind === 'thrown' ? message.detail : 'answered out of turn',
      };
    },
    stop() {
      child.kill('SIGKILL');
    },
  };
}

/** V8 aborts when its heap is full; the kernel kills when the machine's memory is. */
function isOutOfMemory(signal: NodeJS.Signals | null, written: string): boolean {
  return signal === 'SIGKILL' || ((signal === 'SIGABRT' || signal === 'SIGTRAP') && /out of memory/i.test(written));
}

/** What the runtime itself needs to start; no credentials. */
function passedOn(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ['LD_LIBRARY_PATH', 'NODE_COMPILE_CACHE', 'SystemRoot'];
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}
