import { describe, expect, test } from 'vitest';
import { checkEndpointUrl } from '../../../shared/webhooks/endpoint-guard.ts';
import { isOwnAddress, ownDeployment } from '../../../shared/webhooks/own-deployment.ts';
import { casesOf } from '../../support/material.ts';

const own = ownDeployment('byline-prod', [
  'https://sqs.eu-west-1.amazonaws.com/123456789012/byline-prod-ingest',
  'https://abc123.execute-api.eu-west-1.amazonaws.com/',
  'byline-prod-uploads-123456789012-eu-west-1',
]);

test('what an emulator leaves unresolved is passed over', () => {
  expect(ownDeployment('byline-x', ['https://{"Fn::Sub": 1}/', 'http://127.0.0.1:1/queue']).hosts).toEqual(
    new Set(['127.0.0.1:1']),
  );
});

describe('an address of the deployment itself', () => {
  test.each([
    'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/v1/articles',
    'https://sqs.eu-west-1.amazonaws.com/123456789012/byline-prod-ingest',
    'https://sqs.us-east-1.amazonaws.com/123456789012/any',
    'https://sqs.eu-west-1.amazonaws.com./123456789012/any',
    'https://eu-west-1.queue.amazonaws.com/123456789012/any',
    'https://queue.amazonaws.com/123456789012/any',
    'https://sqs-fips.eu-west-1.amazonaws.com/123456789012/any',
    'https://byline-prod-uploads-123456789012-eu-west-1.s3.eu-west-1.amazonaws.com/publishers/x/y',
    'https://byline-prod-uploads-123456789012-eu-west-1.s3.amazonaws.com/x',
    'https://byline-prod-content-1.s3.dualstack.eu-west-1.amazonaws.com/x',
    'https://byline-prod-content-1.s3-accelerate.amazonaws.com/x',
    'https://s3.eu-west-1.amazonaws.com/byline-prod-uploads-123456789012-eu-west-1/x',
    'https://s3-eu-west-1.amazonaws.com/byline%2dprod-uploads-1/x',
  ])('%s is refused', (url) => {
    expect(checkEndpointUrl(url, 'public', own)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/Byline’s own/),
    });
  });

  test.each([
    'https://def456.execute-api.eu-west-1.amazonaws.com/prod/hook',
    'https://sqs.eu-west-1.amazonaws.com/999999999999/theirs',
    'https://their-bucket.s3.eu-west-1.amazonaws.com/x',
    'https://s3.eu-west-1.amazonaws.com/their-bucket/byline-prod-uploads',
    'https://byline-prod.example.com/hook',
    'https://s3.example.com/byline-prod-uploads/x',
    'https://xyz.lambda-url.eu-west-1.on.aws/',
  ])('%s may be a partner', (url) => {
    expect(checkEndpointUrl(url, 'public', own)).toMatchObject({ ok: true });
  });

  test('on an emulator is known by host and port', () => {
    const local = ownDeployment('byline-local', ['http://127.0.0.1:4599/000000000000/byline-local-ingest']);
    expect(isOwnAddress(new URL('http://127.0.0.1:4599/x'), local)).toBe(true);
    expect(isOwnAddress(new URL('http://127.0.0.1:4600/x'), local)).toBe(false);
    expect(checkEndpointUrl('http://127.0.0.1:4599/x', 'local', local).ok).toBe(false);
  });
});

describe('addresses of the deployment collected elsewhere', () => {
  const cases = casesOf<{ readonly url: string; readonly class: string }>('badinputs/ssrf/urls.json').filter(
    (one) => one.class === 'self',
  );

  test.skipIf(cases.length === 0)('are refused once they are the stack’s outputs', () => {
    const theirs = ownDeployment(
      'byline-prod',
      cases.map(({ url }) => url),
    );
    const refused = cases.filter(({ url }) => !checkEndpointUrl(url, 'public', theirs).ok);
    expect(refused).toEqual(cases);
  });
});
