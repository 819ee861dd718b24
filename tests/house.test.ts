import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { apiEnv, deliverEnv, fanoutEnv, ingestEnv, sweepEnv } from '../shared/contract/env.ts';
import { formats } from '../shared/formats/registry.ts';
import { arrows, probes, pureRooms, refusedLines } from './support/lint-probes.ts';
import { pipelineTemplate, resourcesOf } from './support/pipeline-template.ts';

/** The rules of the house: what a reviewer would otherwise have to remember. */

const root = join(import.meta.dirname, '..');

describe('the dependency rule', () => {
  const dir = mkdtempSync(join(tmpdir(), 'byline-house-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('every room of shared/ has its arrows', () => {
    expect(readdirSync(join(root, 'shared')).toSorted()).toEqual(Object.keys(arrows).toSorted());
  });

  test('the linter refuses what the arrows do not allow, and nothing else', () => {
    const refused = refusedLines(dir, probes);
    const wrong = probes.flatMap(({ path, lines }) =>
      lines
        .filter(({ isAllowed }, index) => isAllowed === refused.has(`${path}:${index + 1}`))
        .map(({ code, isAllowed }) => `${path} ${isAllowed ? 'must be let through' : 'must be refused'}: ${code}`),
    );
    expect(wrong).toEqual([]);
  });

  test('files that read dates do not ask the clock', () => {
    const asking = pureRooms
      .flatMap((room) => sourcesUnder(`shared/${room}`))
      .filter((path) => /new Date\(\s*\)|(?<![.\w])Date\(\)/.test(textOf(path)));
    expect(asking).toEqual([]);
  });
});

describe('tests and sources', () => {
  const tests = filesUnder('tests').filter((path) => path.endsWith('.test.ts'));

  /** Tests of a whole room on a body of material; the others mirror one source. */
  const ofRooms = new Set(['seed', 'corpus', 'badinputs'].map((name) => `tests/shared/intake/${name}.test.ts`));

  test('every test has a source of the same path', () => {
    const orphans = tests
      .filter((path) => !/^tests\/(?:properties|e2e|support|deploy)\//.test(path) && path !== 'tests/house.test.ts')
      .filter((path) => !ofRooms.has(path))
      // `post.tls.test.ts` is a second test of `post.ts`.
      .filter((path) => !['.ts', '.md'].some((ending) => existsSync(join(root, sourceOf(path) + ending))));
    expect(orphans).toEqual([]);
  });

  test('every file of a pure room that holds logic has a test', () => {
    const tested = new Set(tests.map((path) => `${sourceOf(path)}.ts`));
    const untested = pureRooms
      .flatMap((room) => sourcesUnder(`shared/${room}`))
      .filter((path) => holdsLogic(path) && !tested.has(path));
    expect(untested).toEqual([]);
  });

  test('files are short', () => {
    const sources = ['infra', 'functions', 'shared', 'local', 'cli', 'console', 'tests'].flatMap(sourcesUnder);
    tell(
      'over 300 lines',
      sources.map((path) => [path, textOf(path).split('\n').length - 1] as const).filter(([, lines]) => lines > 300),
    );
    const longHandlers = sources.filter(
      (path) => /^functions\/.*\/handler\.ts$/.test(path) && textOf(path).split('\n').length > 75,
    );
    expect(longHandlers).toEqual([]);
  });
});

describe('infra and functions', () => {
  // With whatever brings alarms of its own.
  const template = pipelineTemplate('dev', { canary: { partner: 'watch' } });

  test.each(
    Object.entries({ Ingest: ingestEnv, Fanout: fanoutEnv, Deliver: deliverEnv, Sweep: sweepEnv, Api: apiEnv }),
  )('%s is given the environment it declares, and no more', (stage, declared) => {
    const functions = resourcesOf(template, 'AWS::Lambda::Function').filter(([id]) => id.includes(stage));
    expect(functions).toHaveLength(1);
    const given = Object.keys(functions[0]?.[1].Environment.Variables);
    expect(given.toSorted()).toEqual(Object.keys(declared).toSorted());
  });

  test('every heading of the runbook belongs to an alarm, and every alarm to a heading', () => {
    const headings = [...textOf('docs/runbook.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    const anchors = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(
      ([, { AlarmDescription }]) => /docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription)?.[1],
    );
    expect([...new Set(anchors)].toSorted()).toEqual(headings.toSorted());
  });
});

describe('formats', () => {
  test.each(formats.map(({ id }) => id))('%s has samples, a place in docs/formats.md and a test', (id) => {
    const samples = join(root, 'samples', id);
    expect(existsSync(samples) ? readdirSync(samples) : []).not.toEqual([]);
    expect(textOf('docs/formats.md')).toContain(`\`${id}\``);
    expect(existsSync(join(root, `tests/shared/formats/${id}.test.ts`))).toBe(true);
  });
});

describe('documents', () => {
  const pages = [...readdirSync(root), ...filesUnder('docs'), 'samples/README.md'].filter((path) =>
    path.endsWith('.md'),
  );

  test.each(pages)('%s links to what is there', (page) => {
    const prose = textOf(page).replace(/^```[^]*?^```/gm, '');
    const broken = [...prose.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
      .filter(([, path = '', anchor]) => {
        const target = path === '' ? join(root, page) : join(root, dirname(page), path);
        return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).has(anchor));
      })
      .map(([link]) => link);
    expect(broken).toEqual([]);
  });

  test('no two decisions share a number', () => {
    const numbers = readdirSync(join(root, 'docs/decisions')).map((name) => name.slice(0, 4));
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });
});

function sourceOf(testPath: string): string {
  return testPath.replace(/^tests\//, '').replace(/(\/[^./]+)\.[^/]*$/, '$1');
}

/** Whether anything is left to run when the types are taken away. */
function holdsLogic(path: string): boolean {
  return /=>|\bfunction\b|\bclass\b/.test(stripTypeScriptTypes(textOf(path)).replace(/\/\*[^]*?\*\/|\/\/.*/g, ''));
}

function anchorsOf(file: string): ReadonlySet<string> {
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function sourcesUnder(dir: string): string[] {
  return filesUnder(dir).filter((path) => path.endsWith('.ts'));
}

function filesUnder(dir: string): string[] {
  const absolute = join(root, dir);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted();
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function tell(what: string, list: readonly unknown[]): void {
  if (list.length > 0) console.info(`${what}: ${list.join('  ')}`);
}
