import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { localStackDir, localStackFile, type LocalStackFile } from '../shared/contract/local-stack.ts';
import { CommandFailed } from './output.ts';

/** Where the local stack keeps its state when no other folder is named. */
export const defaultStackDir = join(import.meta.dirname, '..', localStackDir);

export interface StackClients {
  readonly outputs: LocalStackFile['outputs'];
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
}

/** Clients of the local stack that runs on `dir`. Throws `CommandFailed` when none does. */
export async function connectLocalStack(dir: string): Promise<StackClients> {
  const none = new CommandFailed(`no local stack runs on ${dir}: start one with npm start`, 2);
  let file: LocalStackFile;
  try {
    file = JSON.parse(readFileSync(join(dir, localStackFile), 'utf8')) as LocalStackFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw none;
    throw error;
  }
  const { endpoints, region, credentials, outputs } = file;
  // A stack that was killed leaves its file behind.
  const answers = await fetch(`${endpoints.s3}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers) throw none;
  return {
    outputs,
    s3: new S3Client({ endpoint: endpoints.s3, region, credentials, forcePathStyle: true }),
    dynamodb: new DynamoDBClient({ endpoint: endpoints.dynamodb, region, credentials }),
  };
}
