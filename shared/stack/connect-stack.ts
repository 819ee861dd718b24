import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localStackFile, type LocalStackFile } from '../contract/local-stack.ts';
import { type Outputs, type StackOutput, stackOutputs } from '../contract/stack.ts';
import { explainAwsError } from './aws-errors.ts';

/** Which stack a person means. With `stack` it is one on AWS (or on what `AWS_ENDPOINT_URL` names); without, the local one of `dir`. */
export interface StackChoice {
  /** The state folder of a local stack. */
  readonly dir: string;
  /** A CloudFormation stack: `byline-prod`. */
  readonly stack?: string;
  /** A profile of the AWS configuration files. @default what the environment says */
  readonly profile?: string;
  /** @default what the environment or the profile says */
  readonly region?: string;
}

/** A stack that answers, with clients for what it is made of. */
export interface ConnectedStack {
  readonly kind: 'local' | 'aws';
  /** For people: the folder of a local stack, the name of a deployed one. */
  readonly name: string;
  readonly outputs: Outputs;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  /** For clients of further services of a stack on AWS; a local one has none. */
  readonly aws?: { readonly region?: string; readonly profile?: string };
  /** Closes the clients' connections. */
  close(): void;
}

/** No stack could be reached: `message` is one line that says why and what to do next. */
export class StackUnreachable extends Error {
  override readonly name = 'StackUnreachable';
}

/** How long a local stack that was killed may keep us waiting. */
const healthMs = 2_000;

/** Connects to the stack that is meant. Throws `StackUnreachable`; nothing is written. */
export async function connectStack(choice: StackChoice): Promise<ConnectedStack> {
  if (choice.stack !== undefined) return connectDeployed(choice.stack, choice);
  if (choice.profile !== undefined || choice.region !== undefined) {
    throw new StackUnreachable(
      '--profile and --region go with --stack NAME: say which stack, for example --stack byline-prod',
    );
  }
  return connectLocal(choice.dir);
}

async function connectLocal(dir: string): Promise<ConnectedStack> {
  const none = new StackUnreachable(
    `no local stack runs on ${dir}: start one with npm start, or name a deployed one with --stack byline-STAGE`,
  );
  const file = await readLocalFile(dir);
  if (file === undefined) throw none;
  const { endpoints, region, credentials, outputs } = file;
  // A stack that was killed leaves its file behind.
  const answers = await fetch(`${endpoints.s3}/health`, { signal: AbortSignal.timeout(healthMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers) throw none;
  return connected('local', dir, outputs, {
    s3: new S3Client({ endpoint: endpoints.s3, region, credentials, forcePathStyle: true }),
    sqs: new SQSClient({ endpoint: endpoints.sqs, region, credentials }),
    dynamodb: new DynamoDBClient({ endpoint: endpoints.dynamodb, region, credentials }),
  });
}

async function readLocalFile(dir: string): Promise<LocalStackFile | undefined> {
  try {
    return JSON.parse(await readFile(join(dir, localStackFile), 'utf8')) as LocalStackFile;
  } catch (error) {
    // Half a file is that of a stack about to come up.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function connectDeployed(name: string, { profile, region }: StackChoice): Promise<ConnectedStack> {
  const aws = { ...(profile === undefined ? {} : { profile }), ...(region === undefined ? {} : { region }) };
  const outputs = await outputsOf(name, aws);
  const missing = (Object.keys(stackOutputs) as StackOutput[]).filter((output) => !outputs.has(output));
  if (missing.length > 0) {
    throw new StackUnreachable(
      missing.length === Object.keys(stackOutputs).length
        ? `the stack ${name} is not one of Byline’s: it has none of its outputs`
        : `the stack ${name} is of another version, without ${missing.join(', ')}: deploy this version, or use the one it was deployed with`,
    );
  }
  return {
    ...connected('aws', name, Object.fromEntries(outputs) as Outputs, {
      s3: new S3Client({
        ...aws,
        // Emulators answer to path-style addresses only.
        forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
      }),
      sqs: new SQSClient(aws),
      dynamodb: new DynamoDBClient(aws),
    }),
    aws,
  };
}

async function outputsOf(name: string, aws: object): Promise<ReadonlyMap<string, string>> {
  const client = new CloudFormationClient({ ...aws, maxAttempts: 3 });
  await client.config.region().catch((error: unknown) => {
    throw new StackUnreachable('no AWS region: set AWS_REGION, or give --region, for example --region eu-west-1', {
      cause: error,
    });
  });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return new Map((Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } catch (error) {
    if ((error as Error).name === 'ValidationError') {
      throw new StackUnreachable(
        `no stack ${name} in this account and region: see npx cdk list, and give --region or --profile if it is elsewhere`,
        { cause: error },
      );
    }
    const explained = explainAwsError(error);
    if (explained === undefined) throw error;
    throw new StackUnreachable(explained, { cause: error });
  } finally {
    client.destroy();
  }
}

function connected(
  kind: ConnectedStack['kind'],
  name: string,
  outputs: Outputs,
  clients: Pick<ConnectedStack, 's3' | 'sqs' | 'dynamodb'>,
): ConnectedStack {
  return {
    kind,
    name,
    outputs,
    ...clients,
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
