import { Command } from 'commander';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { type PublisherStore, publisherStore } from '../../shared/store/publishers.ts';
import { printable } from '../output.ts';
import { print } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { noPublisher } from '../unknown-ids.ts';
import { addBrakeCommands } from './publisher-brake.ts';

/** `byline publishers …`: who uploads, and whether what they upload is taken. */
export function publishersCommand(): Command {
  const command = new Command('publishers').description('Who uploads: list, show, pause and resume taking uploads.');
  withStackOptions(command.command('list').description('All publishers.')).action(list);
  withStackOptions(command.command('show <id>').description('One publisher’s profile.')).action(show);
  withStackOptions(command.command('pause <id>').description('Take no more uploads: they are rejected.')).action(
    (id: string, options: StackOptions) => setActive(id, false, options),
  );
  withStackOptions(command.command('resume <id>').description('Take uploads again.')).action(
    (id: string, options: StackOptions) => setActive(id, true, options),
  );
  addBrakeCommands(command);
  return command;
}

async function list(options: StackOptions): Promise<void> {
  const all = await (await openPublishers(options)).all();
  print(options.json, all, () =>
    all.map(({ id, name, active, language }) =>
      [id, active ? 'active' : 'paused', ...(language ? [language] : []), printable(name)].join('  '),
    ),
  );
}

async function show(id: string, options: StackOptions): Promise<void> {
  const publisher = await (await openPublishers(options)).get(id);
  if (!publisher) throw noPublisher(id);
  print(options.json, publisher, () =>
    Object.entries(publisher).map(
      ([field, value]) => `${field}: ${printable(typeof value === 'string' ? value : JSON.stringify(value))}`,
    ),
  );
}

async function setActive(id: string, active: boolean, options: StackOptions): Promise<void> {
  if (!(await (await openPublishers(options)).setActive(id, active))) throw noPublisher(id);
  if (options.json) process.stdout.write(`${JSON.stringify({ id, active })}\n`);
  else
    process.stderr.write(
      active
        ? `${id} is active: uploads are taken within seconds; those rejected meanwhile have to be uploaded again\n`
        : `${id} is paused: uploads are rejected with PUBLISHER_UNKNOWN within seconds; byline publishers resume ${id} takes them again\n`,
    );
}

async function openPublishers(options: StackOptions): Promise<PublisherStore> {
  const { dynamodb, outputs } = await openStack(options);
  return publisherStore(dynamoTable(dynamodb, outputs.TableName));
}
