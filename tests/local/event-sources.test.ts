import { describe, expect, test } from 'vitest';
import { failedIds } from '../../local/event-sources.ts';

const messages = [{ MessageId: 'a' }, { MessageId: 'b' }];

describe('failedIds', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an object without the list', {}],
    ['no list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('%s means that all messages were dealt with', (_, result) => {
    expect([...failedIds(result, messages)]).toEqual([]);
  });

  test('a list names those that failed', () => {
    expect([...failedIds({ batchItemFailures: [{ itemIdentifier: 'b' }] }, messages)]).toEqual(['b']);
  });

  test.each([
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['another key', { batchItemFailures: [{ id: 'a' }] }],
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'z' }] }],
    ['something that is no list', { batchItemFailures: 'a' }],
    ['something that is no object', 'a'],
  ])('%s means that all failed', (_, result) => {
    expect([...failedIds(result, messages)]).toEqual(['a', 'b']);
  });
});
