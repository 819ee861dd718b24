import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleEntry, bundleStage, startBytes } from '../../infra/bundle.ts';

/** What a stage may load before its first event, in kilobytes. bench/README.md says what that costs in milliseconds. */
const startKbMost = { ingest: 800, fanout: 400, deliver: 400, sweep: 400 } as const;

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

/** Node's own modules, as older packages name them. */
const builtins = new Set(process.getBuiltinModule('node:module').builtinModules);
