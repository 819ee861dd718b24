import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { ProofPublicKey } from '../../shared/article/proof-key.ts';
import { type ProofVerdict, verifyProof } from '../../shared/attribution/proof.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { publicProofKeyStore } from '../../shared/store/proof-keys.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface VerifyOptions extends StackOptions {
  readonly keys?: string;
}

/** A webhook has at most a few MB; a larger file is something else. */
const maxBytes = 64 * 1024 * 1024;

/** `byline verify FILE`: whether text and credit are those that were sent. */
export function verifyCommand(): Command {
  return withStackOptions(new Command('verify'))
    .description('Check the proof in a webhook that was kept as a file: whether text and credit are what was sent.')
    .argument('<file>', 'the body of a webhook, or its data, as JSON; - reads standard input')
    .option('--keys <file>', 'the JSON Web Key Set to trust (default: that of the stack)')
    .addHelpText(
      'after',
      '\nExamples:\n  byline keys jwks > jwks.json\n  byline verify --keys jwks.json webhook.json\n' +
        '\nExit codes: 0 text and credit are what was sent, 1 they are not or cannot be checked, 2 wrong use or no stack runs.',
    )
    .action(verify);
}

async function verify(file: string, options: VerifyOptions): Promise<void> {
  const data = dataIn(readJson(file, 'webhook'));
  const keys = options.keys === undefined ? await keysOfStack(options) : keysIn(readJson(options.keys, 'key set'));
  const verdict = await verifyProof(data, keys);
  if (options.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else process.stdout.write(`${sentences[verdict.kind](printable('keyId' in verdict ? verdict.keyId : ''))}\n`);
  if (verdict.kind !== 'valid') process.exitCode = 1;
}

const sentences: Readonly<Record<ProofVerdict['kind'], (keyId: string) => string>> = {
  valid: (keyId) => `valid: text and credit are what was sent, by key ${keyId}`,
  invalid: (keyId) => `INVALID: text or credit are not what key ${keyId} signed`,
  'unknown-key': (keyId) => `not checked: the proof is by key ${keyId}, which is not among those trusted`,
  'no-proof': () => 'not checked: the file holds no proof (data.attribution.proof)',
  unreadable: () => 'not checked: the proof cannot be read',
};

/** A whole body has the proven parts under `data`. */
function dataIn(json: unknown): unknown {
  const body = json as { data?: unknown; attribution?: unknown } | null;
  return body !== null && typeof body === 'object' && body.attribution === undefined ? body.data : json;
}

async function keysOfStack(options: StackOptions): Promise<readonly ProofPublicKey[]> {
  const { dynamodb, outputs } = await openStack(options);
  return publicProofKeyStore(dynamoTable(dynamodb, outputs.TableName)).get();
}

function keysIn(json: unknown): readonly ProofPublicKey[] {
  const { keys } = (json ?? {}) as { keys?: unknown };
  if (!Array.isArray(keys)) throw new CommandFailed('the key set has no "keys": write it with byline keys jwks', 2);
  return keys as readonly ProofPublicKey[];
}

function readJson(file: string, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`cannot read ${printable(file)}: ${(error as NodeJS.ErrnoException).code}`, 2);
  }
  if (text.length > maxBytes) throw new CommandFailed(`${printable(file)} is too large for a ${what}`, 2);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailed(`${printable(file)} is no JSON: save the ${what} as it came`, 2);
  }
}
