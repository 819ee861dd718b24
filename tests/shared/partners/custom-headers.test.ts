import { describe, expect, test } from 'vitest';
import { customHeadersMax, headerProblem, isSecretHeader } from '../../../shared/partners/custom-headers.ts';
import { casesOf } from '../../support/material.ts';

test.each([
  ['x-tenant', 'byline'],
  ['X-Route', 'eu-west; priority=high'],
  ['authorization', 'Bearer abc.def'],
  ['accept', '*/*'],
  ['x-a', 'a\tb'],
])('a partner may ask for %s: %s', (name, value) => {
  expect(headerProblem(name, value)).toBeUndefined();
});

test.each([
  ['webhook-id', 'x', 'is set by Byline'],
  ['Webhook-Signature', 'x', 'is set by Byline'],
  ['webhook-anything', 'x', 'is set by Byline'],
  ['Host', 'metadata.internal', 'is set by Byline'],
  ['content-length', '0', 'is set by Byline'],
  ['Content-Type', 'text/html', 'is set by Byline'],
  ['transfer-encoding', 'chunked', 'is set by Byline'],
  ['connection', 'upgrade', 'is set by Byline'],
  ['upgrade', 'h2c', 'is set by Byline'],
  ['expect', '100-continue', 'is set by Byline'],
  ['proxy-authorization', 'x', 'is set by Byline'],
  ['x-forwarded-for', '127.0.0.1', 'is set by Byline'],
  ['', 'x', 'is no header name'],
  ['a b', 'x', 'is no header name'],
  ['a:b', 'x', 'is no header name'],
  ['a\r\nb', 'x', 'is no header name'],
  ['ä', 'x', 'is no header name'],
  ['x-a', 'b\r\nhost: evil', 'HTTP cannot carry'],
  ['x-a', 'b\nc', 'HTTP cannot carry'],
  ['x-a', 'b\u0000', 'HTTP cannot carry'],
  ['x-a', '\u0130', 'HTTP cannot carry'],
  ['x-a', ' b', 'HTTP cannot carry'],
  ['x-a', '', 'HTTP cannot carry'],
  ['x-a', 'b'.repeat(2049), 'more than 2048'],
])('a partner may not ask for %j: %j', (name, value, said) => {
  expect(headerProblem(name, value)).toContain(said);
});

test('headers that carry secrets are known by their names', () => {
  const names = ['Authorization', 'Cookie', 'x-api-key', 'X-Access-Token', 'x-shop-secret', 'x-tenant', 'accept'];
  expect(names.map(isSecretHeader)).toEqual([true, true, true, true, true, false, false]);
});

interface HeaderCase {
  readonly field: string;
  readonly value: string | number;
}

describe('headers collected elsewhere', () => {
  const cases = casesOf<HeaderCase>('badinputs/webhook/header-injection.json');
  const wanted: Readonly<Record<string, (value: string) => boolean>> = {
    'custom header name': (value) => headerProblem(value, 'x') === undefined,
    'custom header value': (value) => headerProblem('x-a', value) === undefined,
    'custom header count': (value) => Number(value) <= customHeadersMax,
    // Ids are made of what is refused here: message ids have `[A-Za-z0-9_-]` only, and the user agent is a constant.
    'webhook-id': (value) => headerProblem('webhook-id', value) === undefined,
    'user agent from stack name': (value) => headerProblem('user-agent', value) === undefined,
    'article title in header': (value) => headerProblem('x-title', value) === undefined,
  };

  test.skipIf(cases.length === 0)('are all refused', () => {
    expect(cases.filter(({ field, value }) => wanted[field]?.(String(value)) !== false)).toEqual([]);
  });
});
