import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { mayHoldArticle } from '../../shared/delivery/delivery.ts';
import { readUpload } from '../../shared/intake/read-upload.ts';
import { explanationLines } from '../../shared/partners/explain.ts';
import { factsOf } from '../../shared/partners/match.ts';
import { explainPartner, type Offer, type PartnerExplanation } from '../../shared/partners/who-gets.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import type { ConnectedStack } from '../../shared/stack/connect-stack.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface MatchOptions extends StackOptions {
  readonly publisher?: string;
  readonly partner?: string;
}

/** An article as partners would be offered it, and who has, or may have, an earlier revision. */
interface Subject {
  readonly title: string;
  readonly offer: Offer;
  readonly holders: ReadonlySet<string>;
  readonly isRetracted: boolean;
}

/** Adds `match` to `byline partners`: why each partner does or does not get an article. */
export function addMatchCommand(partners: Command): void {
  withStackOptions(partners.command('match <article>'))
    .description(
      'Explain, partner by partner, who gets an article: one by its id, or a file as an upload of it would be.',
    )
    .option('--publisher <id>', 'whose upload the file would be (the only publisher, by default)')
    .option('--partner <id>', 'only this partner')
    .addHelpText('after', '\nExit codes: 0 done, 2 wrong use, or the file would be rejected.')
    .action(match);
}

async function match(article: string, options: MatchOptions): Promise<void> {
  const stack = await openStack(options);
  const subjects = existsSync(article)
    ? await subjectsOfFile(article, stack, options.publisher)
    : [await subjectOfArticle(article, stack)];
  const all = await partnerStore(dynamoTable(stack.dynamodb, stack.outputs.TableName)).all();
  stack.close();
  const asked = all.filter(({ id }) => options.partner === undefined || id === options.partner);
  if (asked.length === 0) throw new CommandFailed('no such partner: see byline partners list', 2);
  for (const { title, offer, holders, isRetracted } of subjects) {
    const explained = asked.map((partner) => {
      return explainPartner(partner, offer, { holds: holders.has(partner.id), isRetracted });
    });
    if (options.json) process.stdout.write(`${JSON.stringify({ article: title, partners: explained })}\n`);
    else process.stdout.write(`${[printable(title), ...explained.flatMap(linesOf)].join('\n')}\n`);
  }
}

function linesOf(explained: PartnerExplanation): string[] {
  const { partnerId, gets, filter } = explained;
  return [
    `${gets ? '✓' : '✗'} ${partnerId}  ${printable(verdictText(explained))}`,
    ...explanationLines(filter, '    ').map(printable),
  ];
}

function verdictText({ because, waitsFor, partnerId }: PartnerExplanation): string {
  if (because === 'removed') return 'was removed: it gets retractions only';
  if (because === 'territory') return 'does not get it: it is licensed for none of its territories, now';
  if (because === 'filter') return 'does not get it';
  if (because === 'event') return 'does not get it: it wants no events of this kind';
  if (because === 'not-sent') return 'never had it, and hears nothing of its retraction';
  const gets = because === 'holds-it' ? 'has it, and gets what follows, whatever its filter says' : 'gets it';
  if (waitsFor === 'resume') return `${gets} once it is resumed: byline partners resume ${partnerId}`;
  if (waitsFor === 'verify') return `${gets} once it is verified: byline partners verify ${partnerId}`;
  return gets;
}

async function subjectOfArticle(articleId: string, { dynamodb, s3, outputs }: ConnectedStack): Promise<Subject> {
  const table = dynamoTable(dynamodb, outputs.TableName);
  const articles = articleStore(table, s3Objects(s3, outputs.ContentBucketName));
  const head = await articles.head(articleId);
  const newest = head && (await articles.revision(articleId, head.revision));
  if (!head || !newest)
    throw new CommandFailed(`${printable(articleId)} is neither a file nor an article: see byline articles list`, 2);
  const deliveries = await deliveryStore(table).ofArticle(articleId);
  return {
    title: `${articleId}  revision ${head.revision}  ${head.state}  “${head.headline}”`,
    offer: { facts: factsOf(newest.article, head.publisherId), licenses: head.licenses, nowMs: Date.now() },
    holders: new Set(deliveries.filter(mayHoldArticle).map(({ partnerId }) => partnerId)),
    isRetracted: head.state === 'retracted',
  };
}

async function subjectsOfFile(path: string, stack: ConnectedStack, publisherId?: string): Promise<Subject[]> {
  const publishers = await publisherStore(dynamoTable(stack.dynamodb, stack.outputs.TableName)).all();
  const publisher = publisherId ? publishers.find(({ id }) => id === publisherId) : publishers[0];
  if (!publisher || (!publisherId && publishers.length > 1)) {
    const ids = publishers.map(({ id }) => id).join(', ') || 'none';
    throw new CommandFailed(`name the publisher with --publisher; registered: ${ids}`, 2);
  }
  const nowMs = Date.now();
  const key = `publishers/${publisher.id}/${basename(path)}`;
  const { items } = await readUpload({ bytes: readFileSync(path), key }, publisher, { nowMs });
  return items.map((item) => {
    const name = item.item ? `${path} ${item.item}` : path;
    if (item.status === 'rejected') {
      const reasons = item.reasons.map(({ code, message }) => `${code} ${message}`).join('; ');
      throw new CommandFailed(printable(`${name} would be rejected, and reach nobody: ${reasons}`), 2);
    }
    return {
      title: `${name}  “${item.article.headlines?.[0]?.value ?? ''}”`,
      offer: { facts: factsOf(item.article, publisher.id), licenses: item.licenses, nowMs },
      holders: new Set<string>(),
      isRetracted: item.disposition.kind === 'retract',
    };
  });
}
