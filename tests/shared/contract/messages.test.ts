import { describe, expect, test } from 'vitest';
import { parseDeliverMessage, parseFanoutMessage } from '../../../shared/contract/messages.ts';

describe('a fan-out message', () => {
  test.each<[string, unknown]>([
    ['{"articleId":"a-1"}', { articleId: 'a-1' }],
    ['{"articleId":"a-1","slice":0,"slices":3}', { articleId: 'a-1', slice: 0, slices: 3 }],
    ['{"articleId":"a-1","added":"later"}', { articleId: 'a-1' }],
    [' {"articleId":"a-1"} ', { articleId: 'a-1' }],
  ])('%s is read', (body, message) => {
    expect(parseFanoutMessage(body)).toEqual(message);
  });

  test.each([
    ['{}', 'lacks articleId'],
    ['{"articleId":""}', 'lacks articleId'],
    ['{"articleId":7}', 'lacks articleId'],
    ['{"__proto__":{"articleId":"a-1"}}', 'lacks articleId'],
    ['{"articleId":"a-1","slice":1}', 'no whole number slices'],
    ['{"articleId":"a-1","slice":1.5,"slices":2}', 'no whole number slice'],
    ['{"articleId":"a-1","slice":null,"slices":2}', 'no whole number slice'],
    ['[]', 'lacks articleId'],
    ['null', 'not a JSON object'],
    ['"a-1"', 'not a JSON object'],
    ['7', 'not a JSON object'],
    ['', 'JSON'],
    ['hello', 'JSON'],
    ['{"articleId":"a-1"', 'JSON'],
  ])('%s is refused: %s', (body, message) => {
    expect(() => parseFanoutMessage(body)).toThrow(message);
  });
});

describe('a delivery message', () => {
  test.each<[string, unknown]>([
    ['{"articleId":"a-1","partnerId":"p"}', { articleId: 'a-1', partnerId: 'p' }],
    ['{"articleId":"a-1","partnerId":"p","revision":3}', { articleId: 'a-1', partnerId: 'p', revision: 3 }],
  ])('%s is read', (body, message) => {
    expect(parseDeliverMessage(body)).toEqual(message);
  });

  test.each([
    ['{"articleId":"a-1"}', 'lacks partnerId'],
    ['{"partnerId":"p"}', 'lacks articleId'],
    ['{"articleId":"a-1","partnerId":"p","revision":"3"}', 'no whole number revision'],
    ['{"articleId":"a-1","partnerId":"p","revision":1e400}', 'no whole number revision'],
    ['{"articleId":"a-1","partnerId":"p","revision":9007199254740993}', 'no whole number revision'],
    ['null', 'not a JSON object'],
  ])('%s is refused: %s', (body, message) => {
    expect(() => parseDeliverMessage(body)).toThrow(message);
  });
});
