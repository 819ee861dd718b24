import type { Command } from 'commander';
import { failureReasons } from '../../shared/delivery/decide.ts';
import { testPartner } from '../../shared/webhooks/partner-checks.ts';
import { openPartner, verifyById } from '../registry/open-partner.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

/** Adds `verify` and `test` to `byline partners`: both send from this machine, by the same guard and keys as deliveries. */
export function addVerifyCommands(partners: Command): void {
  withStackOptions(partners.command('verify <id>'))
    .description('Challenge a partner’s endpoint; once it answers, articles go out to it, what was parked first.')
    .addHelpText(
      'after',
      `
The endpoint gets a partner.verify webhook, and must answer 2xx with {"challenge": …}, the challenge it holds. Then it gets one
with a forged signature, and must not answer 2xx.

Exit codes: 0 verified, 1 not, 2 wrong use.`,
    )
    .action(verify);
  withStackOptions(partners.command('test <id>'))
    .description('Send a partner.test webhook, and show the status and the time of the answer.')
    .addHelpText('after', '\nExit codes: 0 answered with 2xx, 1 not, 2 wrong use.')
    .action(test);
}

async function verify(id: string, options: StackOptions): Promise<void> {
  const stack = await openStack(options);
  const { challenged, isVerified, line } = await verifyById(stack, id);
  stack.close();
  if (!isVerified) process.exitCode = 1;
  if (options.json) process.stdout.write(`${JSON.stringify({ partnerId: id, ...challenged })}\n`);
  else process.stderr.write(`${line}\n`);
}

async function test(id: string, options: StackOptions): Promise<void> {
  const stack = await openStack(options);
  const { partner, access, deps } = await openPartner(stack, id);
  const { isTaken, status, reason, durationMs } = await testPartner(deps, partner, access);
  stack.close();
  if (!isTaken) process.exitCode = 1;
  const message = reason && failureReasons[reason];
  if (options.json) process.stdout.write(`${JSON.stringify({ partnerId: id, status, reason, message, durationMs })}\n`);
  else {
    const what = reason === undefined ? `answered ${status}` : `${reason}, ${message}`;
    process.stdout.write(`${id}: ${what} after ${durationMs} ms\n`);
  }
}
