import { Command } from 'commander';
import { safeParse } from 'valibot';
import { outputFormats } from '../../shared/outputs/registry.ts';
import { isHeldBack } from '../../shared/partners/partner.ts';
import { partnerProfile } from '../../shared/partners/partner-profile.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { partnerSwitch } from '../../shared/store/partner-switch.ts';
import { registryStores } from '../../shared/store/registry.ts';
import { registerPartner } from '../../shared/webhooks/register-partner.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { CommandFailed, printable } from '../output.ts';
import { addCredentialsCommand } from './partner-credentials.ts';
import { addMatchCommand } from './partner-match.ts';
import { addShowCommand } from './partner-show.ts';
import { addVerifyCommands } from './partner-verify.ts';
import { addKeyCommands } from './partner-keys.ts';
import { addTokenCommand } from './partner-token.ts';
import { guardOf, openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface AddOptions extends StackOptions {
  readonly url?: string;
  readonly pull?: true;
  readonly name?: string;
  readonly language?: string[];
  readonly verify: boolean;
}

/** `byline partners …`: who receives, and how they are doing. */
export function partnersCommand(): Command {
  const command = new Command('partners').description(
    'Who receives: list, add, pause, resume, and their signing keys.',
  );
  withStackOptions(command.command('list').description('All partners with the state of their endpoints.')).action(list);
  withStackOptions(
    command.command('add <id>').description('Register a partner; its signing secret is shown this once.'),
  )
    .option('--url <url>', 'where webhooks are sent')
    .option('--pull', 'it may fetch what it is owed, by a token: byline partners token')
    .option('--name <name>', 'what the partner is called')
    .option('--language <range...>', 'only articles in these languages, e.g. en')
    .option('--no-verify', 'send to it without the challenge')
    .action(add);
  withStackOptions(command.command('pause <id>').description('Park what the partner is owed.')).action(
    (id: string, options: StackOptions) => setStatus(id, 'pause', options),
  );
  withStackOptions(
    command.command('resume <id>').description('Take up deliveries again, what was parked first.'),
  ).action((id: string, options: StackOptions) => setStatus(id, 'resume', options));
  addShowCommand(command);
  addVerifyCommands(command);
  addMatchCommand(command);
  addCredentialsCommand(command);
  addKeyCommands(command);
  addTokenCommand(command);
  return command;
}

async function list(options: StackOptions): Promise<void> {
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const health = new Map((await partnerHealthStore(table).all()).map((one) => [one.partnerId, one]));
  const partners = (await partnerStore(table).all()).map((partner) => ({
    ...partner,
    circuit: health.get(partner.id)?.circuit ?? 'closed',
    failuresInRow: health.get(partner.id)?.failuresInRow ?? 0,
  }));
  if (options.json) process.stdout.write(`${JSON.stringify(partners)}\n`);
  else
    for (const one of partners)
      process.stdout.write(
        `${one.id}  ${one.unverified ? 'unverified' : one.status}  circuit ${one.circuit}  ${one.failuresInRow} failures in a row  ${printable(one.name)}  ${printable(one.url ?? 'fetches')}\n`,
      );
}

async function add(id: string, options: AddOptions): Promise<void> {
  const { url, pull, name, language, verify, json } = options;
  const stack = await openStack(options);
  const { dynamodb, outputs } = stack;
  const registry = registryStores(
    dynamoTable(dynamodb, outputs.TableName),
    dynamoTable(dynamodb, outputs.KeysTableName),
  );
  const read = safeParse(partnerProfile(outputFormats.map((format) => format.id)), {
    id,
    name: name ?? id,
    ...(url === undefined ? {} : { url }),
    ...(pull ? { pull: 'true' } : {}),
    filter: language ? { languages: language } : {},
  });
  if (!read.success) throw new CommandFailed(read.issues.map(({ message }) => message).join('\n'), 2);
  const registration = await registerPartner(registry, read.output, {
    ...guardOf(stack),
    verify,
    nowMs: Date.now(),
    newSecret,
  });
  if (!registration.ok) throw new CommandFailed(registration.problem, 2);
  const { secret, partner } = registration;
  if (json) process.stdout.write(`${JSON.stringify({ partner, ...(secret ? { secret } : {}) })}\n`);
  else if (secret) {
    process.stderr.write(`registered ${id}; its signing secret, shown this once:\n`);
    process.stdout.write(`${secret}\n`);
  } else if (partner.url === undefined)
    process.stderr.write(`registered ${id}, which fetches: byline partners token ${id} makes its token\n`);
  else process.stderr.write(`changed ${id}; its secret is kept\n`);
  if (partner.pull && !json) process.stderr.write(`its token to fetch with: byline partners token ${id}\n`);
  if (partner.unverified && !json) process.stderr.write(`nothing is sent to ${id} yet: byline partners verify ${id}\n`);
}

async function setStatus(id: string, action: 'pause' | 'resume', options: StackOptions): Promise<void> {
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const switched = await partnerSwitch(table)[action](id, Date.now());
  if (switched === 'unknown') throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  const status = action === 'pause' ? 'paused' : 'active';
  if (options.json) process.stdout.write(`${JSON.stringify({ id, status, switched })}\n`);
  else process.stderr.write(`${id} is ${status}\n`);
  const partner = action === 'resume' ? await partnerStore(table).get(id) : undefined;
  if (partner && isHeldBack(partner))
    process.stderr.write(`nothing is sent to it before its address is verified: byline partners verify ${id}\n`);
}
