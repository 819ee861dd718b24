import { Command } from 'commander';
import { type OperationalEvent, operationalEvents, operationsPrefix } from '../../shared/partners/operations.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { partnerSwitch } from '../../shared/store/partner-switch.ts';
import { registryStores } from '../../shared/store/registry.ts';
import { registerEndpoint } from '../../shared/webhooks/register-endpoint.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { CommandFailed, printable } from '../output.ts';
import { guardOf, openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface AddOptions extends StackOptions {
  readonly url: string;
  readonly name?: string;
  readonly event: string[];
  readonly publisher?: string;
}

/** `byline hooks …`: who is told what becomes of uploads, deliveries and partners. */
export function hooksCommand(): Command {
  const command = new Command('hooks').description('Endpoints of operational events: for ops teams and publishers.');
  withStackOptions(
    command.command('list').description('All endpoints, what they hear, and how they are doing.'),
  ).action(list);
  withStackOptions(
    command
      .command('add <id>')
      .description('Register an endpoint or change it; the signing secret of a new one is shown this once.'),
  )
    .requiredOption('--url <url>', 'where webhooks are sent')
    .option('--name <name>', 'what it is called')
    .option(
      '--event <type...>',
      `which events: ${Object.keys(operationalEvents).join(', ')}`,
      Object.keys(operationalEvents),
    )
    .option('--publisher <id>', 'told of this publisher’s uploads and articles only (default: of all)')
    .action(add);
  const actions = {
    pause: 'Park what the endpoint is to be told.',
    resume: 'Take it up again, what was parked first.',
    remove: 'Tell the endpoint nothing more.',
  } as const;
  for (const [name, description] of Object.entries(actions)) {
    withStackOptions(command.command(`${name} <id>`).description(description)).action(
      (id: string, options: StackOptions) => change(name as keyof typeof actions, id, options),
    );
  }
  return command;
}

async function list(options: StackOptions): Promise<void> {
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const health = new Map((await partnerHealthStore(table).all()).map((one) => [one.partnerId, one]));
  const endpoints = (await partnerStore(table).endpoints()).map(({ id, name, url, status, operations }) => ({
    id: id.slice(operationsPrefix.length),
    name,
    url,
    status,
    ...operations,
    circuit: health.get(id)?.circuit ?? 'closed',
  }));
  if (options.json) process.stdout.write(`${JSON.stringify(endpoints)}\n`);
  else
    for (const { id, status, circuit, publisherId, events, url } of endpoints)
      process.stdout.write(
        `${id}  ${status}  circuit ${circuit}  ${publisherId ?? 'all publishers'}  ${events.join(' ')}  ${printable(url)}\n`,
      );
}

async function add(id: string, options: AddOptions): Promise<void> {
  const stack = await openStack(options);
  const { dynamodb, outputs } = stack;
  const table = dynamoTable(dynamodb, outputs.TableName);
  const registry = registryStores(table, dynamoTable(dynamodb, outputs.KeysTableName));
  const { url, name, event, publisher } = options;
  const registration = await registerEndpoint(
    registry,
    { id, url, name, events: event as OperationalEvent[], publisherId: publisher },
    {
      ...guardOf(stack),
      nowMs: Date.now(),
      newSecret,
      isPublisher: async (publisherId) => (await registry.publishers.get(publisherId)) !== undefined,
    },
  );
  if (!registration.ok) throw new CommandFailed(registration.problems.map(printable).join('\n'), 2);
  const { endpoint, secret } = registration;
  if (options.json) process.stdout.write(`${JSON.stringify({ endpoint, ...(secret ? { secret } : {}) })}\n`);
  else if (secret) {
    process.stderr.write(`registered ${id}; its signing secret, shown this once:\n`);
    process.stdout.write(`${secret}\n`);
  } else process.stderr.write(`changed ${id}; its secret is kept\n`);
}

async function change(action: 'pause' | 'resume' | 'remove', name: string, options: StackOptions): Promise<void> {
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const id = `${operationsPrefix}${name}`;
  const unknown = new CommandFailed(`no endpoint ${printable(name)}: see byline hooks list`, 2);
  if (action === 'remove') {
    if (!(await partnerStore(table).setStatus(id, 'removed', undefined, Date.now()))) throw unknown;
  } else if ((await partnerSwitch(table)[action](id, Date.now())) === 'unknown') throw unknown;
  process.stderr.write(`${name}: ${action} done\n`);
}
