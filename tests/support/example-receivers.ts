import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const examples = join(import.meta.dirname, '../../examples');

export type ReceiverName = 'TypeScript' | 'Python' | 'WordPress';
export const receiverNames: readonly ReceiverName[] = ['TypeScript', 'Python', 'WordPress'];

/** A receiver of examples/ that runs, as its partner would run it. */
export interface ExampleReceiver {
  readonly webhookUrl: string;
  /** What a reader sees of an article: status and page. */
  page(articleId: string): Promise<{ readonly status: number; readonly html: string }>;
  stop(): Promise<void>;
}

/** Whether what the receiver runs on is on this machine; says so where it is not. */
export function canRun(name: ReceiverName): boolean {
  const probes: Readonly<Record<ReceiverName, readonly [string, ...string[]]>> = {
    TypeScript: [process.execPath, '--version'],
    Python: ['python3', '-c', 'import cryptography'],
    WordPress: ['php', '-r', 'exit(function_exists("sodium_crypto_sign_verify_detached") ? 0 : 1);'],
  };
  const [command, ...args] = probes[name];
  const isThere = spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  if (!isThere) console.warn(`skipped: the ${name} receiver needs ${command} (${args.join(' ')}), which is not here`);
  return isThere;
}

/** Starts a receiver on a free port of loopback, with its articles kept in `dir`. `env` holds its secret, and the keys of proofs. */
export async function startExampleReceiver(
  name: ReceiverName,
  dir: string,
  env: Readonly<Record<string, string>>,
): Promise<ExampleReceiver> {
  if (name === 'WordPress') return startWordPress(dir, env);
  const [command, file] = name === 'Python' ? ['python3', 'receiver.py'] : [process.execPath, 'receiver.ts'];
  const child = spawn(command, [join(examples, file)], {
    env: { ...process.env, DATABASE: join(dir, `${name}.db`), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return running(child, url, `${url}/byline`);
}

/** The built-in server of PHP cannot be asked which port it got: one that was free a moment ago is given to it. */
async function startWordPress(dir: string, env: Readonly<Record<string, string>>): Promise<ExampleReceiver> {
  const port = await freePort();
  const child = spawn('php', ['-S', `127.0.0.1:${port}`, join(import.meta.dirname, 'wordpress.php')], {
    env: {
      ...process.env,
      STORE: join(dir, 'wordpress.json'),
      PLUGIN: join(examples, 'wordpress/byline-receiver.php'),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: child.stderr })) if (line.includes('started')) break;
  child.stderr.resume();
  const url = `http://127.0.0.1:${port}`;
  return running(child, url, `${url}/wp-json/byline/v1/webhook`);
}

function running(child: ChildProcess, url: string, webhookUrl: string): ExampleReceiver {
  return {
    webhookUrl,
    async page(articleId) {
      const response = await fetch(`${url}/articles/${articleId}`);
      return { status: response.status, html: await response.text() };
    },
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
