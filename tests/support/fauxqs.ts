import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { afterAll, beforeAll } from 'vitest';

/** S3 and SQS as fauxqs speaks them, in memory, on loopback. */
export interface S3AndSqsClients {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
}

/** Starts fauxqs for the tests of this file; ask the function it returns within a test. */
export function useFauxqs(): () => S3AndSqsClients {
  const app = buildApp({ logger: false });
  let clients: S3AndSqsClients | undefined;
  beforeAll(async () => {
    const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
    const settings = {
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    clients = {
      s3: new S3Client({ ...settings, forcePathStyle: true }),
      sqs: new SQSClient(settings),
    };
  });
  afterAll(async () => {
    clients?.s3.destroy();
    clients?.sqs.destroy();
    await app.close();
  });
  return () => {
    if (!clients) throw new Error('fauxqs has not started: ask for clients within a test');
    return clients;
  };
}
