import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  type S3Client,
  waitUntilObjectExists,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Outputs, stackName } from '../../shared/contract/stack.ts';
import { defaultFormat } from '../../shared/partners/partner.ts';
import { readPartners } from '../../shared/partners/registry-file.ts';
import { dynamoClient, sqsClient } from '../../shared/runtime/clients.ts';
import { s3Client } from '../../shared/runtime/s3-client.ts';
import { cdkDeployment, emptyBucket } from './deployment.ts';
import { operate } from './operate.ts';
import { type Receiver, type ReceivedWebhook, startReceiver } from './receiver.ts';
import { type Steps, tellSteps } from './steps.ts';
import { chooseTarget, type DeployTarget } from './target.ts';

/**
 * Deploys the real stack under a throwaway name with the CDK command line, sends one article through it as a publisher
 * and a partner would see it, looks after it as an operator would, and destroys it. Exit code 0: all well; 1: something failed; 2: refused to start.
 */

interface Clients {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
}

/** From the upload to the webhook: cold starts, and on real queues a long poll or two. */
const webhookMs = 120_000;
const examplesDir = join(import.meta.dirname, '../../examples');
const key = 'publishers/harbour-gazette/ferry + timetable é.md';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const choice = chooseTarget(process.argv.slice(2), process.env);
if (choice.ok) {
  process.exitCode = await run(choice.target);
} else {
  process.stderr.write(`${choice.message}\n`);
  process.exitCode = 2;
}

async function run(target: DeployTarget): Promise<number> {
  Object.assign(process.env, target.env);
  const steps = tellSteps(print);
  const stage = `t${randomBytes(4).toString('hex')}`;
  const { signal, rejected: interrupted } = interruption();
  const deployment = cdkDeployment(stage, target.receiverUrl ? 'public' : 'local', target.env, signal);
  // The first attempt is turned away: the second comes by a delayed message.
  const receiver = await startReceiver(target.receiverPort, [503]);
  const clients: Clients = { dynamo: dynamoClient(), s3: s3Client(), sqs: sqsClient() };
  let outputs: Outputs | undefined;
  try {
    if (target.kind === 'emulator') {
      steps.start(`1. Bootstrap ${target.name}`);
      await deployment.bootstrap();
    }
    steps.start(`2. Deploy byline-${stage} to ${target.name}`);
    outputs = await Promise.race([deployment.deploy(), interrupted]);
    const receiverUrl = target.receiverUrl ?? `http://127.0.0.1:${receiver.port}/hook`;
    receiver.trust(register(stage, deployment.outputsFile, receiverUrl));
    await Promise.race([sendArticleThrough(steps, clients, outputs, receiver), interrupted]);
    steps.start('6. Look after the stack by the command line');
    const operated = { dynamo: clients.dynamo, outputs, receiver, receiverUrl, dir: dirname(deployment.outputsFile) };
    await Promise.race([operate(steps, stackName(stage), operated), interrupted]);
  } catch (error) {
    steps.fail('the test could not go on', error);
  } finally {
    steps.start(`7. Destroy byline-${stage}`);
    await steps.check('the stack is gone, with its tables and buckets', () => destroy(clients, outputs, deployment));
    deployment.forget();
    await receiver.close();
    for (const client of Object.values(clients) as { destroy(): void }[]) client.destroy();
  }
  print(`\n${steps.summary()}`);
  return steps.failed === 0 ? 0 : 1;
}

/** Whoever stops the test is not left with a stack: what was deployed is destroyed first. */
function interruption(): { signal: AbortSignal; rejected: Promise<never> } {
  const controller = new AbortController();
  const rejected = new Promise<never>((_, reject) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        reject(new Error(`interrupted by ${name}: what was deployed is destroyed`));
        controller.abort();
      });
    }
  });
  rejected.catch(() => {});
  return { signal: controller.signal, rejected };
}

/** Registers as docs/deploy.md tells people to, and returns the secret that they would hand to the partner. */
function register(stage: string, outputsFile: string, receiverUrl: string): string {
  const file = readPartners(readFileSync(join(examplesDir, 'partners.yaml'), 'utf8'), [defaultFormat]);
  assert.ok(file.ok);
  const partnersFile = join(dirname(outputsFile), 'partners.yaml');
  // JSON is YAML.
  writeFileSync(partnersFile, JSON.stringify({ partners: [{ ...file.entries[0], url: receiverUrl }] }));
  const args = ['apply', join(examplesDir, 'publishers.yaml'), partnersFile, '--no-verify', '--json'];
  const main = join(examplesDir, '..', 'cli', 'main.ts');
  const run = spawnSync(process.execPath, [main, ...args, '--stack', stackName(stage)], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`byline apply ended with code ${run.status}: ${run.stderr}`);
  const { secrets } = JSON.parse(run.stdout) as { secrets: { secret: string }[] };
  assert.equal(secrets.length, 1);
  return secrets[0]?.secret ?? '';
}

async function sendArticleThrough(steps: Steps, clients: Clients, outputs: Outputs, receiver: Receiver): Promise<void> {
  const { s3 } = clients;
  const upload = (name: string, body: string): Promise<unknown> =>
    s3.send(new PutObjectCommand({ Bucket: outputs.UploadsBucketName, Key: name, Body: body }));

  steps.start('3. Upload an article');
  await upload(key, article('Ferry adds a night crossing', 'The last boat now leaves at a quarter past eleven.'));
  let first: ReceivedWebhook | undefined;
  const isFlowing = await steps.check('the partner is sent article.published with a valid signature', async () => {
    first = await receiver.waitFor(({ type, status }) => type === 'article.published' && status === 503, webhookMs);
    assert.ok(first.isSignatureValid, 'the signature is not valid');
    assert.equal(first.data.article.headlines?.[0]?.value, 'Ferry adds a night crossing');
    assert.equal(first.data.attribution?.creditLine.includes('Harbour Gazette'), true);
    assert.match(first.data.attribution?.copyrightNotice ?? '', /^© \d{4} Harbour Gazette Ltd$/);
  });
  if (!isFlowing) throw new Error('the first webhook did not come as it should: nothing further is waited for');
  await steps.check('turned away with 503, it comes again with the same id', async () => {
    const second = await receiver.waitFor(
      ({ type, status }) => type === 'article.published' && status === 204,
      webhookMs,
    );
    assert.equal(second.id, first?.id);
    assert.ok(second.isSignatureValid, 'the signature is not valid');
  });
  await steps.check('the publisher has a receipt that says accepted', async () => {
    const receipt = await receiptOf(s3, outputs, key);
    assert.equal(receipt.status, 'accepted');
    assert.equal(receipt.revision, 1);
  });

  steps.start('4. Correct it, then remove it');
  await upload(key, article('Ferry adds two night crossings', 'The last boat now leaves at half past eleven.'));
  await steps.check('the partner is sent article.updated with revision 2', async () => {
    const webhook = await receiver.waitFor(({ type }) => type === 'article.updated', webhookMs);
    assert.ok(webhook.isSignatureValid, 'the signature is not valid');
    assert.equal(webhook.data.revision, 2);
    assert.equal(webhook.data.article.uri, first?.data.article.uri);
  });
  await s3.send(new DeleteObjectCommand({ Bucket: outputs.UploadsBucketName, Key: key }));
  await steps.check('the partner is sent article.retracted with revision 3', async () => {
    const webhook = await receiver.waitFor(({ type }) => type === 'article.retracted', webhookMs);
    assert.ok(webhook.isSignatureValid, 'the signature is not valid');
    assert.equal(webhook.data.revision, 3);
  });

  steps.start('5. Upload as nobody the pipeline knows');
  await upload('publishers/nobody/story.md', article('Not ours', 'Nobody knows who sent this.'));
  await steps.check('the receipt says rejected, and why', async () => {
    const receipt = await receiptOf(s3, outputs, 'publishers/nobody/story.md');
    assert.equal(receipt.status, 'rejected');
    assert.deepEqual(
      receipt.reasons.map(({ code }) => code),
      ['PUBLISHER_UNKNOWN'],
    );
  });
  await steps.check('nothing else was sent, and nothing is in the dead letters', async () => {
    assert.deepEqual(
      receiver.received.map(({ type, status }) => `${type} ${status}`),
      ['article.published 503', 'article.published 204', 'article.updated 204', 'article.retracted 204'],
    );
    assert.equal(await deadLetters(clients.sqs, outputs), 0);
  });
}

/** Markdown with front matter, as a publisher's content system writes it. */
function article(headline: string, text: string): string {
  return [
    '---',
    `title: ${headline}`,
    'author: Mara Quay',
    'date: 2026-11-20T09:00:00Z',
    '---',
    '',
    `${text} Tickets stay at the price of the day boats, the harbour office said on Friday.`,
    '',
    'Cyclists board first, and dogs travel free on the upper deck until the end of March.',
    '',
  ].join('\n');
}

async function receiptOf(
  s3: S3Client,
  { ReceiptsBucketName: Bucket }: Outputs,
  Key: string,
): Promise<{ status: string; revision?: number; reasons: { code: string }[] }> {
  await waitUntilObjectExists({ client: s3, maxWaitTime: webhookMs / 1000, minDelay: 1, maxDelay: 2 }, { Bucket, Key });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return JSON.parse((await Body?.transformToString()) ?? '');
}

async function deadLetters(sqs: SQSClient, outputs: Outputs): Promise<number> {
  const urls = Object.entries(outputs).flatMap(([name, value]) => (name.endsWith('DeadLettersUrl') ? [value] : []));
  const counts = await Promise.all(
    urls.map(async (QueueUrl) => {
      const AttributeNames = ['ApproximateNumberOfMessages' as const];
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return Number(Attributes?.ApproximateNumberOfMessages);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function destroy(
  { s3, dynamo }: Clients,
  outputs: Outputs | undefined,
  deployment: { destroy(): Promise<void> },
): Promise<void> {
  if (outputs) {
    const { UploadsBucketName, ReceiptsBucketName, ContentBucketName } = outputs;
    for (const bucket of [UploadsBucketName, ReceiptsBucketName, ContentBucketName]) await emptyBucket(s3, bucket);
  }
  await deployment.destroy();
  if (!outputs) return;
  await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: outputs.UploadsBucketName })), { name: 'NotFound' });
  await assert.rejects(dynamo.send(new DescribeTableCommand({ TableName: outputs.TableName })), {
    name: 'ResourceNotFoundException',
  });
}
