import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Rooms of `shared/` that know neither AWS, files, network nor clock. */
export const pureRooms = 'contract article formats normalize attribution outputs partners delivery intake'.split(' ');
const edgeRooms = 'webhooks store runtime stack'.split(' ');
const rooms = [...pureRooms, ...edgeRooms];
const stages = ['ingest', 'fanout', 'deliver', 'sweep', 'api'];

/** The dependency rule: what each room may import beside itself. */
export const arrows: Readonly<Record<string, string>> = {
  contract: '',
  article: 'contract',
  normalize: 'contract article',
  attribution: 'contract article',
  partners: 'contract article',
  delivery: 'contract article partners',
  formats: 'contract article normalize',
  outputs: 'contract article attribution',
  intake: 'contract article formats normalize attribution',
  webhooks: 'contract article attribution partners delivery outputs',
  store: 'contract article partners delivery',
  runtime: 'contract',
  stack: 'contract',
};

/** A file in one place of the tree, with what its rules must say of each of its lines. */
export interface Probe {
  readonly path: string;
  readonly lines: readonly { readonly code: string; readonly isAllowed: boolean }[];
}

const imported = (from: string, isAllowed: boolean) => ({ code: `import '${from}';`, isAllowed });
const evaluated = (code: string, isAllowed: boolean) => ({ code: `void (() => ${code});`, isAllowed });
const outside = ['functions/deliver', 'infra', 'local', 'cli', 'console', 'tests/support', 'bench', 'samples'];

function roomProbe(room: string): Probe {
  const isPure = pureRooms.includes(room);
  const allowed = new Set([room, ...arrows[room]!.split(' ')]);
  return {
    path: `shared/${room}/probe.ts`,
    lines: [
      ...rooms.filter((other) => other !== room).map((other) => imported(`../${other}/y.ts`, allowed.has(other))),
      ...rooms.filter((other) => other !== room).map((other) => imported(`../../${other}/y.ts`, allowed.has(other))),
      {
        code: `void (() => import('../${room === 'store' ? 'webhooks' : 'store'}/y.ts'));`,
        isAllowed: false,
      },
      ...outside.map((folder) => imported(`../../${folder}/y.ts`, false)),
      imported('aws-cdk-lib/core', false),
      imported('@aws-sdk/client-s3', edgeRooms.includes(room) && room !== 'webhooks'),
      ...(isPure
        ? [
            ...['node:fs', 'node:http', 'node:process', 'aws-lambda'].map((name) => imported(name, false)),
            { code: `export { randomUUID } from 'node:crypto';`, isAllowed: false },
            { code: `import { createHash } from 'node:crypto';`, isAllowed: true },
            evaluated('createHash', true),
            evaluated('new Date(0)', false),
            evaluated('Date.now()', false),
            evaluated('Math.random()', false),
            evaluated('process.env.X', false),
            evaluated('globalThis.process', false),
            evaluated(`fetch('x')`, false),
            evaluated('crypto.randomUUID()', false),
            evaluated('performance.now()', false),
            evaluated('setTimeout(createHash, 1)', false),
          ]
        : [evaluated('process.env.X', room === 'runtime' || room === 'stack')]),
    ],
  };
}

/** The few pure files that turn dates into numbers and back, and still may not ask the clock. */
function dateProbe(path: string): Probe {
  const lines = [evaluated('new Date(0)', true), evaluated('Date.now()', false), evaluated('process.env.X', false)];
  return { path, lines };
}

function functionProbe(stage: string): Probe {
  return {
    path: `functions/${stage}/probe.ts`,
    lines: [
      ...rooms.map((room) => imported(`../../shared/${room}/y.ts`, true)),
      ...stages.filter((other) => other !== stage).map((other) => imported(`../${other}/y.ts`, false)),
      ...outside.slice(1).map((folder) => imported(`../../${folder}/y.ts`, false)),
      imported('aws-cdk-lib/core', false),
      evaluated('Date.now()', false),
      evaluated('Math.random()', false),
      evaluated('process.env.X', false),
      evaluated(`fetch('x')`, false),
    ],
  };
}

function outerProbe(folder: string, mayImport: (room: string) => boolean): Probe {
  return {
    path: `${folder}/probe.ts`,
    lines: [
      ...rooms.map((room) => imported(`../shared/${room}/y.ts`, mayImport(room))),
      ...outside.filter((other) => other !== folder).map((other) => imported(`../${other}/y.ts`, false)),
      imported('aws-cdk-lib/core', folder === 'infra'),
    ],
  };
}

/** Writes the probes to a folder and lints them by the house’s rules: `path:line` of everything those on imports, globals and properties refuse. */
export function refusedLines(dir: string, files: readonly Probe[]): ReadonlySet<string> {
  copyFileSync(join(root, '.oxlintrc.json'), join(dir, '.oxlintrc.json'));
  for (const { path, lines } of files) {
    mkdirSync(join(dir, dirname(path)), { recursive: true });
    writeFileSync(join(dir, path), lines.map(({ code }) => `${code}\n`).join(''));
  }
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  let output: string;
  try {
    output = execFileSync(process.execPath, [oxlint, '--format', 'json'], {
      cwd: dir,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { code?: string; filename: string; labels: { span: { line: number } }[] }[];
  };
  return new Set(
    diagnostics
      .filter(({ code }) => code?.includes('no-restricted'))
      .map(({ filename, labels }) => `${filename}:${labels[0]?.span.line}`),
  );
}

/** Every place of the tree with everything it could import or use. */
export const probes: readonly Probe[] = [
  ...rooms.map(roomProbe),
  ...['article/instant', 'normalize/dates', 'normalize/written-dates'].map((path) => dateProbe(`shared/${path}.ts`)),
  ...stages.map(functionProbe),
  outerProbe('infra', (room) => room === 'contract'),
  ...['local', 'cli', 'console'].map((folder) => outerProbe(folder, () => true)),
];
