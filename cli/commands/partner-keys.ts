import type { Command } from 'commander';
import { keyLimits } from '../../shared/contract/limits.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import type { KeyKind } from '../../shared/webhooks/keys.ts';
import { type KeyStore, revokeKey, rotateKeys, shownKeys } from '../../shared/webhooks/partner-keys.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface RotateOptions extends StackOptions {
  readonly overlapHours: string;
  readonly kind?: string;
}

const hourMs = 3_600_000;

/** Adds `rotate`, `revoke`, `keys` and `jwks` to `byline partners`. */
export function addKeyCommands(partners: Command): void {
  withStackOptions(partners.command('rotate <id>'))
    .description('Give a partner a new signing key, shown this once; the old one signs beside it for a while.')
    .option(
      '--overlap-hours <n>',
      'how long the old key signs beside the new one',
      String(keyLimits.overlapMs / hourMs),
    )
    .option('--kind <kind>', 'shared (v1, HMAC) or public (v1a, Ed25519); the kind it has, by default')
    .action(rotate);
  withStackOptions(partners.command('revoke <id> <keyId>'))
    .description('Take a signing key away at once: it was lost, or seen by others.')
    .action(revoke);
  withStackOptions(partners.command('keys <id>'))
    .description('Which keys sign for a partner, by their ids; the keys themselves are never shown again.')
    .action(list);
  withStackOptions(partners.command('jwks <id>'))
    .description('The public keys of a partner that verifies by v1a, as a JSON Web Key Set.')
    .action(jwks);
}

async function rotate(id: string, options: RotateOptions): Promise<void> {
  const hours = Number(options.overlapHours);
  const overlapMs = hours * hourMs;
  if (!(overlapMs >= 0 && overlapMs <= keyLimits.overlapMaxMs)) {
    const most = keyLimits.overlapMaxMs / hourMs;
    throw new CommandFailed(
      `--overlap-hours takes a number from 0 to ${most}, not ${printable(options.overlapHours)}`,
      2,
    );
  }
  if (options.kind !== undefined && options.kind !== 'shared' && options.kind !== 'public') {
    throw new CommandFailed(`--kind takes shared or public, not ${printable(options.kind)}`, 2);
  }
  const keys = await openKeys(id, options);
  const kind: KeyKind = options.kind ?? (await shownKeys(keys, id, Date.now()))[0]?.kind ?? 'shared';
  const { keyId, verificationKey } = await rotateKeys(keys, id, { kind, overlapMs, nowMs: Date.now() });
  if (options.json) process.stdout.write(`${JSON.stringify({ keyId, verificationKey })}\n`);
  else {
    process.stderr.write(`new key ${keyId} of ${id}, shown this once; the old one signs beside it for ${hours} h:\n`);
    process.stdout.write(`${verificationKey}\n`);
  }
}

async function revoke(id: string, keyId: string, options: StackOptions): Promise<void> {
  const outcome = await revokeKey(await openKeys(id, options), id, keyId, Date.now());
  if (outcome === 'unknown')
    throw new CommandFailed(`${id} has no key ${printable(keyId)}: see byline partners keys ${id}`, 2);
  if (outcome === 'last') {
    throw new CommandFailed(`${keyId} is the only key of ${id} that lasts: byline partners rotate ${id} first`, 2);
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ revoked: keyId })}\n`);
  else process.stderr.write(`${keyId} signs nothing more, everywhere within a minute\n`);
}

async function list(id: string, options: StackOptions): Promise<void> {
  const keys = await shownKeys(await openKeys(id, options), id, Date.now());
  if (options.json) process.stdout.write(`${JSON.stringify(keys)}\n`);
  else
    for (const { keyId, kind, signsUntil } of keys)
      process.stdout.write(`${keyId}  ${kind}  ${signsUntil ? `signs until ${signsUntil}` : 'in use'}\n`);
}

async function jwks(id: string, options: StackOptions): Promise<void> {
  const keys = await shownKeys(await openKeys(id, options), id, Date.now());
  process.stdout.write(`${JSON.stringify({ keys: keys.flatMap(({ jwk }) => jwk ?? []) }, undefined, 2)}\n`);
}

async function openKeys(id: string, options: StackOptions): Promise<KeyStore> {
  const { dynamodb, outputs } = await openStack(options);
  if (!(await partnerStore(dynamoTable(dynamodb, outputs.TableName)).get(id)))
    throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  return signingKeyStore(dynamoTable(dynamodb, outputs.KeysTableName));
}
