import { Command } from 'commander';
import { instantOf } from '../../shared/article/instant.ts';
import type { ArticleHead } from '../../shared/article/revision.ts';
import { type Delivery, mayHoldArticle } from '../../shared/delivery/delivery.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

/** `byline articles …`: what was accepted, and which partner has which revision. */
export function articlesCommand(): Command {
  const command = new Command('articles').description('Articles, and where each partner stands with them.');
  withStackOptions(command.command('list').description('Articles of today and yesterday, newest first.')).action(list);
  withStackOptions(
    command.command('show <articleId>').description('One article and where each partner stands with it.'),
  ).action(show);
  return command;
}

async function list(options: StackOptions): Promise<void> {
  const articles = await openArticles(options);
  const now = Date.now();
  const heads = (await Promise.all([now, now - 86_400_000].map((day) => articles.store.listDay(day, 100)))).flat();
  if (options.json) process.stdout.write(`${JSON.stringify(heads)}\n`);
  else for (const head of heads) process.stdout.write(`${lineOf(head)}\n`);
}

async function show(articleId: string, options: StackOptions): Promise<void> {
  const { store, deliveries } = await openArticles(options);
  const head = await store.head(articleId);
  if (!head) throw new CommandFailed(`no article ${printable(articleId)}: see byline articles list`, 2);
  const pairs = await deliveries.ofArticle(articleId);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ article: head, deliveries: pairs })}\n`);
    return;
  }
  process.stdout.write(`${lineOf(head)}\n${printable(head.uri)}\n`);
  for (const pair of pairs) process.stdout.write(`  ${standingOf(pair, head)}\n`);
  if (pairs.length === 0) process.stdout.write('  sent to nobody\n');
}

async function openArticles(options: StackOptions) {
  const { dynamodb, s3, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  return { store: articleStore(table, s3Objects(s3, outputs.ContentBucketName)), deliveries: deliveryStore(table) };
}

function lineOf(head: ArticleHead): string {
  return `${head.articleId}  ${head.state}  revision ${head.revision}  ${instantOf(head.acceptedAtMs)}  ${printable(head.headline)}`;
}

/** Where a partner stands: for a retracted article, whether it confirmed to have taken it down. */
function standingOf(pair: Delivery, head: ArticleHead): string {
  const last = pair.attempts.at(-1);
  const about = last
    ? `, last attempt ${instantOf(last.atMs)} ${last.outcome}${last.reason ? ` ${last.reason}` : ''}`
    : '';
  const has = `confirmed revision ${pair.ackedRevision} of ${head.revision}`;
  const standing =
    head.state !== 'retracted'
      ? has
      : mayHoldArticle(pair)
        ? 'has NOT confirmed the retraction'
        : 'confirmed the retraction';
  return `${pair.partnerId}  ${pair.state}  ${standing}${about}`;
}
