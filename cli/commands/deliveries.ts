import { Command } from 'commander';
import { instantOf } from '../../shared/article/instant.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { partnerDeliveries } from '../../shared/store/partner-deliveries.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { CommandFailed, printable } from '../output.ts';
import { print, readChoice, readCount } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { readTime } from '../times.ts';
import { noArticle } from '../unknown-ids.ts';

interface Options extends StackOptions {
  readonly article?: string;
  readonly partner?: string;
  readonly state?: string;
  readonly since?: string;
  readonly limit: string;
}

const states = ['sending', 'delivered', 'retrying', 'parked', 'dead', 'withdrawn'] as const;

const dayMs = 86_400_000;

/** `byline deliveries`: who has what of an article, or what a partner was sent. */
export function deliveriesCommand(): Command {
  return withStackOptions(new Command('deliveries'))
    .description('Deliveries of an article or to a partner, newest first.')
    .option('--article <id>', 'of this article')
    .option('--partner <id>', 'to this partner; parked and dead ones of any age, others of recent articles')
    .option('--state <state>', `only in this state: ${states.join(', ')}`)
    .option('--since <time>', 'with --partner: of articles accepted since, e.g. 6h (default: a day ago)')
    .option('--limit <n>', 'at most so many', '100')
    .addHelpText('after', '\nExit codes: 0 done, 2 wrong use, no such article or partner, no stack.')
    .action(list);
}

async function list(options: Options): Promise<void> {
  const state = readChoice('--state', options.state, states);
  const limit = readCount('--limit', options.limit, 1, 1_000);
  if (options.article === undefined && options.partner === undefined)
    throw new CommandFailed('say whose deliveries: --article ID, --partner ID, or both', 2);
  const nowMs = Date.now();
  const sinceMs = readTime('--since', options.since, nowMs) ?? nowMs - dayMs;
  const found = await find(options, { sinceMs, nowMs, limit });
  const shown = found
    .filter((one) => state === undefined || one.state === state)
    .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)
    .slice(0, limit);
  print(options.json, shown, () => shown.map(deliveryLine));
}

async function find(
  { article, partner, ...options }: Options,
  range: { sinceMs: number; nowMs: number; limit: number },
): Promise<readonly Delivery[]> {
  const { dynamodb, s3, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const articles = articleStore(table, s3Objects(s3, outputs.ContentBucketName));
  const deliveries = deliveryStore(table);
  if (partner !== undefined && !(await partnerStore(table).get(partner)))
    throw new CommandFailed(`no partner ${printable(partner)}: see byline partners list`, 2);
  if (article === undefined) return partnerDeliveries(table, articles, partner ?? '', range);
  if (!(await articles.head(article))) throw noArticle(article);
  const all = await deliveries.ofArticle(article);
  return partner === undefined ? all : all.filter(({ partnerId }) => partnerId === partner);
}

/** One delivery: where it stands, and what came of the last attempt. */
export function deliveryLine(delivery: Delivery): string {
  const { articleId, partnerId, state, ackedRevision, attemptRevision, reason, nextAttemptAtMs, attempts } = delivery;
  const last = attempts.at(-1);
  return [
    articleId,
    partnerId,
    state,
    `has ${ackedRevision || 'none'}${attemptRevision > ackedRevision ? `, owed ${attemptRevision}` : ''}`,
    instantOf(delivery.updatedAtMs),
    ...(reason === undefined ? [] : [reason]),
    ...(last?.status === undefined ? [] : [`answered ${last.status}`]),
    ...(state === 'retrying' && nextAttemptAtMs ? [`again at ${instantOf(nextAttemptAtMs)}`] : []),
  ].join('  ');
}
