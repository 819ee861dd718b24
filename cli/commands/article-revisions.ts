import type { Command } from 'commander';
import { changedFields, type DiffPart, diffRevisions } from '../../shared/article/revision-diff.ts';
import { instantOf } from '../../shared/article/instant.ts';
import type { Revision } from '../../shared/article/revision.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { CommandFailed, printable } from '../output.ts';
import { print, readCount } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { noArticle } from '../unknown-ids.ts';

/** Revisions shown of one article: the newest. */
const revisionsShown = 200;
const revisionMax = 99_999_999;

/** Adds `revisions` and `diff` to `byline articles`. */
export function addRevisionCommands(articles: Command): void {
  withStackOptions(
    articles.command('revisions <articleId>').description('Every revision of an article, and what it changed.'),
  ).action(revisions);
  withStackOptions(articles.command('diff <articleId> [from] [to]'))
    .description('What two revisions say differently, word by word; the last two, by default.')
    .action(diff);
}

async function revisions(articleId: string, options: StackOptions): Promise<void> {
  const { store, newest } = await openArticle(articleId, options);
  const all = await store.revisionsBetween(articleId, Math.max(1, newest - revisionsShown), newest);
  const previousOf = new Map(all.map((one) => [one.revision + 1, one]));
  const rows = all.slice(0, revisionsShown).map((one) => {
    const previous = previousOf.get(one.revision);
    const { revision, state, acceptedAtMs, contentHash, source, retractedBy, sameAs } = one;
    const changed = previous ? changedFields(previous, one) : [];
    return { revision, state, acceptedAt: instantOf(acceptedAtMs), contentHash, source, retractedBy, sameAs, changed };
  });
  print(options.json, rows, () =>
    rows.map(({ revision, state, acceptedAt, source, changed, sameAs }) => {
      const about = sameAs === undefined ? changed.join(', ') || 'first seen' : 'licence only';
      return `${revision}  ${state}  ${acceptedAt}  ${about}  ${printable(source.key)}`;
    }),
  );
}

async function diff(
  articleId: string,
  from: string | undefined,
  to: string | undefined,
  options: StackOptions,
): Promise<void> {
  const { store, newest } = await openArticle(articleId, options);
  const after = to === undefined ? newest : readCount('to', to, 1, revisionMax);
  const before = from === undefined ? after - 1 : readCount('from', from, 1, revisionMax);
  if (before < 1) throw new CommandFailed(`${articleId} has one revision only: there is nothing to compare`, 2);
  const [old, next] = await Promise.all([before, after].map((number) => store.revision(articleId, number)));
  if (!old || !next)
    throw new CommandFailed(`${articleId} has revisions 1 to ${newest}: see byline articles revisions ${articleId}`, 2);
  const fields = diffRevisions(old, next);
  print(options.json, { articleId, from: before, to: after, fields }, () =>
    fields.length === 0
      ? [`revisions ${before} and ${after} read alike`]
      : fields.map(({ label, parts }) => `${label}:\n  ${parts.map(partText).join('').replaceAll('\n', '\n  ')}`),
  );
}

/** Words as `git diff --word-diff` marks them; in colour on a terminal that shows some. */
function partText(part: DiffPart): string {
  if (part.kind === 'gap') return ` … ${part.words} words … `;
  const text = part.text.split('\n').map(printable).join('\n');
  if (part.kind === 'same') return text;
  const marked = part.kind === 'added' ? `{+${text}+}` : `[-${text}-]`;
  if (!process.stdout.hasColors?.() || process.env.NO_COLOR) return marked;
  return `\x1b[${part.kind === 'added' ? 32 : 31}m${marked}\x1b[0m`;
}

async function openArticle(
  articleId: string,
  options: StackOptions,
): Promise<{ store: { revision: RevisionReader; revisionsBetween: RangeReader }; newest: number }> {
  const { dynamodb, s3, outputs } = await openStack(options);
  const store = articleStore(dynamoTable(dynamodb, outputs.TableName), s3Objects(s3, outputs.ContentBucketName));
  const head = await store.head(articleId);
  if (!head) throw noArticle(articleId);
  return { store, newest: head.revision };
}

type RevisionReader = (articleId: string, revision: number) => Promise<Revision | undefined>;
type RangeReader = (articleId: string, from: number, to: number) => Promise<readonly Revision[]>;
