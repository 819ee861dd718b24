/**
 * `npm start`: boots the whole stack on this machine, with a publisher and three partners, uploads `samples/` and shows what
 * becomes of them. `npm start -- --help` lists what else it takes.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localStackDir } from '../shared/contract/local-stack.ts';
import { demoRun, type DemoRun } from './demo-run.ts';
import { startDemoPartners } from './demo-partners.ts';
import { type DemoScreen, demoScreen } from './demo-screen.ts';
import { type DemoState, openDemoState } from './demo-state.ts';
import { demoPublisherId, type DemoUpload, namedUploads, sampleGroups } from './demo-uploads.ts';
import { defaultPort } from './ports.ts';
import { forgetLocalStack, type LocalStack, refuseSecondStack, StackAlreadyRuns, startLocalStack } from './start.ts';
import { projectDir } from './synth.ts';

const usage = `npm start -- [FILE…] [--once] [--json] [--fresh] [--dir DIR] [--port PORT]

  FILE…   uploads these files after the samples
  --once  ends when everything has arrived; exit code 0 only if every expected webhook
          arrived with a valid signature and every receipt was written
  --json  the last line on standard output is the result as JSON; the rest goes to standard error
  --fresh forgets what earlier runs left in DIR
  --dir   where state is kept; .byline by default
  --port  the port of S3 and SQS; ${defaultPort} by default, or the next free one`;

interface Options {
  readonly files: readonly DemoUpload[];
  readonly once: boolean;
  readonly json: boolean;
  readonly fresh: boolean;
  readonly dir: string;
  readonly port: number;
}

const startedAtMs = performance.timeOrigin;
const groupTitles = ['Articles', 'Corrections', 'Retractions'] as const;

async function main(args: readonly string[]): Promise<number> {
  let options: Options | undefined;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    return 2;
  }
  if (!options) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    return await runDemo(options, demoScreen(options.json ? process.stderr : process.stdout));
  } catch (error) {
    if (!(error instanceof StackAlreadyRuns)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function runDemo(options: Options, screen: DemoScreen): Promise<number> {
  const { dir, port } = options;
  await refuseSecondStack(dir);
  if (options.fresh) await forgetDemo(dir);
  screen.heading('Byline: articles in, signed webhooks out. The whole stack, on this machine.');
  const state = openDemoState(join(dir, 'demo.json'));
  let refusedSignatures = 0;
  let run: DemoRun | undefined;
  const stopped = stopOnCtrlC();

  // Partners first: after a kill the stack takes up its deliveries the moment it is back.
  const receivers = await startDemoPartners(dir, state, (partner, report) => {
    if (report.kind === 'refused-signature') refusedSignatures++;
    screen.webhook(partner, report);
  });
  try {
    let receiptsBucket = '';
    const stack = await startLocalStack({
      dir,
      port,
      onStep: screen.step,
      onChange: ({ kind, bucket, key }) => {
        if (kind === 'created' && bucket === receiptsBucket) run?.receiptWritten(key);
      },
    });
    receiptsBucket = stack.outputs.ReceiptsBucketName;
    try {
      run = demoRun(stack, receivers.partners, state, screen);
      await run.register();
      screen.heading(`Ready after ${seconds()} s`);
      for (const { name, wants, url } of receivers.partners) screen.row(name, `${wants} · ${url}`);
      await Promise.race([stopped, uploadAll(run, state, options, screen)]);
      if (stopped.isStopped()) return 0;
      const result = run.result();
      const isGood = result.deliveries.failed === 0 && refusedSignatures === 0;
      const { articles, rejected, deliveries, signaturesVerified } = result;
      screen[isGood ? 'good' : 'bad'](
        `${articles} articles accepted, ${rejected} rejected with reasons; ${deliveries.delivered} webhooks arrived as expected, ` +
          `${deliveries.failed} did not; ${signaturesVerified} signatures verified, ${refusedSignatures} refused`,
      );
      if (options.once) {
        if (options.json) {
          process.stdout.write(`${JSON.stringify({ ...result, elapsedMs: Math.round(Date.now() - startedAtMs) })}\n`);
        }
        return isGood ? 0 : 1;
      }
      explainUploads(stack, screen);
      await stopped;
      return 0;
    } finally {
      await stack.stop();
    }
  } finally {
    await receivers.stop();
  }
}

async function forgetDemo(dir: string): Promise<void> {
  await forgetLocalStack(dir);
  for (const name of ['demo.json', 'receivers']) rmSync(join(dir, name), { recursive: true, force: true });
}

async function uploadAll(run: DemoRun, state: DemoState, options: Options, screen: DemoScreen): Promise<void> {
  const kept = await run.recall();
  if (kept > 0) {
    screen.heading(
      `${kept} receipts are kept from before; samples uploaded then are passed over (--fresh starts anew)`,
    );
    await run.settle();
  }
  const groups = sampleGroups(join(projectDir, 'samples'));
  for (const [index, group] of groups.entries()) {
    const left = group.filter(({ name }) => !state.isUploaded(name));
    if (left.length === 0) continue;
    screen.heading(groupTitles[index] ?? 'More samples');
    await run.upload(left);
    for (const { name } of left) state.markUploaded(name);
  }
  if (options.files.length > 0) {
    screen.heading('Your files');
    await run.upload(options.files);
  }
}

function explainUploads({ endpoints, outputs }: LocalStack, screen: DemoScreen): void {
  screen.heading('Now look at it all in a browser, from another terminal:');
  screen.line('    npx byline console');
  screen.heading('Upload something yourself: drop it there, or');
  screen.line('    npx byline upload article.md');
  screen.line('  or');
  screen.line('    export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1');
  screen.line(
    `    aws --endpoint-url ${endpoints.s3} s3 cp article.md s3://${outputs.UploadsBucketName}/publishers/${demoPublisherId}/article.md`,
  );
  screen.line(
    `\n  Receipts, with every note, lie under the upload's key in s3://${outputs.ReceiptsBucketName}. Ctrl-C stops.\n`,
  );
}

function readOptions(args: readonly string[]): Options | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      dir: { type: 'string', default: join(projectDir, localStackDir) },
      port: { type: 'string', default: String(defaultPort) },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is not a port`);
  return {
    files: namedUploads(positionals),
    once: values.once,
    json: values.json,
    fresh: values.fresh,
    dir: values.dir,
    port,
  };
}

function seconds(): string {
  return ((Date.now() - startedAtMs) / 1000).toFixed(1);
}

/** npm hands a Ctrl-C on that the terminal has sent already: within this time, two are one. */
const sameSignalMs = 1_000;

/** Resolves at the first Ctrl-C or termination; a further one ends the process at once. */
function stopOnCtrlC(): Promise<void> & { isStopped(): boolean } {
  let stoppedAtMs: number | undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stoppedAtMs !== undefined && Date.now() - stoppedAtMs > sameSignalMs) process.exit(130);
      stoppedAtMs ??= Date.now();
      resolve();
    });
  }
  return Object.assign(promise, { isStopped: () => stoppedAtMs !== undefined });
}

process.exitCode = await main(process.argv.slice(2));
