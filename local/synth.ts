import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { localStackDir } from '../shared/contract/local-stack.ts';

/** The checkout this runs from. */
export const projectDir = join(import.meta.dirname, '..');

/** What a template and its bundles are made from: when none of it changed, neither did they. */
const sources = ['infra', 'functions', 'shared', 'cdk.json', 'package-lock.json', 'tsconfig.json'];
/** Assemblies kept, so that switching between branches does not bundle anew each time. */
const assembliesKept = 10;

/** The stage a laptop runs, with partners on http and loopback allowed. */
const context = { stage: 'local', endpointPolicy: 'local' };

export interface Synthesis {
  /** The cloud assembly: template, manifest and bundled functions. */
  readonly assemblyDir: string;
  readonly fromCache: boolean;
}

/**
 * Synthesizes the CDK app in a process of its own, as `cdk synth` does, or takes what it made of the same sources
 * before. Throws an Error with the app's own words when it fails.
 */
export async function synthesize(cacheDir = join(projectDir, localStackDir, 'synth')): Promise<Synthesis> {
  const assemblyDir = join(cacheDir, hashOf(sources));
  if (existsSync(join(assemblyDir, 'manifest.json'))) {
    const now = new Date();
    utimesSync(assemblyDir, now, now);
    return { assemblyDir, fromCache: true };
  }
  mkdirSync(cacheDir, { recursive: true });
  const unfinishedDir = `${assemblyDir}.${process.pid}`;
  await runApp(unfinishedDir);
  try {
    renameSync(unfinishedDir, assemblyDir);
  } catch (error) {
    // Another process synthesized the same sources meanwhile: its assembly is as good.
    if (!existsSync(join(assemblyDir, 'manifest.json'))) throw error;
    rmSync(unfinishedDir, { recursive: true });
  }
  forgetOld(cacheDir);
  return { assemblyDir, fromCache: false };
}

async function runApp(outDir: string): Promise<void> {
  const settings = JSON.parse(readFileSync(join(projectDir, 'cdk.json'), 'utf8')) as { context?: object };
  const app = spawn(process.execPath, ['infra/app.ts'], {
    cwd: projectDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    // What the CDK command line hands to an app: where to write, and the context (CDK cx-api, `CDK_OUTDIR`, `CDK_CONTEXT_JSON`).
    env: {
      ...process.env,
      CDK_OUTDIR: outDir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...settings.context, ...context }),
      // Linting the template takes longer than making it (5.5 of 11 s of processor time); deployment and tests lint it.
      CDK_VALIDATION: 'false',
    },
  });
  const output: Buffer[] = [];
  app.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  app.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    app.once('error', reject);
    app.once('close', resolve);
  });
  if (code === 0) return;
  rmSync(outDir, { recursive: true, force: true });
  throw new Error(`the CDK app did not synthesize (code ${code}):\n${Buffer.concat(output).toString()}`);
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(context));
  for (const path of paths.flatMap(filesUnder)) {
    hash.update(`\n${path}\n`).update(readFileSync(join(projectDir, path)));
  }
  return hash.digest('hex').slice(0, 32);
}

function filesUnder(path: string): string[] {
  const absolute = join(projectDir, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .toSorted()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

function forgetOld(cacheDir: string): void {
  const newestFirst = readdirSync(cacheDir)
    .map((name) => join(cacheDir, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const path of newestFirst.slice(assembliesKept)) rmSync(path, { recursive: true, force: true });
}
