import type { Command } from 'commander';
import { instantOf } from '../../shared/article/instant.ts';
import type { ArticleHead } from '../../shared/article/revision.ts';
import { articleStore, type ArticleStore } from '../../shared/store/articles.ts';
import { type BrakeDecision, brakedArticles, decideBraked } from '../../shared/store/braked.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import type { Table } from '../../shared/store/table.ts';
import { CommandFailed, printable } from '../output.ts';
import { print } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { noPublisher } from '../unknown-ids.ts';

interface DecideOptions extends StackOptions {
  readonly article?: readonly string[];
}

const words = {
  release: { done: 'released', about: 'they go out from the next sweep on (within a minute)' },
  discard: { done: 'discarded', about: 'they never go out; a later version of one, declared as such, would' },
} as const;

/** Articles shown at once. */
const shownMax = 1_000;
/** A line of progress each so many. */
const progressEvery = 100;

/** Adds `held`, `release` and `discard` to `byline publishers`. */
export function addBrakeCommands(publishers: Command): void {
  withStackOptions(publishers.command('held <id>'))
    .description('Articles of a publisher that its brake holds, oldest first.')
    .action(held);
  withStackOptions(publishers.command('release <id>'))
    .description('Let out what a publisher’s brake holds.')
    .option('--article <id...>', 'only these articles (default: all that are held)')
    .action((id: string, options: DecideOptions) => decide(id, 'release', options));
  withStackOptions(publishers.command('discard <id>'))
    .description('Retract what a publisher’s brake holds, so that it never goes out.')
    .option('--article <id...>', 'only these articles (default: all that are held)')
    .action((id: string, options: DecideOptions) => decide(id, 'discard', options));
}

async function held(publisherId: string, options: StackOptions): Promise<void> {
  const { table, articles } = await open(publisherId, options);
  const heads: ArticleHead[] = [];
  for await (const head of brakedArticles(table, articles, publisherId)) if (heads.push(head) >= shownMax) break;
  print(options.json, heads, () =>
    heads.map(
      ({ articleId, acceptedAtMs, headline }) => `${articleId}  ${instantOf(acceptedAtMs)}  ${printable(headline)}`,
    ),
  );
}

async function decide(publisherId: string, decision: BrakeDecision, options: DecideOptions): Promise<void> {
  const { table, articles } = await open(publisherId, options);
  const { done, about } = words[decision];
  let count = 0;
  for await (const articleId of await chosen(table, articles, publisherId, options.article)) {
    if (!(await decideBraked(articles, articleId, decision, Date.now()))) continue;
    count += 1;
    if (count % progressEvery === 0 && !options.json)
      process.stderr.write(`${count} ${done}; if this is interrupted, the same command goes on\n`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ publisherId, [done]: count })}\n`);
  else
    process.stderr.write(count === 0 ? `the brake of ${publisherId} holds nothing\n` : `${count} ${done}: ${about}\n`);
}

async function chosen(
  table: Table,
  articles: ArticleStore,
  publisherId: string,
  named: readonly string[] | undefined,
): Promise<AsyncIterable<string> | Iterable<string>> {
  if (named === undefined) return idsOf(brakedArticles(table, articles, publisherId));
  const heads = await articles.heads(named);
  const wrong = named.find((id) => heads.get(id)?.publisherId !== publisherId || heads.get(id)?.heldBy !== 'brake');
  if (wrong !== undefined)
    throw new CommandFailed(
      `the brake does not hold ${printable(wrong)}: see byline publishers held ${publisherId}`,
      2,
    );
  return named;
}

async function* idsOf(heads: AsyncIterable<ArticleHead>): AsyncGenerator<string> {
  for await (const { articleId } of heads) yield articleId;
}

async function open(publisherId: string, options: StackOptions): Promise<{ table: Table; articles: ArticleStore }> {
  const { dynamodb, s3, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  if (!(await publisherStore(table).get(publisherId))) throw noPublisher(publisherId);
  return { table, articles: articleStore(table, s3Objects(s3, outputs.ContentBucketName)) };
}
