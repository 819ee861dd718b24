import type { Command } from 'commander';
import { instantOf } from '../../shared/article/instant.ts';
import { type PartnerReads, usualGapMs } from '../../shared/delivery/reading-habit.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { backlogStore, type Waiting } from '../../shared/store/backlog.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { partnerDeliveries } from '../../shared/store/partner-deliveries.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerReadStore } from '../../shared/store/partner-reads.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { CommandFailed, printable } from '../output.ts';
import { print } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

const dayMs = 86_400_000;
/** Deliveries looked through, and attempts shown of them. */
const deliveriesRead = 100;
const attemptsShown = 10;

/** Adds `show` to `byline partners`. */
export function addShowCommand(partners: Command): void {
  withStackOptions(partners.command('show <id>'))
    .description('A partner’s profile, health, backlog and recent attempts.')
    .action(show);
}

async function show(id: string, options: StackOptions): Promise<void> {
  const { dynamodb, s3, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const partner = await partnerStore(table).get(id);
  if (!partner) throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  const nowMs = Date.now();
  const articles = articleStore(table, s3Objects(s3, outputs.ContentBucketName));
  const [health, reads, backlog, deliveries] = await Promise.all([
    partnerHealthStore(table).get(id),
    partner.pull ? partnerReadStore(table).get(id) : undefined,
    backlogStore(table).ofPartner(id),
    partnerDeliveries(table, articles, id, { sinceMs: nowMs - dayMs, nowMs, limit: deliveriesRead }),
  ]);
  const attempts = deliveries
    .flatMap(({ articleId, attempts: made }) => made.map((attempt) => ({ articleId, ...attempt })))
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, attemptsShown);
  print(options.json, { partner, health, reads, backlog, attempts }, () => {
    const { circuit, failuresInRow, failingSinceMs, nextProbeAtMs } = health;
    return [
      ...Object.entries(partner).map(
        ([field, value]) => `${field}: ${printable(typeof value === 'string' ? value : JSON.stringify(value))}`,
      ),
      ...(partner.pull ? [`last read: ${readText(reads)}`] : []),
      `circuit: ${circuit}, ${failuresInRow} failures in a row${failingSinceMs ? `, failing since ${instantOf(failingSinceMs)}` : ''}${nextProbeAtMs ? `, next probe ${instantOf(nextProbeAtMs)}` : ''}`,
      `parked: ${waitingText(backlog.parked)}`,
      `dead: ${waitingText(backlog.dead)}`,
      attempts.length === 0 ? 'no attempts at articles of the last day' : 'recent attempts:',
      ...attempts.map(
        ({ atMs, articleId, event, revision, outcome, status, reason, durationMs }) =>
          `  ${instantOf(atMs)}  ${articleId}  ${event} ${revision}  ${outcome}${status ? ` ${status}` : ''}${reason ? ` ${reason}` : ''}${durationMs === undefined ? '' : `  ${durationMs} ms`}`,
      ),
    ];
  });
}

function waitingText({ count, isMore, sinceMs }: Waiting): string {
  return `${count}${isMore ? ' or more' : ''}${sinceMs === undefined ? '' : `, the oldest since ${instantOf(sinceMs)}`}`;
}

function readText(reads: PartnerReads | undefined): string {
  if (!reads) return 'never';
  const usual = usualGapMs(reads);
  return `${instantOf(reads.lastAtMs)}${usual === undefined ? '' : `, usually every ${Math.round(usual / 60_000)} min`}`;
}
