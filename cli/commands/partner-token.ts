import type { Command } from 'commander';
import { keyLimits } from '../../shared/contract/limits.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { pullTokenStore } from '../../shared/store/pull-tokens.ts';
import { revokePullTokens, rotatePullToken, tokensInUse } from '../../shared/webhooks/pull-tokens.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface TokenOptions extends StackOptions {
  readonly overlapHours: string;
  readonly list?: true;
  readonly revoke?: string | true;
}

const hourMs = 3_600_000;

/** Adds `token` to `byline partners`. */
export function addTokenCommand(partners: Command): void {
  withStackOptions(partners.command('token <id>'))
    .description('Give a partner a token to fetch with, shown this once; the one before goes on beside it for a while.')
    .option(
      '--overlap-hours <n>',
      'how long the token before goes on beside the new one',
      String(keyLimits.overlapMs / hourMs),
    )
    .option('--list', 'show which tokens there are, by their ids, and make none')
    .option('--revoke [tokenId]', 'take a token away at once, or all of them, and make none')
    .action(token);
}

async function token(id: string, options: TokenOptions): Promise<void> {
  const overlapMs = Number(options.overlapHours) * hourMs;
  if (!(overlapMs >= 0 && overlapMs <= keyLimits.overlapMaxMs)) {
    const most = keyLimits.overlapMaxMs / hourMs;
    throw new CommandFailed(
      `--overlap-hours takes a number from 0 to ${most}, not ${printable(options.overlapHours)}`,
      2,
    );
  }
  const { dynamodb, outputs } = await openStack(options);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const [partner, store] = [await partnerStore(table).get(id), pullTokenStore(table)];
  if (!partner) throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  const nowMs = Date.now();
  const print = (value: object, lines: () => void): void =>
    options.json ? void process.stdout.write(`${JSON.stringify(value)}\n`) : lines();

  if (options.list) {
    const shown = tokensInUse(await store.get(id), nowMs).map(({ id: tokenId, createdAtMs, expiresAtMs }) => ({
      tokenId,
      createdAt: new Date(createdAtMs).toISOString(),
      ...(expiresAtMs === undefined ? {} : { opensUntil: new Date(expiresAtMs).toISOString() }),
    }));
    return print(shown, () => {
      for (const { tokenId, createdAt, opensUntil } of shown)
        process.stdout.write(`${tokenId}  made ${createdAt}  ${opensUntil ? `opens until ${opensUntil}` : 'in use'}\n`);
    });
  }
  if (options.revoke !== undefined) {
    const tokenId = options.revoke === true ? undefined : options.revoke;
    const count = await revokePullTokens(store, id, tokenId);
    if (count === 0 && tokenId !== undefined)
      throw new CommandFailed(`${id} has no token ${printable(tokenId)}: see byline partners token ${id} --list`, 2);
    return print({ revoked: count }, () => process.stderr.write(`${count} of ${id} taken away: opens nothing more\n`));
  }
  if (!partner.pull)
    throw new CommandFailed(
      `${id} may not fetch: say pull: true in partners.yaml, or byline partners add ${id} --pull`,
      2,
    );
  const made = await rotatePullToken(store, id, { overlapMs, nowMs });
  const url = `${outputs.ApiUrl}/v1/partners/${id}/articles`;
  print({ tokenId: made.id, token: made.token, url }, () => {
    process.stderr.write(`new token ${made.id} of ${id} for ${url}, shown this once:\n`);
    process.stdout.write(`${made.token}\n`);
  });
}
