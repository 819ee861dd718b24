import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localCredentials } from '../local/credentials.ts';
import { startDynamoDb } from '../local/dynamodb.ts';
import { startS3AndSqs } from '../local/s3-sqs.ts';
import { synthesize } from '../local/synth.ts';
import { localAccount, readSynthesizedStack, resolveStack } from '../local/template.ts';
import type { LocalStackEndpoints } from '../shared/contract/local-stack.ts';
import type { StackOutput } from '../shared/contract/stack.ts';
import type { Stage } from './bill.ts';

/** The services of the stack without its functions: for benches that run a function, or nothing but the services, by themselves. */
export interface Services {
  readonly outputs: Readonly<Record<StackOutput, string>>;
  readonly endpoints: LocalStackEndpoints;
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  /** The bundle of a stage, and the environment it is deployed with, endpoints included. */
  functionOf(stage: Stage): { readonly codeDir: string; readonly environment: Readonly<Record<string, string>> };
  stop(): Promise<void>;
}

/** Starts dynalite and fauxqs with the tables, queues and buckets of the template, on a new folder. */
export async function startServices(): Promise<Services> {
  const dir = mkdtempSync(join(tmpdir(), 'byline-bench-'));
  const { assemblyDir } = await synthesize();
  const dynalite = await startDynamoDb({ path: join(dir, 'dynamodb'), unclean: false });
  const fauxqs = await startS3AndSqs({ dir: join(dir, 's3-sqs'), port: 0 });
  const spec = resolveStack(readSynthesizedStack(assemblyDir), fauxqs.endpoint, fauxqs.endpoint);
  await dynalite.configure(spec.tables);
  fauxqs.configure(spec.queues, spec.buckets);
  const common = { region: localAccount.region, credentials: localCredentials };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: dynalite.endpoint });
  const s3 = new S3Client({ ...common, endpoint: fauxqs.endpoint, forcePathStyle: true });
  const sqs = new SQSClient({ ...common, endpoint: fauxqs.endpoint });
  return {
    outputs: spec.outputs as Readonly<Record<StackOutput, string>>,
    endpoints: { dynamodb: dynalite.endpoint, s3: fauxqs.endpoint, sqs: fauxqs.endpoint },
    dynamodb,
    s3,
    sqs,
    functionOf(stage) {
      const found = spec.functions.find(({ name }) => name.toLowerCase().includes(stage));
      if (!found) throw new Error(`the template holds no function of ${stage}`);
      return {
        codeDir: found.codeDir,
        environment: {
          ...found.environment,
          PATH: process.env.PATH ?? '',
          AWS_REGION: localAccount.region,
          AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
          AWS_ENDPOINT_URL_S3: fauxqs.endpoint,
          AWS_ENDPOINT_URL_SQS: fauxqs.endpoint,
          AWS_ENDPOINT_URL_DYNAMODB: dynalite.endpoint,
        },
      };
    },
    async stop() {
      for (const client of [dynamodb, s3, sqs]) client.destroy();
      await fauxqs.stop();
      await dynalite.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
