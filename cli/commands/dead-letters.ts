import { Command } from 'commander';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { CommandFailed } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface Options extends StackOptions {
  readonly partner?: string;
  readonly article?: string;
  readonly reason?: string;
  readonly perSecond?: string;
}

/** Dead letters looked at in one go; what is beyond comes with the next call, since those revived are dead letters no more. */
const pageDeliveries = 1_000;

/** `byline dead-letters`: deliveries whose retry schedule is used up. */
export function deadLettersCommand(): Command {
  return choosing(new Command('dead-letters').description('Deliveries that were given up, with the reason.')).action(
    async (options: Options) => {
      const { dead } = await choose(options);
      if (options.json) process.stdout.write(`${JSON.stringify(dead)}\n`);
      else
        for (const one of dead)
          process.stdout.write(
            `${one.partnerId}  ${one.articleId}  revision ${one.attemptRevision}  ${one.reason ?? ''}\n`,
          );
    },
  );
}

/** `byline replay`: tries dead letters again, at a bounded rate, with the newest revision and not the old body. */
export function replayCommand(): Command {
  return choosing(new Command('replay').description('Try dead letters again, with whatever is owed then.'))
    .option('--per-second <n>', 'how many become due a second and partner', '10')
    .action(async (options: Options) => {
      const perSecond = Number(options.perSecond);
      if (!(perSecond > 0)) throw new CommandFailed(`--per-second takes a number above 0, not ${options.perSecond}`, 2);
      const { dead, deliveries } = await choose(options);
      const nowMs = Date.now();
      let revived = 0;
      // One at a time: an interrupted replay leaves the others dead letters, and the next call goes on with them.
      for (const [index, { articleId, partnerId }] of dead.entries()) {
        const atMs = nowMs + Math.floor((index / perSecond) * 1000);
        if (await deliveries.revive(articleId, partnerId, atMs, nowMs)) revived += 1;
      }
      if (options.json) process.stdout.write(`${JSON.stringify({ revived })}\n`);
      else
        process.stderr.write(`${revived} deliveries will be tried again, from the next sweep on (within a minute)\n`);
    });
}

function choosing(command: Command): Command {
  return withStackOptions(command)
    .option('--partner <id>', 'only of this partner')
    .option('--article <id>', 'only of this article')
    .option('--reason <code>', 'only those given up for this reason');
}

async function choose(options: Options): Promise<{ dead: Delivery[]; deliveries: ReturnType<typeof deliveryStore> }> {
  const { partner, article, reason } = options;
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const deliveries = deliveryStore(table);
  const ids = partner ? [partner] : (await partnerStore(table).all()).map(({ id }) => id);
  const all = (await Promise.all(ids.map((id) => deliveries.deadOf(id, pageDeliveries)))).flat();
  const dead = all.filter((one) => (!article || one.articleId === article) && (!reason || one.reason === reason));
  return { dead, deliveries };
}
