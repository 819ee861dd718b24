import { Command } from 'commander';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { proofKeyStore, publicProofKeyStore } from '../../shared/store/proof-keys.ts';
import {
  ensureProofKey,
  type ProofKeyStores,
  revokeProofKey,
  rotateProofKey,
} from '../../shared/webhooks/proof-keys.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

/** `byline keys …`: the deployment's own keys, which sign the proofs of text and credit. */
export function keysCommand(): Command {
  const command = new Command('keys').description('The keys that sign proofs of text and credit.');
  withStackOptions(command.command('jwks'))
    .description('Their public halves as a JSON Web Key Set, for whoever verifies a proof.')
    .action(jwks);
  withStackOptions(command.command('rotate'))
    .description('A new key for whatever is accepted from now on; proofs that are out in the world stay valid.')
    .action(rotate);
  withStackOptions(command.command('revoke <keyId>'))
    .description('Take a key away that others have seen: proofs by it hold no more.')
    .action(revoke);
  return command;
}

async function jwks(options: StackOptions): Promise<void> {
  const stores = await openProofKeys(options);
  process.stdout.write(`${JSON.stringify({ keys: await stores.publicKeys.get() }, undefined, 2)}\n`);
}

async function rotate(options: StackOptions): Promise<void> {
  const stores = await openProofKeys(options);
  await ensureProofKey(stores, Date.now());
  const keyId = await rotateProofKey(stores, Date.now());
  if (options.json) process.stdout.write(`${JSON.stringify({ keyId })}\n`);
  else process.stderr.write(`${keyId} signs what is accepted from now on; hand out byline keys jwks again\n`);
}

async function revoke(keyId: string, options: StackOptions): Promise<void> {
  const outcome = await revokeProofKey(await openProofKeys(options), keyId);
  if (outcome === 'unknown') throw new CommandFailed(`no key ${printable(keyId)}: see byline keys jwks`, 2);
  if (outcome === 'last') throw new CommandFailed(`${keyId} is the only key: byline keys rotate first`, 2);
  if (options.json) process.stdout.write(`${JSON.stringify({ revoked: keyId })}\n`);
  else process.stderr.write(`${keyId} is gone: proofs by it hold no more; hand out byline keys jwks again\n`);
}

async function openProofKeys(options: StackOptions): Promise<ProofKeyStores> {
  const { dynamodb, outputs } = await openStack(options);
  return {
    proofKeys: proofKeyStore(dynamoTable(dynamodb, outputs.KeysTableName)),
    publicKeys: publicProofKeyStore(dynamoTable(dynamodb, outputs.TableName)),
  };
}
