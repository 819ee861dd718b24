import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import { keysInUse } from '../../shared/webhooks/key-rotation.ts';
import { verificationKeyOf } from '../../shared/webhooks/keys.ts';
import { CommandFailed, printable } from '../output.ts';
import { arrivalLines } from '../receive/arrival-lines.ts';
import { type Arrival, webhookReceiver } from '../receive/receiver.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface ReceiveOptions extends StackOptions {
  readonly partner?: string;
  readonly port: string;
  readonly status?: string;
  readonly failFirst?: string;
  readonly delay: string;
  readonly count?: string;
  readonly body: boolean;
}

const secretVariable = 'BYLINE_WEBHOOK_SECRET';

/** `byline receive`: a partner’s receiver on this machine, that shows what comes, and fails as it is told to. */
export function receiveCommand(): Command {
  return withStackOptions(new Command('receive'))
    .description('Receive webhooks on this machine: verify them, show them, keep the rules of a receiver.')
    .option('--partner <id>', `verify with this partner’s keys, from the stack (default: the key in ${secretVariable})`)
    .option('--port <n>', 'where to listen, on loopback', '4700')
    .option('--status <code>', 'answer this to all that is verified: 503, 410, …')
    .option('--fail-first <n>', 'answer --status (503, by default) to so many webhooks, then take them')
    .option('--delay <seconds>', 'wait before each answer', '0')
    .option('--count <n>', 'end after so many webhooks were taken')
    .option('--body', 'show whole bodies, too', false)
    .addHelpText(
      'after',
      `
With --json, one line each: {"kind": "listening", "url"}, {"kind": "webhook", "status", "verdict", "webhook": {"messageId", "type", "data"}},
{"kind": "refused", "status", "reason"}. Verdicts: published, updated, retracted, repeat, older, challenge, test, other.

On a local stack: byline partners add mine --url http://127.0.0.1:4700/, byline receive --partner mine, and in another terminal
byline partners verify mine.

Exit codes: 0 ended, 2 wrong use.`,
    )
    .action(receive);
}

async function receive(options: ReceiveOptions): Promise<void> {
  const status = options.status ?? (options.failFirst === undefined ? undefined : '503');
  const receiverOptions = {
    keys: await keysFor(options),
    ...(status === undefined ? {} : { status: numberOf('--status', status, 200, 599) }),
    ...(options.failFirst === undefined ? {} : { failFirst: numberOf('--fail-first', options.failFirst, 0, 1e6) }),
    delayMs: numberOf('--delay', options.delay, 0, 600) * 1000,
    now: Date.now,
  };
  const count = options.count === undefined ? Number.POSITIVE_INFINITY : numberOf('--count', options.count, 1, 1e9);
  let taken = 0;
  const server = webhookReceiver(receiverOptions, (arrival) => {
    show(arrival, options);
    if (arrival.kind === 'webhook' && arrival.status < 300) taken += 1;
    if (taken >= count) {
      server.close();
      server.closeIdleConnections();
    }
  });
  server.listen(numberOf('--port', options.port, 0, 65_535), '127.0.0.1');
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`cannot listen on port ${options.port} (${error.code}): choose another with --port`, 2);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  if (options.json) process.stdout.write(`${JSON.stringify({ kind: 'listening', url })}\n`);
  else process.stderr.write(`listening on ${url}, Ctrl-C ends\n`);
  await once(server, 'close');
}

function show(arrival: Arrival, { json, body }: ReceiveOptions): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(arrival)}\n`);
    return;
  }
  process.stdout.write(`${arrivalLines(arrival).join('\n')}\n`);
  if (body && arrival.kind === 'webhook')
    // JSON writes control characters as escapes, all but those that turn text around.
    process.stdout.write(`${JSON.stringify(arrival.webhook, undefined, 2).split('\n').map(printable).join('\n')}\n`);
}

async function keysFor(options: ReceiveOptions): Promise<readonly string[]> {
  if (options.partner === undefined) {
    const key = process.env[secretVariable];
    if (!key || !/^(?:whsec|whpk)_/.test(key))
      throw new CommandFailed(
        `name a partner with --partner, or put its key (whsec_… or whpk_…) into ${secretVariable}`,
        2,
      );
    return [key];
  }
  const { dynamodb, outputs, close } = await openStack(options);
  const found = await signingKeyStore(dynamoTable(dynamodb, outputs.KeysTableName)).get(options.partner);
  close();
  const keys = keysInUse(found?.keys ?? [], Date.now()).map(({ secret }) => verificationKeyOf(secret));
  if (keys.length === 0)
    throw new CommandFailed(`${printable(options.partner)} has no signing key: see byline partners list`, 2);
  return keys;
}

function numberOf(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max))
    throw new CommandFailed(`${option} takes a number from ${min} to ${max}, not ${printable(text)}`, 2);
  return value;
}
