import { Command } from 'commander';
import { instantOf } from '../../shared/article/instant.ts';
import { type DeadLetterChoice, deadLetters, replayDeadLetters } from '../../shared/store/dead-letters.ts';
import { type DeliveryStore, deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { CommandFailed } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { readTime } from '../times.ts';

interface Options extends StackOptions {
  readonly partner?: string;
  readonly article?: string;
  readonly reason?: string;
  readonly since?: string;
  readonly until?: string;
}

interface ReplayOptions extends Options {
  readonly perSecond: string;
  readonly startIn: string;
}

/** `byline dead-letters`: deliveries whose retry schedule is used up. */
export function deadLettersCommand(): Command {
  return choosing(new Command('dead-letters').description('Deliveries that were given up, with the reason.')).action(
    async (options: Options) => {
      const { deliveries, choice } = await choose(options);
      for await (const one of deadLetters(deliveries, choice)) {
        const { partnerId, articleId, attemptRevision, reason = '', updatedAtMs } = one;
        process.stdout.write(
          options.json
            ? `${JSON.stringify(one)}\n`
            : `${partnerId}  ${articleId}  revision ${attemptRevision}  ${instantOf(updatedAtMs)}  ${reason}\n`,
        );
      }
    },
  );
}

/** `byline replay`: tries dead letters again, at a bounded rate, with the newest revision and not the old body. */
export function replayCommand(): Command {
  return choosing(new Command('replay').description('Try dead letters again, with whatever is owed then.'))
    .option('--per-second <n>', 'how many become due a second and partner', '10')
    .option('--start-in <seconds>', 'when the first becomes due: to go on after an interrupted replay', '0')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 2 wrong use or no stack, 130 stopped by Ctrl-C: the last line says how to go on.',
    )
    .action(async (options: ReplayOptions) => {
      const [perSecond, startIn] = [Number(options.perSecond), Number(options.startIn)];
      if (!(perSecond > 0)) throw new CommandFailed(`--per-second takes a number above 0, not ${options.perSecond}`, 2);
      if (!(startIn >= 0)) throw new CommandFailed(`--start-in takes a number of seconds, not ${options.startIn}`, 2);
      const { deliveries, choice } = await choose(options);
      const nowMs = Date.now();
      const pace = { perSecond, nowMs, startMs: nowMs + startIn * 1000 };
      const stop = stopOnCtrlC();
      const done = await replayDeadLetters(deliveries, choice, pace, ({ revived, lastAtMs = nowMs }) => {
        const seconds = Math.ceil((lastAtMs - nowMs) / 1000);
        if (stop.aborted)
          throw new CommandFailed(
            `stopped: ${revived} will be tried again; go on with the rest by the same command and --start-in ${seconds}`,
            130,
          );
        if (revived % progressEvery !== 0 || options.json) return;
        process.stderr.write(`${revived} revived; if this is interrupted, go on with --start-in ${seconds}\n`);
      });
      const { revived, lastAtMs } = done;
      if (options.json) process.stdout.write(`${JSON.stringify(done)}\n`);
      else
        process.stderr.write(
          `${revived} deliveries will be tried again, from the next sweep on (within a minute)${lastAtMs === undefined ? '' : `, the last at ${instantOf(lastAtMs)}`}\n`,
        );
    });
}

/** Aborted by the first Ctrl-C: what is revived is then told, with how to go on. A second one ends the process. */
function stopOnCtrlC(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

/** A line of progress each so many. */
const progressEvery = 500;

function choosing(command: Command): Command {
  return withStackOptions(command)
    .option('--partner <id>', 'only of this partner, or of this endpoint of operational events (@id)')
    .option('--article <id>', 'only of this article')
    .option('--reason <code>', 'only those given up for this reason')
    .option('--since <time>', 'only those given up since: 2026-11-24T12:00Z, or 90m, 6h, 2d ago')
    .option('--until <time>', 'only those given up until');
}

async function choose(options: Options): Promise<{ deliveries: DeliveryStore; choice: DeadLetterChoice }> {
  const nowMs = Date.now();
  const [fromMs, toMs] = [readTime('--since', options.since, nowMs), readTime('--until', options.until, nowMs)];
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const partners = partnerStore(table);
  const { partner, article: articleId, reason } = options;
  const everyone = async (): Promise<string[]> =>
    (await Promise.all([partners.all(), partners.endpoints()])).flat().map(({ id }) => id);
  const partnerIds = partner ? [partner] : await everyone();
  return { deliveries: deliveryStore(table), choice: { partnerIds, articleId, reason, fromMs, toMs } };
}
