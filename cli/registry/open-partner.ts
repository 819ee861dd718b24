import { randomBytes } from 'node:crypto';
import { isPushed, type PushedPartner } from '../../shared/partners/partner.ts';
import type { ConnectedStack } from '../../shared/stack/connect-stack.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerCredentialStore } from '../../shared/store/partner-credentials.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import type { ChallengeDeps } from '../../shared/webhooks/challenge.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { accessOf, verifyPartner } from '../../shared/webhooks/partner-checks.ts';
import { guardedPost } from '../../shared/webhooks/post.ts';
import type { Access } from '../../shared/webhooks/send.ts';
import { CommandFailed, printable } from '../output.ts';
import { guardOf } from '../stack-options.ts';

/** A partner with what it takes to send to it from here: by the same guard and keys as deliveries. */
export interface OpenPartner {
  readonly partner: PushedPartner;
  readonly access: Access;
  readonly deps: ChallengeDeps;
}

/** Throws `CommandFailed` when there is no such partner, or none of its keys signs. */
export async function openPartner(stack: ConnectedStack, id: string): Promise<OpenPartner> {
  const table = dynamoTable(stack.dynamodb, stack.outputs.TableName);
  const keysTable = dynamoTable(stack.dynamodb, stack.outputs.KeysTableName);
  const stores = { keys: signingKeyStore(keysTable), credentials: partnerCredentialStore(keysTable) };
  const [partner, access] = await Promise.all([partnerStore(table).get(id), accessOf(stores, id, Date.now())]);
  if (!partner || partner.status === 'removed')
    throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  if (!isPushed(partner)) throw new CommandFailed(`${id} has no endpoint: it fetches what it is owed`, 2);
  if (!access) throw new CommandFailed(`${id} has no signing key: byline partners rotate ${id}`, 2);
  const { policy, own } = guardOf(stack);
  const deps: ChallengeDeps = {
    post: guardedPost(policy, { own, answerTexts: true }),
    now: Date.now,
    newId: () => randomBytes(24).toString('base64url'),
    newSecret,
  };
  return { partner, access, deps };
}

/** Challenges a partner’s endpoint; once it answers, articles go out to it. The line says what came of it. */
export async function verifyById(
  stack: ConnectedStack,
  id: string,
): Promise<{
  readonly challenged: Awaited<ReturnType<typeof verifyPartner>>;
  readonly isVerified: boolean;
  readonly line: string;
}> {
  const { partner, access, deps } = await openPartner(stack, id);
  const table = dynamoTable(stack.dynamodb, stack.outputs.TableName);
  const stores = { partners: partnerStore(table), health: partnerHealthStore(table) };
  const challenged = await verifyPartner(stores, deps, partner, access);
  const isVerified = challenged.outcome === 'verified';
  const next = isVerified && partner.status === 'paused' ? `; it stays paused: byline partners resume ${id}` : '';
  return {
    challenged,
    isVerified,
    line: `${id} is ${isVerified ? 'verified' : 'not verified'}: ${challenged.message}${next}`,
  };
}
