import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { failureReasons } from '../../shared/delivery/decide.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerCredentialStore } from '../../shared/store/partner-credentials.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { type PartnerStore, partnerStore } from '../../shared/store/partners.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import type { ChallengeDeps } from '../../shared/webhooks/challenge.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { accessOf, testPartner, verifyPartner } from '../../shared/webhooks/partner-checks.ts';
import { guardedPost } from '../../shared/webhooks/post.ts';
import type { Access } from '../../shared/webhooks/send.ts';
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
  const challenged = await verifyPartner({ partners, health }, deps, partner, access);
  const isVerified = challenged.outcome === 'verified';
  if (!isVerified) process.exitCode = 1;
  close();
  if (options.json) process.stdout.write(`${JSON.stringify({ partnerId: id, ...challenged })}\n`);
  else process.stderr.write(`${id} is ${isVerified ? 'verified' : 'not verified'}: ${challenged.message}\n`);
}

async function test(id: string, options: StackOptions): Promise<void> {
  const { partner, access, deps, close } = await openPartner(id, options);
  const { isTaken, status, reason, durationMs } = await testPartner(deps, partner, access);
  close();
  if (!isTaken) process.exitCode = 1;
  const message = reason && failureReasons[reason];
  if (options.json) process.stdout.write(`${JSON.stringify({ partnerId: id, status, reason, message, durationMs })}\n`);
  else {
    const what = reason === undefined ? `answered ${status}` : `${reason}, ${message}`;
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
  const stores = { keys: signingKeyStore(keysTable), credentials: partnerCredentialStore(keysTable) };
  const [partner, access] = await Promise.all([partners.get(id), accessOf(stores, id, Date.now())]);
  if (!partner || partner.status === 'removed')
    throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  if (!access) throw new CommandFailed(`${id} has no signing key: byline partners rotate ${id}`, 2);
  const { policy, own } = guardOf(stack);
  const deps: ChallengeDeps = {
    post: guardedPost(policy, { own, answerTexts: true }),
    now: Date.now,
    newId: () => randomBytes(24).toString('base64url'),
    newSecret,
  };
  return {
    partner,
    access,
    partners,
    health,
    deps,
    close: stack.close,
  };
}
