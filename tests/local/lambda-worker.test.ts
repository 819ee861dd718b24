import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  HandlerFailed,
  InvocationTimedOut,
  localLambda,
  type LocalLambda,
  type LogLine,
  WorkerCrashed,
} from '../../local/lambda-worker.ts';
import type { FunctionSpec } from '../../local/resources.ts';

const running: LocalLambda[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((lambda) => lambda.stop()));
});

interface Started {
  readonly lambda: LocalLambda;
  readonly lines: LogLine[];
}

function start(
  code: string,
  { timeoutMs = 5_000, concurrency = 1, environment = {} as Record<string, string> } = {},
): Started {
  const codeDir = mkdtempSync(join(tmpdir(), 'byline-lambda-'));
  writeFileSync(join(codeDir, 'index.mjs'), code);
  const spec: FunctionSpec = {
    logicalId: 'Worker',
    name: 'Worker',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:Worker',
    codeDir,
    handler: 'index.handler',
    timeoutMs,
    memoryMb: 128,
    environment,
  };
  const lines: LogLine[] = [];
  const lambda = localLambda(spec, { environment, concurrency, onLine: (line) => lines.push(line) });
  running.push(lambda);
  return { lambda, lines };
}

describe('localLambda', () => {
  test('answers what the handler answers, and keeps its worker warm', async () => {
    const { lambda } = start(
      'let calls = 0; export const handler = async (event) => ({ got: event.n, calls: ++calls });',
    );
    expect(await lambda.invoke({ n: 1 })).toEqual({ got: 1, calls: 1 });
    expect(await lambda.invoke({ n: 2 })).toEqual({ got: 2, calls: 2 });
  });

  test('gives the function its own environment and nothing of this process', async () => {
    process.env.BYLINE_TEST_SECRET = 'not for functions';
    const { lambda } = start('export const handler = async () => process.env;', { environment: { STAGE: 'local' } });
    expect(await lambda.invoke({})).toEqual({ STAGE: 'local' });
    delete process.env.BYLINE_TEST_SECRET;
  });

  test('tells the handler how long it has', async () => {
    const { lambda } = start('export const handler = async (_, context) => context.getRemainingTimeInMillis();');
    const left = (await lambda.invoke({})) as number;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(5_000);
  });

  test('an error of the handler fails that invocation alone', async () => {
    const { lambda, lines } = start(
      'let calls = 0; export const handler = async () => { if (++calls === 1) throw new TypeError("no headline"); return calls; };',
    );
    await expect(lambda.invoke({})).rejects.toThrow(HandlerFailed);
    expect(lines.map(({ text }) => text).join()).toContain('TypeError: no headline');
    expect(await lambda.invoke({})).toBe(2);
  });

  test('the time-out ends the worker, even one that never yields, and the next invocation gets a new one', async () => {
    const { lambda, lines } = start('export const handler = async (event) => { while (event.hang); return "done"; };', {
      timeoutMs: 2_000,
    });
    await expect(lambda.invoke({ hang: true })).rejects.toThrow(InvocationTimedOut);
    expect(lines).toContainEqual({
      functionName: 'Worker',
      stream: 'runtime',
      text: 'Worker: the invocation timed out after 2 s',
    });
    expect(await lambda.invoke({})).toBe('done');
  });

  test.each([
    ['ends its process', 'process.exit(3)'],
    ['throws where nobody catches', 'setTimeout(() => { throw new Error("stray"); })'],
  ])('a function that %s fails its invocation and is started again', async (_, statement) => {
    const { lambda } = start(
      `export const handler = (event) => event.crash ? new Promise(() => { ${statement}; }) : Promise.resolve("alive");`,
    );
    await expect(lambda.invoke({ crash: true })).rejects.toThrow(WorkerCrashed);
    expect(await lambda.invoke({})).toBe('alive');
  });

  test('code that does not load says so', async () => {
    const { lambda, lines } = start('throw new Error("BUCKET is not set");');
    await expect(lambda.invoke({})).rejects.toThrow(WorkerCrashed);
    expect(lines.map(({ text }) => text).join()).toContain('BUCKET is not set');
  });

  test('runs no more invocations side by side than allowed', async () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const { lambda } = start(
      `export const handler = async ({ shared }) => {
        const now = Atomics.add(shared, 0, 1) + 1;
        if (now > Atomics.load(shared, 1)) Atomics.store(shared, 1, now);
        await new Promise((resolve) => setImmediate(resolve));
        Atomics.sub(shared, 0, 1);
      };`,
      { concurrency: 2 },
    );
    await Promise.all(Array.from({ length: 12 }, () => lambda.invoke({ shared })));
    expect(shared[1]).toBeGreaterThanOrEqual(1);
    expect(shared[1]).toBeLessThanOrEqual(2);
  });

  test('captures what the function writes, line by line', async () => {
    const { lambda, lines } = start(
      'export const handler = async () => { console.log("one\\ntwo"); console.error("three"); };',
    );
    await lambda.invoke({});
    await expect
      .poll(() => lines.map(({ stream, text }) => `${stream} ${text}`).toSorted())
      .toEqual(['stderr three', 'stdout one', 'stdout two']);
  });
});
