import { parseArgs } from 'node:util';

/** Where a stack is deployed to for the test, and how partners are reached from there. */
export interface DeployTarget {
  readonly kind: 'emulator' | 'real-account';
  /** For people: the endpoint or the account. */
  readonly name: string;
  /** What every process of the test is given beside its own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the receiver listens; 0 takes any free port. */
  readonly receiverPort: number;
  /** Where the deployed functions reach the receiver; absent means at its own address on this machine. */
  readonly receiverUrl?: string;
}

export type TargetChoice =
  | { readonly ok: true; readonly target: DeployTarget }
  | { readonly ok: false; readonly message: string };

/**
 * Decides from the command line and the environment where to deploy. Nothing is deployed to a real account unless that
 * is asked for in so many words.
 */
export function chooseTarget(args: readonly string[], env: Readonly<Record<string, string | undefined>>): TargetChoice {
  let values: { 'real-account'?: boolean; 'receiver-url'?: string; 'receiver-port'?: string };
  try {
    const options = {
      'real-account': { type: 'boolean' },
      'receiver-url': { type: 'string' },
      'receiver-port': { type: 'string' },
    } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    return refused(`${(error as Error).message}; known: --real-account --receiver-url URL --receiver-port PORT`);
  }
  const receiverPort = Number(values['receiver-port'] ?? 0);
  if (!Number.isInteger(receiverPort) || receiverPort < 0 || receiverPort > 65_535) {
    return refused(`--receiver-port ${values['receiver-port']} is not a port`);
  }
  const receiverUrl = values['receiver-url'];
  if (receiverUrl !== undefined && !URL.canParse(receiverUrl))
    return refused(`--receiver-url ${receiverUrl} is no URL`);
  const receiver = { receiverPort, ...(receiverUrl === undefined ? {} : { receiverUrl }) };
  return values['real-account'] ? realAccount(env, receiver) : emulator(env, receiver);
}

type Receiver = Pick<DeployTarget, 'receiverPort' | 'receiverUrl'>;

function realAccount(env: Readonly<Record<string, string | undefined>>, receiver: Receiver): TargetChoice {
  if (env.AWS_ENDPOINT_URL) {
    return refused('--real-account and AWS_ENDPOINT_URL contradict each other: leave one out');
  }
  if (!receiver.receiverUrl?.startsWith('https://')) {
    return refused(
      'from a real account this machine is reached through a tunnel only: say --receiver-url https://… and the ' +
        '--receiver-port it leads to',
    );
  }
  return {
    ok: true,
    target: { kind: 'real-account', name: 'the account of your AWS credentials', env: {}, ...receiver },
  };
}

function emulator(env: Readonly<Record<string, string | undefined>>, receiver: Receiver): TargetChoice {
  const endpoint = env.AWS_ENDPOINT_URL;
  if (!endpoint) {
    return refused(
      'nowhere to deploy to: set AWS_ENDPOINT_URL (MiniStack, LocalStack), or say --real-account to use your AWS account',
    );
  }
  if (!URL.canParse(endpoint) || /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(new URL(endpoint).hostname)) {
    return refused(
      `AWS_ENDPOINT_URL ${endpoint} is not an emulator; for a real account unset it and say --real-account`,
    );
  }
  return {
    ok: true,
    target: {
      kind: 'emulator',
      name: endpoint,
      env: {
        AWS_ENDPOINT_URL: endpoint,
        AWS_ENDPOINT_URL_S3: env.AWS_ENDPOINT_URL_S3 ?? endpoint,
        AWS_REGION: env.AWS_REGION ?? 'us-east-1',
        AWS_ACCESS_KEY_ID: env.AWS_ACCESS_KEY_ID ?? 'test',
        AWS_SECRET_ACCESS_KEY: env.AWS_SECRET_ACCESS_KEY ?? 'test',
      },
      ...receiver,
    },
  };
}

function refused(message: string): TargetChoice {
  return { ok: false, message };
}
