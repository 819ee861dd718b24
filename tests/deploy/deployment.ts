import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type Outputs, stackName, type StackOutput, stackOutputs } from '../../shared/contract/stack.ts';

const projectDir = join(import.meta.dirname, '../..');
/** A deployment that hangs is given up: CloudFormation itself takes minutes, not tens of them. */
const commandMs = 15 * 60_000;
/** Of a failed command’s output; the cause stands at its end. */
const linesTold = 40;

/** A stack that is there for one test. */
export interface Deployment {
  bootstrap(): Promise<void>;
  deploy(): Promise<Outputs>;
  /** Where `deploy` writes the outputs; more files may be put beside it. */
  readonly outputsFile: string;
  destroy(): Promise<void>;
  /** Removes what the commands wrote on this machine. */
  forget(): void;
}

/**
 * Drives the CDK command line as a person would: `cdk deploy -c stage=… -c endpointPolicy=…`. `signal` stops what is
 * being deployed; destroying is never stopped.
 */
export function cdkDeployment(
  stage: string,
  endpointPolicy: 'public' | 'local',
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Deployment {
  const outDir = mkdtempSync(join(tmpdir(), 'byline-deploy-'));
  const outputsFile = join(outDir, 'outputs.json');
  const context = ['-c', `stage=${stage}`, '-c', `endpointPolicy=${endpointPolicy}`];
  const cdk = (args: string[], signalOf?: AbortSignal): Promise<void> =>
    runCdk([...args, ...context, '--output', join(outDir, 'cdk.out')], env, signalOf);
  return {
    outputsFile,
    bootstrap: () => cdk(['bootstrap'], signal),
    async deploy() {
      await cdk(['deploy', '--require-approval', 'never', '--outputs-file', outputsFile], signal);
      const outputs = (JSON.parse(readFileSync(outputsFile, 'utf8')) as Record<string, Outputs>)[stackName(stage)];
      const missing = Object.keys(stackOutputs).filter((name) => !outputs?.[name as StackOutput]);
      if (!outputs || missing.length > 0) throw new Error(`the stack has no output ${missing.join(', ')}`);
      return outputs;
    },
    destroy: () => cdk(['destroy', '--force']),
    forget: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

/** What the command says is told only when it fails: it says much, and nothing that a passing test needs. */
async function runCdk(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  const binDir = join(projectDir, 'node_modules', '.bin');
  const child = spawn(
    process.execPath,
    [join(projectDir, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args, '--ci', '--no-notices'],
    {
      cwd: projectDir,
      env: {
        ...process.env,
        ...env,
        PATH: [binDir, dirname(process.execPath), process.env.PATH].join(delimiter),
        // Nothing is asked of the network but the deployment itself.
        CDK_DISABLE_VERSION_CHECK: '1',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: commandMs,
      signal,
    },
  );
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const lines = Buffer.concat(output).toString().trimEnd().split('\n');
  throw new Error(`cdk ${args[0]} ended with code ${code}:\n${lines.slice(-linesTold).join('\n')}`);
}

/** Removes every version of every object: CloudFormation deletes empty buckets only. */
export async function emptyBucket(s3: S3Client, bucket: string): Promise<void> {
  for (;;) {
    // From the start each time: what the page before named is gone by now.
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const objects: ObjectIdentifier[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
      ({ Key, VersionId }) => ({ Key, VersionId }),
    );
    if (objects.length === 0) return;
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }),
    );
    if (Errors.length > 0) throw new Error(`${bucket} keeps ${Errors[0]?.Key}: ${Errors[0]?.Message}`);
  }
}
