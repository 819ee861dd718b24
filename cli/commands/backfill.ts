import { Command } from 'commander';
import { sqsQueue } from '../../shared/runtime/queues.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { type BackfillEntry, carryOutBackfill, planBackfill } from '../../shared/store/backfill.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { readTime } from '../times.ts';

interface BackfillOptions extends StackOptions {
  readonly since: string;
  readonly publisher?: string;
  readonly dryRun?: boolean;
}

/** A line of progress each so many. */
const progressEvery = 100;
const signs = { publish: '+', retract: '-' } as const;

/** `byline backfill`: brings articles that went out before in line with a partner's filter and territories as they stand. */
export function backfillCommand(): Command {
  return withStackOptions(
    new Command('backfill')
      .description(
        'Send a new or changed partner what went out before, and take back what is not licensed for it any more.',
      )
      .argument('<partner>', 'its id'),
  )
    .option('--since <time>', 'articles first accepted since: 2026-11-24T12:00Z, or 6h, 2d ago', '7d')
    .option('--publisher <id>', 'only of this publisher')
    .option('--dry-run', 'say what would be done, and do nothing')
    .addHelpText(
      'after',
      `
What its filter does not match any more it keeps, with corrections and retractions. Where it has this very revision, or took it down, a further
revision that says the same goes out to it, and to nobody else. Doing it again changes nothing.

Exit codes: 0 done, 2 wrong use or no stack.`,
    )
    .action(backfill);
}

async function backfill(partnerId: string, options: BackfillOptions): Promise<void> {
  const stack = await openStack(options);
  const { dynamodb, s3, sqs, outputs } = stack;
  const nowMs = Date.now();
  const sinceMs = readTime('--since', options.since, nowMs) ?? nowMs;
  const table = dynamoTable(dynamodb, outputs.TableName);
  const partner = await partnerStore(table).get(partnerId);
  if (!partner) throw new CommandFailed(`no partner ${printable(partnerId)}: see byline partners list`, 2);
  if (partner.status === 'removed')
    throw new CommandFailed(`${partnerId} was removed: it gets retractions only, of what it has`, 2);
  const articles = articleStore(table, s3Objects(s3, outputs.ContentBucketName));
  const stores = { articles, deliveries: deliveryStore(table) };
  const { entries, isWhole } = await planBackfill(stores, partner, { sinceMs, publisherId: options.publisher }, nowMs);
  const looks = sqsQueue(sqs, outputs.DeliverQueueUrl);
  let done = 0;
  for (const entry of entries) {
    if (entry.backfill.effect === 'none') continue;
    tell(entry, options);
    if (options.dryRun) continue;
    await carryOutBackfill(articles, looks, partnerId, entry, nowMs);
    done += 1;
    if (done % progressEvery === 0 && !options.json)
      process.stderr.write(`${done} done; if this is interrupted, the same command goes on\n`);
  }
  stack.close();
  if (!options.json) process.stderr.write(`${summary(entries, isWhole, options)}\n`);
}

function tell({ head, backfill: { effect } }: BackfillEntry, { json }: BackfillOptions): void {
  const { articleId, revision, headline } = head;
  if (effect === 'none') return;
  process.stdout.write(
    json
      ? `${JSON.stringify({ articleId, revision, effect })}\n`
      : `${signs[effect]} ${articleId}  revision ${revision}  ${printable(headline)}\n`,
  );
}

function summary(entries: readonly BackfillEntry[], isWhole: boolean, { dryRun, since }: BackfillOptions): string {
  const count = (is: (entry: BackfillEntry) => boolean): number => entries.filter(is).length;
  const [published, retracted] = (['publish', 'retract'] as const).map((effect) =>
    count(({ backfill: one }) => one.effect === effect),
  );
  const kept = count(({ backfill: one }) => one.effect === 'none' && one.because === 'holds');
  return [
    `of ${entries.length} articles since ${since}: ${published} ${dryRun ? 'would be sent' : 'are sent'}, ${retracted} ${dryRun ? 'would be retracted' : 'are retracted'}`,
    ...(kept > 0 ? [`, ${kept} it keeps though its filter does not match them any more`] : []),
    ...(isWhole ? [] : ['; there are more than are looked through: go on with a later --since, or by --publisher']),
  ].join('');
}
