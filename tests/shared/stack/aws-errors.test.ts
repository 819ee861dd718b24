import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { explainAwsError } from '../../../shared/stack/aws-errors.ts';
import { closedPort, serveHttp } from '../../support/loopback-server.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };

async function errorFrom(endpoint: string): Promise<unknown> {
  const client = new CloudFormationClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  return client.send(new DescribeStacksCommand({ StackName: 'byline-dev' })).catch((error: unknown) => error);
}

async function refusedWith(code: string): Promise<unknown> {
  const { url } = await serveHttp((_request, response) => {
    response.statusCode = 403;
    response.end(`<ErrorResponse><Error><Code>${code}</Code><Message>in many words</Message></Error></ErrorResponse>`);
  });
  return errorFrom(url);
}

describe('explainAwsError', () => {
  test.each([
    ['ExpiredToken', /have expired/],
    ['InvalidClientTokenId', /does not accept these credentials/],
    ['AccessDenied', /may not do that/],
    ['RequestTimeTooSkewed', /clock is wrong/],
  ])('tells what to do about %s', async (code, told) => {
    expect(explainAwsError(await refusedWith(code))).toMatch(told);
  });

  test('tells of an endpoint that nobody listens on', async () => {
    expect(explainAwsError(await errorFrom(`http://127.0.0.1:${await closedPort()}`))).toMatch(/cannot be reached/);
  });

  test('does not explain away what is no matter of the set-up', async () => {
    expect(explainAwsError(await refusedWith('LimitExceeded'))).toBeUndefined();
    expect(explainAwsError(new TypeError('a bug'))).toBeUndefined();
    expect(explainAwsError('text')).toBeUndefined();
  });
});
