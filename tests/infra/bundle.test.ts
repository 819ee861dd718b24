import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bundle, bundleEntry, bundleStage, startBytes } from '../../infra/bundle.ts';
import * as sources from '../../shared/intake/read-upload.ts';

/** What a stage may load before its first event, in kilobytes. bench/README.md says what that costs in milliseconds. */
const startKbMost = { ingest: 800, fanout: 400, deliver: 400, sweep: 400, api: 500 } as const;

describe.each(Object.entries(startKbMost))('the bundle of %s', (stage, most) => {
  const dir = mkdtempSync(join(tmpdir(), `byline-bundle-${stage}-`));
  let metafile: ReturnType<typeof bundleStage>;
  beforeAll(() => {
    metafile = bundleStage(stage, dir);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test(`loads at most ${most} KB before the first event`, () => {
    expect(startBytes(metafile) / 1000).toBeLessThanOrEqual(most);
  });

  test('exports the handler where Lambda looks for it, and loads without an environment', async () => {
    expect(existsSync(join(dir, `${bundleEntry}.mjs`))).toBe(true);
    const module = (await import(pathToFileURL(join(dir, `${bundleEntry}.mjs`)).href)) as Record<string, unknown>;
    expect(module.handler).toBeTypeOf('function');
  });

  test('holds all it imports, and no credential chain', () => {
    const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
    const missing = imported.filter(
      ({ path, external }) => external && !path.startsWith('node:') && !builtins.has(path),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(metafile.inputs).filter((path) => path.includes('credential-provider'))).toEqual([]);
    expect(readdirSync(dir).every((name) => name.endsWith('.mjs'))).toBe(true);
  });
});

test('every sample is read by the bundle as it is by the sources: no chunk lacks what is imported from it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'byline-bundle-intake-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  bundle('shared/intake/read-upload.ts', dir);
  const bundled = (await import(pathToFileURL(join(dir, `${bundleEntry}.mjs`)).href)) as typeof sources;
  const samples = join(import.meta.dirname, '../../samples');
  const files = readdirSync(samples, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(30);
  const publisher = { id: 'harbour-news', name: 'Harbour News', active: true };
  for (const { parentPath, name } of files) {
    const upload = { bytes: readFileSync(join(parentPath, name)), key: `publishers/harbour-news/${name}` };
    const context = { nowMs: Date.UTC(2026, 10, 24) };
    const result = await bundled.readUpload(upload, publisher, context);
    expect(result, name).toEqual(await sources.readUpload(upload, publisher, context));
    expect(result.failure, name).toBeUndefined();
  }
});

/** Node's own modules, as older packages name them. */
const builtins = new Set(process.getBuiltinModule('node:module').builtinModules);
