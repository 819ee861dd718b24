import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoTable } from '../../../shared/store/dynamo-table.ts';

// What DynamoDB does only under load or in trouble; the rest is held to the contract in table.test.ts.

interface BatchGet {
  readonly input: { readonly RequestItems: Record<string, { readonly Keys: Record<string, { S: string }>[] }> };
}

/** A client that reads at most `perRequest` of the keys it is asked for. */
function throttled(perRequest: number): { client: DynamoDBClient; asked: number[] } {
  const asked: number[] = [];
  const send = ({ input }: BatchGet) => {
    const keys = input.RequestItems.articles?.Keys ?? [];
    asked.push(keys.length);
    const [read, left] = [keys.slice(0, perRequest), keys.slice(perRequest)];
    return Promise.resolve({
      Responses: { articles: read },
      UnprocessedKeys: left.length > 0 ? { articles: { Keys: left } } : {},
    });
  };
  return { client: { send } as unknown as DynamoDBClient, asked };
}

const keys = Array.from({ length: 100 }, (_, number) => ({ pk: `P#${number}`, sk: 'S' }));

test('keys left unprocessed are asked for again', async () => {
  const { client, asked } = throttled(40);
  const items = await dynamoTable(client, 'articles').getMany(keys);
  expect(items).toEqual(keys);
  expect(asked).toEqual([100, 60, 20]);
});

test('a table that reads nothing is an outage, not an empty answer', async () => {
  const { client, asked } = throttled(0);
  await expect(dynamoTable(client, 'articles').getMany(keys)).rejects.toThrow('table left 100 keys unread');
  expect(asked.length).toBeLessThan(20);
});

test('a refused condition is an answer; every other error is thrown', async () => {
  const failing = (error: Error) =>
    dynamoTable({ send: () => Promise.reject(error) } as unknown as DynamoDBClient, 'articles');
  const [item] = keys;
  if (!item) throw new Error('no keys');
  const refused = failing(new ConditionalCheckFailedException({ message: 'the condition failed', $metadata: {} }));
  expect(await refused.put(item)).toBe(false);
  expect(await refused.update(item, { set: { a: 1 } })).toBeUndefined();
  expect(await refused.remove(item)).toBe(false);
  const throttling = failing(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
  await expect(throttling.put(item)).rejects.toThrow('slow down');
  await expect(throttling.update(item, { set: { a: 1 } })).rejects.toThrow('slow down');
  await expect(throttling.remove(item)).rejects.toThrow('slow down');
});
