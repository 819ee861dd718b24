import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LocalStack, startLocalStack } from '../../local/start.ts';
import { logEvents, measuresOf } from '../../shared/contract/metrics.ts';
import { temporaryDir } from '../support/assembly.ts';

/** From the setting `canary` in byline.config.ts to its partner's endpoint, as docs/deploy.md tells people to set it up. */

const root = join(import.meta.dirname, '../..');
const dir = temporaryDir();
const run = promisify(execFile);

interface Taken {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const taken: Taken[] = [];
/** What the lines of `deliver` measure. */
const latenesses: number[] = [];
let receiver: Server;
let stack: LocalStack;
let secrets: ReadonlyMap<string, string>;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      taken.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  stack = await startLocalStack({
    dir,
    port: 0,
    assemblyDir: await synthesizeWith({ stages: { local: { canary: { partner: 'watch' } } } }),
    onLog: ({ line }) => {
      if (line.event !== logEvents.deliveryAttempted) return;
      const { CanaryLateness } = measuresOf(logEvents.deliveryAttempted, line);
      if (CanaryLateness !== undefined) latenesses.push(CanaryLateness);
    },
  });
}, 180_000);
afterAll(async () => {
  await stack?.stop();
  receiver.closeAllConnections();
  receiver.close();
});

/** The app's own assembly, with these settings, as `cdk synth -c config=…` makes it. */
async function synthesizeWith(settings: object): Promise<string> {
  const file = join(dir, 'byline.config.ts');
  writeFileSync(file, `export default ${JSON.stringify(settings)};\n`);
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context?: object };
  const assemblyDir = join(dir, 'assembly');
  const given = { ...context, stage: 'local', endpointPolicy: 'local', config: file };
  const env = {
    ...process.env,
    CDK_OUTDIR: assemblyDir,
    CDK_CONTEXT_JSON: JSON.stringify(given),
    CDK_VALIDATION: 'false',
  };
  await run(process.execPath, ['infra/app.ts'], { cwd: root, env });
  return assemblyDir;
}

test('a canary goes the whole way to the partner that asked for it, and to nobody else, and how late it was is measured', async () => {
  const { port } = receiver.address() as AddressInfo;
  const partner = (id: string, filter: string): string =>
    `  - id: ${id}\n    name: ${id}\n    url: http://127.0.0.1:${port}/${id}\n    filter: ${filter}\n`;
  const file = join(dir, 'partners.yaml');
  writeFileSync(file, `partners:\n${partner('watch', '{ publishers: [byline-canary] }')}${partner('everybody', '{}')}`);
  const args = ['apply', file, '--no-verify', '--json', '--dir', dir];
  const { stdout } = await run(process.execPath, [join(root, 'cli/main.js'), ...args]);
  const applied = JSON.parse(stdout) as { secrets: { partnerId: string; secret: string }[] };
  secrets = new Map(applied.secrets.map(({ partnerId, secret }) => [partnerId, secret]));

  // The sweep after the registration sends it: within a minute.
  await vi.waitFor(() => expect(taken).not.toEqual([]), { timeout: 90_000, interval: 250 });
  const [{ path, headers, body }] = taken as [Taken];
  expect(path).toBe('/watch');
  const event = new Webhook(secrets.get('watch') ?? '').verify(body, headers as Record<string, string>);
  expect(event).toMatchObject({
    type: 'article.published',
    data: {
      revision: 1,
      article: { headlines: [{ value: expect.stringMatching(/^Canary of \d{4}-/) }] },
      attribution: {
        creditLine: expect.stringContaining('Byline'),
        usageTerms: expect.stringContaining('Not for publication'),
      },
    },
  });
  await vi.waitFor(() => expect(latenesses).toHaveLength(1), { timeout: 30_000, interval: 100 });
  expect(latenesses[0]).toBeGreaterThan(0);
  expect(taken.map((one) => one.path)).toEqual(['/watch']);
}, 150_000);
