import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { stackOutputs } from '../../../shared/contract/stack.ts';
import { connectStack } from '../../../shared/stack/connect-stack.ts';
import { closedPort, serveHttp } from '../../support/loopback-server.ts';

const outputs = Object.fromEntries(Object.keys(stackOutputs).map((name) => [name, `value-of-${name}`]));

/** A state folder of a stack that says it answers at `endpoint`. */
function stateFolder(endpoint: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'byline-connect-'));
  const endpoints = { s3: endpoint, sqs: endpoint, dynamodb: endpoint };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  writeFileSync(join(dir, 'stack.json'), JSON.stringify({ endpoints, region: 'us-east-1', credentials, outputs }));
  return dir;
}

/** CloudFormation with one stack, or with none. */
async function serveCloudFormation(stack: Readonly<Record<string, string>> | undefined): Promise<void> {
  const { port } = await serveHttp((_request, response) => {
    response.setHeader('content-type', 'text/xml');
    if (stack === undefined) {
      response.statusCode = 400;
      response.end(
        '<ErrorResponse><Error><Code>ValidationError</Code><Message>no such stack</Message></Error></ErrorResponse>',
      );
      return;
    }
    const members = Object.entries(stack)
      .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
      .join('');
    response.end(
      `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>byline-dev</StackName>` +
        `<Outputs>${members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    );
  });
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'example');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
}

afterEach(() => vi.unstubAllEnvs());

describe('a local stack', () => {
  test('is connected to by its state folder', async () => {
    const { port } = await serveHttp((_request, response) => response.end('ok'));
    const stack = await connectStack({ dir: stateFolder(`http://127.0.0.1:${port}`) });
    expect(stack).toMatchObject({ kind: 'local', outputs });
    stack.close();
  });

  test('that was killed, or never ran, is told with how to start one', async () => {
    const killed = stateFolder(`http://127.0.0.1:${await closedPort()}`);
    await expect(connectStack({ dir: killed })).rejects.toThrow(/no local stack runs on .*npm start/);
    await expect(connectStack({ dir: '/nowhere' })).rejects.toThrow(/no local stack runs on \/nowhere/);
  });

  test('is not what --profile or --region are for', async () => {
    await expect(connectStack({ dir: '/nowhere', profile: 'ops' })).rejects.toThrow(/go with --stack NAME/);
  });
});

describe('a stack on AWS', () => {
  const dir = '/nowhere';
  const region = 'eu-west-1';

  test('is found by its name, its parts by its outputs', async () => {
    await serveCloudFormation(outputs);
    const stack = await connectStack({ dir, stack: 'byline-dev', region });
    expect(stack).toMatchObject({ kind: 'aws', name: 'byline-dev', outputs, aws: { region } });
    stack.close();
  });

  test.each([
    ['that is not there', undefined, /no stack byline-dev in this account and region/],
    ['that is another’s', {}, /not one of Byline’s/],
    ['of another version', { TableName: 'table' }, /of another version, without StageName/],
  ])('%s is told in one line', async (_, stack, told) => {
    await serveCloudFormation(stack);
    await expect(connectStack({ dir, stack: 'byline-dev', region })).rejects.toThrow(told);
  });

  test('needs a region', async () => {
    vi.stubEnv('AWS_REGION', '');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    await expect(connectStack({ dir, stack: 'byline-dev' })).rejects.toThrow(/no AWS region/);
  });
});
