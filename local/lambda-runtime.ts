/**
 * Runs inside a worker thread: one execution environment of a Lambda function. It loads the bundled code once and
 * then answers one invocation at a time, as Lambda's own runtime does.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What a worker is started with. */
export interface RuntimeData {
  readonly codeDir: string;
  /** `file.export`. */
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  readonly deadlineMs: number;
}

/** What a worker says: that its code is loaded, or how an invocation ended. */
export type RuntimeMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly requestId: string; readonly result: unknown }
  | {
      readonly kind: 'failed';
      readonly requestId: string;
      readonly error: { readonly name: string; readonly message: string; readonly stack?: string };
    };

type Handler = (event: unknown, context: object) => unknown;

const data = workerData as RuntimeData;
const port = parentPort;
if (!port) throw new Error('local/lambda-runtime.ts runs in a worker thread only');
const handler = await loadHandler();
port.on('message', (invocation: Invocation) => void run(invocation));
say({ kind: 'ready' });

async function run({ requestId, event, deadlineMs }: Invocation): Promise<void> {
  try {
    const result = await handler(event, {
      functionName: data.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: data.functionArn,
      memoryLimitInMB: String(data.memoryMb),
      awsRequestId: requestId,
      logGroupName: `/aws/lambda/${data.functionName}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    });
    // Lambda answers in JSON: what cannot travel that way does not.
    say({ kind: 'done', requestId, result: result === undefined ? null : JSON.parse(JSON.stringify(result)) });
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    say({ kind: 'failed', requestId, error: { name, message, ...(stack === undefined ? {} : { stack }) } });
  }
}

async function loadHandler(): Promise<Handler> {
  const dot = data.handler.lastIndexOf('.');
  const [file, exportName] = [data.handler.slice(0, dot), data.handler.slice(dot + 1)];
  const path = ['.mjs', '.js', '.cjs'].map((ending) => join(data.codeDir, file + ending)).find(existsSync);
  if (path === undefined) throw new Error(`${data.functionName}: ${data.codeDir} holds no ${file}.mjs, .js or .cjs`);
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown> & {
    default?: Record<string, unknown>;
  };
  const found = module[exportName] ?? module.default?.[exportName];
  if (typeof found !== 'function') throw new Error(`${data.functionName}: ${path} exports no function ${exportName}`);
  return found as Handler;
}

function say(message: RuntimeMessage): void {
  port?.postMessage(message);
}
