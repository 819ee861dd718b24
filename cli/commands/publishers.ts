import { Command } from 'commander';
import { instantOf } from '../../shared/article/instant.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { type PublisherWatchStore, publisherWatchStore } from '../../shared/store/publisher-watches.ts';
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
  const { publishers, watches } = await openPublishers(options);
  const [all, quietIds] = await Promise.all([publishers.all(), watches.quietIds()]);
  const quiet = new Set(quietIds);
  print(
    options.json,
    all.map((publisher) => ({ ...publisher, isQuiet: quiet.has(publisher.id) })),
    () =>
      all.map(({ id, name, active, language }) =>
        [
          id,
          active ? 'active' : 'paused',
          ...(quiet.has(id) ? ['quiet'] : []),
          ...(language ? [language] : []),
          printable(name),
        ].join('  '),
      ),
  );
}

async function show(id: string, options: StackOptions): Promise<void> {
  const { publishers, watches } = await openPublishers(options);
  const [publisher, watch] = await Promise.all([publishers.get(id), watches.get(id)]);
  if (!publisher) throw noPublisher(id);
  const standing = {
    heardAt: watch?.heardAtMs === undefined ? undefined : instantOf(watch.heardAtMs),
    quietSince: watch?.quietSinceMs === undefined ? undefined : instantOf(watch.quietSinceMs),
  };
  const shown = Object.entries({ ...publisher, ...standing }).filter(([, value]) => value !== undefined);
  print(options.json, Object.fromEntries(shown), () =>
    shown.map(([field, value]) => `${field}: ${printable(typeof value === 'string' ? value : JSON.stringify(value))}`),
  );
}

async function setActive(id: string, active: boolean, options: StackOptions): Promise<void> {
  const { publishers, watches } = await openPublishers(options);
  if (!(await publishers.setActive(id, active))) throw noPublisher(id);
  // Nobody waits for one that is paused; when it is back, its time begins anew.
  const publisher = await publishers.get(id);
  if (publisher) await watches.follow(publisher, Date.now());
  if (options.json) process.stdout.write(`${JSON.stringify({ id, active })}\n`);
  else
    process.stderr.write(
      active
        ? `${id} is active: uploads are taken within seconds; those rejected meanwhile have to be uploaded again\n`
        : `${id} is paused: uploads are rejected with PUBLISHER_UNKNOWN within seconds; byline publishers resume ${id} takes them again\n`,
    );
}

interface Opened {
  readonly publishers: PublisherStore;
  readonly watches: PublisherWatchStore;
}

async function openPublishers(options: StackOptions): Promise<Opened> {
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  return { publishers: publisherStore(table), watches: publisherWatchStore(table) };
}
