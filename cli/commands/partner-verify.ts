import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { failureReasons } from '../../shared/delivery/decide.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerCredentialStore } from '../../shared/store/partner-credentials.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { type PartnerStore, partnerStore } from '../../shared/store/partners.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import { type ChallengeDeps, challengePartner, testEnvelope } from '../../shared/webhooks/challenge.ts';
import { keysInUse } from '../../shared/webhooks/key-rotation.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { guardedPost } from '../../shared/webhooks/post.ts';
import { type Access, sendWebhook } from '../../shared/webhooks/send.ts';
import { CommandFailed, printable } from '../output.ts';
import { guardOf, openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

/** Adds `verify` and `test` to `byline partners`: both send from this machine, by the same guard and keys as deliveries. */
export function addVerifyCommands(partners: Command): void {
  withStackOptions(partners.command('verify <id>'))
    .description('Challenge a partner’s endpoint; once it answers, articles go out to it, what was parked first.')
    .addHelpText(
      'after',
      `
The endpoint gets a partner.verify webhook, and must answer 2xx with {"challenge": …}, the challenge it holds. Then it gets one
with a forged signature, and must not answer 2xx.

Exit codes: 0 verified, 1 not, 2 wrong use.`,
    )
    .action(verify);
  withStackOptions(partners.command('test <id>'))
    .description('Send a partner.test webhook, and show the status and the time of the answer.')
    .addHelpText('after', '\nExit codes: 0 answered with 2xx, 1 not, 2 wrong use.')
    .action(test);
}

async function verify(id: string, options: StackOptions): Promise<void> {
  const { partner, access, partners, health, deps, close } = await openPartner(id, options);
  const challenged = await challengePartner(deps, partner, access);
  const isVerified = challenged.outcome === 'verified';
  if (isVerified) {
    if (!(await partners.setVerified(id, partner.url)))
      throw new CommandFailed(`the address of ${id} was changed meanwhile: verify it again`, 1);
    await health.drain(id, Date.now());
  } else process.exitCode = 1;
  close();
  if (options.json) process.stdout.write(`${JSON.stringify({ partnerId: id, ...challenged })}\n`);
  else process.stderr.write(`${id} is ${isVerified ? 'verified' : 'not verified'}: ${challenged.message}\n`);
}

async function test(id: string, options: StackOptions): Promise<void> {
  const { partner, access, deps, close } = await openPartner(id, options);
  const startMs = Date.now();
  const answer = await sendWebhook(deps.post, partner, access, testEnvelope(deps, id), startMs);
  const durationMs = Date.now() - startMs;
  close();
  const isTaken = answer.kind === 'status' && answer.status >= 200 && answer.status < 300;
  if (!isTaken) process.exitCode = 1;
  // What the endpoint said is foreign text, and none of it is needed here.
  const seen =
    answer.kind === 'status'
      ? { status: answer.status, durationMs }
      : { reason: answer.reason, message: failureReasons[answer.reason], durationMs };
  if (options.json) process.stdout.write(`${JSON.stringify({ partnerId: id, ...seen })}\n`);
  else {
    const what = answer.kind === 'status' ? `answered ${answer.status}` : `${answer.reason}, ${seen.message}`;
    process.stdout.write(`${id}: ${what} after ${durationMs} ms\n`);
  }
}

interface OpenPartner {
  readonly partner: Partner;
  readonly access: Access;
  readonly partners: PartnerStore;
  readonly health: ReturnType<typeof partnerHealthStore>;
  readonly deps: ChallengeDeps;
  close(): void;
}

async function openPartner(id: string, options: StackOptions): Promise<OpenPartner> {
  const stack = await openStack(options);
  const table = dynamoTable(stack.dynamodb, stack.outputs.TableName);
  const keysTable = dynamoTable(stack.dynamodb, stack.outputs.KeysTableName);
  const [partners, health] = [partnerStore(table), partnerHealthStore(table)];
  const [partner, keys, credentials] = await Promise.all([
    partners.get(id),
    signingKeyStore(keysTable).get(id),
    partnerCredentialStore(keysTable).get(id),
  ]);
  if (!partner || partner.status === 'removed')
    throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  const secrets = keysInUse(keys?.keys ?? [], Date.now()).map(({ secret }) => secret);
  if (secrets.length === 0) throw new CommandFailed(`${id} has no signing key: byline partners rotate ${id}`, 2);
  const { policy, own } = guardOf(stack);
  const deps: ChallengeDeps = {
    post: guardedPost(policy, { own, answerTexts: true }),
    now: Date.now,
    newId: () => randomBytes(24).toString('base64url'),
    newSecret,
  };
  return {
    partner,
    access: { secrets, ...(credentials ? { credentials } : {}) },
    partners,
    health,
    deps,
    close: stack.close,
  };
}
