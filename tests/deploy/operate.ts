import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Outputs } from '../../shared/contract/stack.ts';
import { cacheLimits } from '../../shared/contract/limits.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import type { Receiver } from './receiver.ts';
import type { Steps } from './steps.ts';

/** One run of the command line, as a person would start it. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the operator's part of the test works on. */
export interface Operated {
  readonly dynamo: DynamoDBClient;
  readonly outputs: Outputs;
  readonly receiver: Receiver;
  readonly receiverUrl: string;
  /** Where files may be written. */
  readonly dir: string;
}

const main = join(import.meta.dirname, '../../cli/main.ts');
const secondPartner = 'lamp-post';
/** From the sweep that finds it due to the webhook: a minute, and cold starts. */
const replayMs = 240_000;
const lookEveryMs = 1_000;

/** Runs `byline ARGS --stack byline-STAGE`; its environment is that of the test. */
export function runByline(stack: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args, '--stack', stack], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
}

/**
 * An operator's day with the command line alone: the stack is well; a partner whose key was lost is found by the doctor, what it is owed is given up and
 * then replayed; the stack is well again.
 */
export async function operate(steps: Steps, stack: string, operated: Operated): Promise<void> {
  const { receiver } = operated;
  const byline = (...args: string[]): Promise<Ran> => runByline(stack, ...args);
  await steps.check('byline doctor finds nothing wrong', async () => assertWell(await byline('doctor', '--json')));

  await steps.check('byline apply registers a further partner', async () => {
    const profile = {
      id: secondPartner,
      name: 'Lamp Post',
      url: operated.receiverUrl,
      filter: { keywords: ['lighthouse'] },
    };
    const file = written(operated.dir, 'further-partner.yaml', JSON.stringify({ partners: [profile] }));
    const applied = await byline('apply', file, '--no-verify', '--json');
    assert.equal(applied.code, 0, applied.stderr);
    const again = await byline('plan', file, '--exit-code');
    assert.equal(again.code, 0, `a second apply would change something: ${again.stdout}`);
  });

  await steps.check('byline doctor fails once the partner’s key is lost, and says what to do', async () => {
    const keys = signingKeyStore(dynamoTable(operated.dynamo, operated.outputs.KeysTableName));
    await keys.put({ partnerId: secondPartner, keys: [] });
    const { code, stdout } = await byline('doctor', '--json');
    assert.equal(code, 1);
    const { findings } = JSON.parse(stdout) as { findings: { check: string; status: string; todo?: string }[] };
    const failed = findings.filter(({ status }) => status === 'fail');
    assert.deepEqual(
      failed.map(({ check }) => check),
      ['keys'],
    );
    assert.match(failed[0]?.todo ?? '', new RegExp(`partners rotate ${secondPartner}`));
  });

  await steps.check('byline upload waits for the receipt of an article', async () => {
    const text =
      '---\ntitle: Lighthouse lamp is lit again\nauthor: Mara Quay\n---\n\nThe lighthouse shines again, the harbour office said.\n';
    const file = written(operated.dir, 'lighthouse.md', text);
    const { code, stdout, stderr } = await byline('upload', file, '--json', '--timeout', '120');
    assert.equal(code, 0, stderr || stdout);
    const [sent] = JSON.parse(stdout) as { receipt: { status: string; revision: number } }[];
    assert.deepEqual([sent?.receipt.status, sent?.receipt.revision], ['accepted', 1]);
  });

  await steps.check('what cannot be signed is in the dead letters', async () => {
    const deadlineMs = Date.now() + replayMs;
    let reasons: string[] = [];
    while (reasons.length === 0 && Date.now() < deadlineMs) {
      const { stdout } = await byline('dead-letters', '--partner', secondPartner, '--json');
      reasons = stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { reason: string }).reason);
      if (reasons.length === 0) await delay(lookEveryMs);
    }
    assert.deepEqual(reasons, ['NO_SIGNING_KEY']);
  });

  await steps.check('byline replay sends it, signed with the new key', async () => {
    const rotated = await byline('partners', 'rotate', secondPartner, '--json');
    assert.equal(rotated.code, 0, rotated.stderr);
    receiver.trust((JSON.parse(rotated.stdout) as { verificationKey: string }).verificationKey);
    const before = receiver.received.length;
    // Functions remember for a while that there was no key.
    const startIn = String(cacheLimits.signingKeysMs / 1000 + 1);
    const replayed = await byline('replay', '--partner', secondPartner, '--start-in', startIn, '--json');
    assert.equal(replayed.code, 0, replayed.stderr);
    assert.equal((JSON.parse(replayed.stdout) as { revived: number }).revived, 1);
    const webhook = await receiver.waitFor((one) => receiver.received.indexOf(one) >= before, replayMs);
    assert.ok(webhook.isSignatureValid, 'the signature is not valid');
    assert.equal(webhook.data.article.headlines?.[0]?.value, 'Lighthouse lamp is lit again');
  });

  await steps.check('byline doctor finds nothing wrong any more', async () =>
    assertWell(await byline('doctor', '--json')),
  );
}

function assertWell({ code, stdout, stderr }: Ran): void {
  assert.equal(code, 0, stderr || stdout);
  assert.equal((JSON.parse(stdout) as { isWell: boolean }).isWell, true);
}

function written(dir: string, name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}
