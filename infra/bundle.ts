import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';

/** The entry of a bundle, as Lambda looks for it: `index.handler`. */
export const bundleEntry = 'index';

/**
 * Bundles one stage for Lambda: ES modules, minified, the AWS SDK inside. What is imported on demand (`await import(…)`) becomes a
 * file of its own, which is neither read nor compiled before it is needed. Answers what is in it, by source.
 */
export function bundleStage(name: string, outDir: string): Metafile {
  const programs = (stagePrograms[name] ?? []).map((program) => [program, `functions/${name}/${program}.ts`]);
  return bundle(`functions/${name}/handler.ts`, outDir, Object.fromEntries(programs) as Record<string, string>);
}

/** What a stage runs as processes of their own: a file each beside the entry, `reader.mjs`. */
const stagePrograms: Readonly<Record<string, readonly string[]>> = { ingest: ['reader'] };

/** As `bundleStage`, for any file of the checkout. */
export function bundle(file: string, outDir: string, programs: Readonly<Record<string, string>> = {}): Metafile {
  return buildSync({
    absWorkingDir: path(''),
    entryPoints: { [bundleEntry]: file, ...programs },
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    logLevel: 'warning',
    // Lambda gives credentials in the environment; the SDK's chain of other places to look is a fourth of a bundle.
    alias: { '@aws-sdk/credential-provider-node': path('shared/runtime/environment-credentials.ts') },
    // Packages in the older module format call `require` for Node's own modules, which ESM has not.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }).metafile;
}

/** Bytes that are loaded before the first event: the entry and all it imports, without what it imports on demand. */
export function startBytes({ outputs }: Metafile): number {
  const entry = Object.keys(outputs).find((file) => file.endsWith(`/${bundleEntry}.mjs`));
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const imported of outputs[file]?.imports ?? []) {
      if (imported.kind === 'import-statement' && !imported.external) load(imported.path);
    }
  };
  if (entry !== undefined) load(entry);
  return [...loaded].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
}

function path(fromRoot: string): string {
  return fileURLToPath(new URL(`../${fromRoot}`, import.meta.url));
}
