import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one test's own. */
export function temporaryDir(): string {
  return mkdtempSync(join(tmpdir(), 'byline-test-'));
}

/**
 * Writes a cloud assembly as `cdk synth` leaves it: one stack of `resources`, and one asset for each function, whose
 * code is given as the source of an ES module that exports `handler`. Functions refer to it as `codeOf(name)`.
 */
export function writeAssembly(parts: {
  readonly resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
  readonly code?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}): string {
  const dir = temporaryDir();
  const files: Record<string, object> = {};
  for (const [name, source] of Object.entries(parts.code ?? {})) {
    mkdirSync(join(dir, `asset.${name}`));
    writeFileSync(join(dir, `asset.${name}`, 'index.mjs'), source);
    files[name] = {
      source: { path: `asset.${name}`, packaging: 'zip' },
      destinations: { current: { bucketName: 'assets', objectKey: `${name}.zip` } },
    };
  }
  const write = (file: string, value: object): void => writeFileSync(join(dir, file), JSON.stringify(value));
  write('test.assets.json', { version: '1', files });
  write('test.template.json', {
    Resources: parts.resources,
    Outputs: Object.fromEntries(Object.entries(parts.outputs ?? {}).map(([name, Value]) => [name, { Value }])),
  });
  write('manifest.json', {
    version: '1',
    artifacts: {
      'test.assets': { type: 'cdk:asset-manifest' },
      test: { type: 'aws:cloudformation:stack', properties: { templateFile: 'test.template.json' } },
      Tree: { type: 'cdk:tree' },
    },
  });
  return dir;
}

/** The `Code` property of a function whose source was given under `name`. */
export function codeOf(name: string): object {
  return { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: `${name}.zip` };
}
