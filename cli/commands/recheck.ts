import { Command } from 'commander';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { uploadAuditStore } from '../../shared/store/upload-audit.ts';
import { CommandFailed } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface RecheckOptions extends StackOptions {
  readonly grace: string;
}

/** `byline recheck`: has every upload compared with what is on record, from the next sweep on. */
export function recheckCommand(): Command {
  return withStackOptions(
    new Command('recheck').description(
      'Have all uploads compared with the table, and what it lacks taken in: after a purge, or a restored table.',
    ),
  )
    .option('--grace <seconds>', 'leave uploads alone that are younger than this: they may be on their way', '60')
    .action(async (options: RecheckOptions) => {
      const grace = Number(options.grace);
      if (!(grace >= 0)) throw new CommandFailed(`--grace takes a number of seconds, not ${options.grace}`, 2);
      const { dynamodb, outputs } = await openStack(options);
      await uploadAuditStore(dynamoTable(dynamodb, outputs.TableName)).restart(Date.now(), grace * 1000);
      if (options.json) process.stdout.write('{"restarted":true}\n');
      else process.stderr.write('uploads will be compared from the next sweep on (within a minute), 10,000 a minute\n');
    });
}
