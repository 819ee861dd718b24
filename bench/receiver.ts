import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface Receiver {
  readonly url: string;
  stop(): void;
}

/** Starts a partner's endpoint in a process of its own, so that what it costs is not counted to the sender's thread. */
export async function startReceiver(): Promise<Receiver> {
  const child = fork(new URL('./receiver-process.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, stop: () => child.disconnect() };
}
