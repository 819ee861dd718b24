import { join } from 'node:path';
import type { Command } from 'commander';
import type { EndpointPolicy } from '../shared/contract/env.ts';
import { stackName } from '../shared/contract/stack.ts';
import { localStackDir } from '../shared/contract/local-stack.ts';
import {
  type ConnectedStack,
  connectStack,
  type StackChoice,
  StackUnreachable,
} from '../shared/stack/connect-stack.ts';
import { type OwnDeployment, ownDeployment } from '../shared/webhooks/own-deployment.ts';
import { CommandFailed } from './output.ts';

/** What every command that talks to a stack takes. */
export interface StackOptions extends StackChoice {
  /** Whether data is printed as JSON. */
  readonly json: boolean;
}

/** Where the local stack keeps its state when no other folder is named. */
export const defaultStackDir = join(import.meta.dirname, '..', localStackDir);

/** Adds the options that say which stack is meant, and `--json`. */
export function withStackOptions(command: Command): Command {
  return withStackChoice(command).option('--json', 'print JSON', false);
}

/** Adds the options that say which stack is meant. */
export function withStackChoice(command: Command): Command {
  return command
    .option('--stack <name>', 'a stack on AWS, e.g. byline-prod (default: the local stack)')
    .option('--profile <name>', 'the AWS profile for --stack')
    .option('--region <name>', 'the AWS region of --stack')
    .option('--dir <folder>', 'the state folder of the local stack', defaultStackDir);
}

/** What the endpoint guard has to know of a stack: where its partners may be, and what is its own. */
export function guardOf({ outputs }: Pick<ConnectedStack, 'outputs'>): {
  readonly policy: EndpointPolicy;
  readonly own: OwnDeployment;
} {
  return {
    policy: outputs.EndpointPolicy === 'local' ? 'local' : 'public',
    own: ownDeployment(stackName(outputs.StageName), Object.values(outputs)),
  };
}

/** Connects to the stack the options mean; ends the command with one line and exit code 2 when it cannot be reached. */
export async function openStack(options: StackChoice): Promise<ConnectedStack> {
  try {
    return await connectStack(options);
  } catch (error) {
    if (error instanceof StackUnreachable) throw new CommandFailed(error.message, 2);
    throw error;
  }
}
