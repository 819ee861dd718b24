import { Command } from 'commander';
import { instantOf } from '../../shared/article/instant.ts';
import type { ArticleHead } from '../../shared/article/revision.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import { type StandingName, standingOf, standings } from '../../shared/delivery/standing.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { findArticles } from '../../shared/store/find-articles.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { printable } from '../output.ts';
import { print, readChoice, readCount } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { readTime } from '../times.ts';
import { noArticle } from '../unknown-ids.ts';
import { addRevisionCommands } from './article-revisions.ts';

interface ListOptions extends StackOptions {
  readonly publisher?: string;
  readonly state?: string;
  readonly since?: string;
  readonly search?: string;
  readonly limit: string;
}

const states = ['live', 'held', 'stored', 'retracted'] as const;

/** `byline articles …`: what was accepted, what it said before, and which partner has which revision. */
export function articlesCommand(): Command {
  const command = new Command('articles').description('Articles, their revisions, and where each partner stands.');
  withStackOptions(command.command('list').description('Articles of the last thirty days, newest first.'))
    .option('--publisher <id>', 'only of this publisher')
    .option('--state <state>', `only in this state: ${states.join(', ')}`)
    .option('--since <time>', 'first accepted since: 2026-11-24T12:00Z, or 90m, 6h, 2d ago (default: 30 days ago)')
    .option('--search <text>', 'only with this in headline, URI, key or id; an exact id or URI of any age')
    .option('--limit <n>', 'at most so many', '100')
    .action(list);
  withStackOptions(
    command.command('show <articleId>').description('One article and where each partner stands with it.'),
  ).action(show);
  addRevisionCommands(command);
  return command;
}

async function list(options: ListOptions): Promise<void> {
  const nowMs = Date.now();
  const query = {
    publisherId: options.publisher,
    state: readChoice('--state', options.state, states),
    sinceMs: readTime('--since', options.since, nowMs),
    text: options.search,
    limit: readCount('--limit', options.limit, 1, 1_000),
  };
  const { store, publishers } = await openArticles(options);
  const { heads, nextBeforeMs } = await findArticles({ articles: store, publishers }, query, nowMs);
  print(options.json, heads, () => heads.map(lineOf));
  if (nextBeforeMs !== undefined && !options.json)
    process.stderr.write('there are more: narrow it by --publisher, --state, --search or --since, or raise --limit\n');
}

async function show(articleId: string, options: StackOptions): Promise<void> {
  const { store, deliveries, partners } = await openArticles(options);
  const head = await store.head(articleId);
  if (!head) throw noArticle(articleId);
  const [pairs, registered] = await Promise.all([deliveries.ofArticle(articleId), partners.all()]);
  const partnerOf = new Map(registered.map((partner) => [partner.id, partner]));
  const nowMs = Date.now();
  const shown = pairs.map((pair) => {
    const partner = partnerOf.get(pair.partnerId);
    const partnerStatus = partner?.status ?? 'unknown';
    return { ...pair, partnerStatus, standing: standingOf(pair, head, partner, nowMs) };
  });
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ article: head, deliveries: shown })}\n`);
    return;
  }
  process.stdout.write(`${lineOf(head)}\n${printable(head.uri)}\n`);
  for (const pair of shown) process.stdout.write(`  ${pairLine(pair)}\n`);
  if (shown.length === 0) process.stdout.write('  sent to nobody\n');
  const owing = shown.filter(({ standing }) => standing === 'owes-takedown');
  const confirmed = shown.filter(({ standing }) => standing === 'took-down');
  if (owing.length + confirmed.length > 0)
    process.stdout.write(
      `retraction confirmed by ${confirmed.length} of ${owing.length + confirmed.length} that had it\n`,
    );
}

async function openArticles(options: StackOptions) {
  const { dynamodb, s3, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  return {
    store: articleStore(table, s3Objects(s3, outputs.ContentBucketName)),
    deliveries: deliveryStore(table),
    partners: partnerStore(table),
    publishers: publisherStore(table),
  };
}

function lineOf(head: ArticleHead): string {
  return `${head.articleId}  ${head.state}  revision ${head.revision}  ${instantOf(head.acceptedAtMs)}  ${printable(head.headline)}`;
}

/** Where a partner stands: which revision it confirmed, or whether it confirmed to have taken the article down. */
function pairLine(pair: Delivery & { readonly partnerStatus: string; readonly standing: StandingName }): string {
  const { partnerId, state, ackedRevision, attempts, partnerStatus, standing } = pair;
  const last = attempts.at(-1);
  const revision = standing === 'has-older' ? ` (${ackedRevision})` : '';
  const about = last
    ? `, last attempt ${instantOf(last.atMs)} ${last.outcome}${last.reason ? ` ${last.reason}` : ''}`
    : '';
  const status = statusWords[partnerStatus] ?? '';
  return `${partnerId}  ${state}  ${standings[standing]}${revision}${status}${about}`;
}

const statusWords: Readonly<Record<string, string>> = {
  paused: ', paused: sent when it is resumed',
  removed: ', removed: tried at its old endpoint',
  unknown: ', not in the registry any more',
};
