import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HttpApi, matched, startHttpApi } from '../../local/http-api.ts';

let api: HttpApi;
beforeEach(async () => {
  api = await startHttpApi(0);
});
afterEach(() => api.stop());

const route = { method: 'GET', path: '/v1/partners/{partnerId}/articles', functionArn: 'arn:fn' };

test('a request reaches the function of its route as payload 2.0, and the answer its caller', async () => {
  const events: unknown[] = [];
  api.serve([route], async (functionArn, event) => {
    events.push(functionArn, event);
    return {
      statusCode: 201,
      headers: { 'x-from': 'fn' },
      body: Buffer.from('héllo').toString('base64'),
      isBase64Encoded: true,
    };
  });
  const answer = await fetch(`${api.endpoint}/v1/partners/a-b/articles?limit=2&after=x`, {
    headers: { authorization: 'Bearer t' },
  });
  expect([answer.status, answer.headers.get('x-from'), await answer.text()]).toEqual([201, 'fn', 'héllo']);
  expect(events).toEqual([
    'arn:fn',
    expect.objectContaining({
      version: '2.0',
      routeKey: 'GET /v1/partners/{partnerId}/articles',
      rawPath: '/v1/partners/a-b/articles',
      rawQueryString: 'limit=2&after=x',
      queryStringParameters: { limit: '2', after: 'x' },
      pathParameters: { partnerId: 'a-b' },
      headers: expect.objectContaining({ authorization: 'Bearer t' }),
      isBase64Encoded: false,
    }),
  ]);
});

test('what fits no route is not found, before a function is called', async () => {
  api.serve([route], () => Promise.reject(new Error('called')));
  for (const [path, method] of [
    ['/v1/partners//articles', 'GET'],
    ['/v1/partners/a/articles/', 'GET'],
    ['/v1/partners/a/articles', 'POST'],
  ] as const)
    expect((await fetch(`${api.endpoint}${path}`, { method })).status).toBe(404);
});

test('a function that fails is an error of the server, which says no more', async () => {
  api.serve([route], () => Promise.reject(new Error('secret words')));
  const answer = await fetch(`${api.endpoint}/v1/partners/a/articles`);
  expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

test('a path fits a route segment by segment', () => {
  expect(matched('/a/{x}/b/{y}', '/a/1/b/2')).toEqual({ x: '1', y: '2' });
  expect(matched('/a/{x}', '/a/1/2')).toBeUndefined();
  expect(matched('/a/b', '/a/c')).toBeUndefined();
});
