import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { listIndex, workIndex } from '../contract/table.ts';
import { changeExpression, conditionExpression, ExpressionNames } from './expressions.ts';
import type { IndexName, Item, Key, Page, QueryOptions, Table } from './table.ts';

/** BatchGetItem takes at most this many keys. */
const batchGetKeys = 100;
/** Rounds of asking again for keys DynamoDB left unprocessed, before it counts as throttled. */
const unprocessedRounds = 8;

const indexes = { work: workIndex, list: listIndex } as const;

/** The table on DynamoDB. Conditions and changes become expressions; refusals become `false` or `undefined`. */
export function dynamoTable(client: DynamoDBClient, tableName: string): Table {
  return {
    async get(key, { stale = false } = {}) {
      const answer = await client.send(
        new GetItemCommand({ TableName: tableName, Key: toAttributes(keyOf(key)), ConsistentRead: !stale }),
      );
      return answer.Item && toItem(answer.Item);
    },

    async getMany(keys, { stale = false } = {}) {
      const items: Item[] = [];
      for (let start = 0; start < keys.length; start += batchGetKeys) {
        items.push(...(await getBatch(client, tableName, keys.slice(start, start + batchGetKeys), !stale)));
      }
      return items;
    },

    async put(item, condition) {
      const names = new ExpressionNames();
      const expression = condition && conditionExpression(condition, names);
      return accepted(
        client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: toAttributes(item),
            ConditionExpression: expression,
            ...names.asInput(),
          }),
        ),
      );
    },

    async update(key, change, condition) {
      const names = new ExpressionNames();
      const update = changeExpression(change, names);
      const expression = condition && conditionExpression(condition, names);
      const answer = await refusedAsUndefined(
        client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: toAttributes(keyOf(key)),
            UpdateExpression: update,
            ConditionExpression: expression,
            ReturnValues: 'ALL_NEW',
            ...names.asInput(),
          }),
        ),
      );
      return answer && toItem(answer.Attributes ?? {});
    },

    async remove(key, condition) {
      const names = new ExpressionNames();
      const expression = condition && conditionExpression(condition, names);
      return accepted(
        client.send(
          new DeleteItemCommand({
            TableName: tableName,
            Key: toAttributes(keyOf(key)),
            ConditionExpression: expression,
            ...names.asInput(),
          }),
        ),
      );
    },

    query: (pk, options) => queryPage(client, { TableName: tableName, ConsistentRead: true }, 'pk', 'sk', pk, options),

    queryIndex(index: IndexName, partition, options) {
      const { name, partition: hash, sort } = indexes[index];
      return queryPage(client, { TableName: tableName, IndexName: name }, hash, sort, partition, options);
    },
  };
}

async function getBatch(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly Key[],
  isConsistent: boolean,
): Promise<Item[]> {
  const items: Item[] = [];
  let wanted: Record<string, AttributeValue>[] = keys.map((key) => toAttributes(keyOf(key)));
  for (let round = 0; wanted.length > 0; round++) {
    if (round === unprocessedRounds) throw new Error(`table left ${wanted.length} keys unread: throttled`);
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: isConsistent } } }),
    );
    items.push(...(answer.Responses?.[tableName] ?? []).map(toItem));
    wanted = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return items;
}

async function queryPage(
  client: DynamoDBClient,
  target: { TableName: string; IndexName?: string; ConsistentRead?: boolean },
  hash: string,
  sort: string,
  partition: string,
  options: QueryOptions = {},
): Promise<Page> {
  const { from, to, limit, descending, after } = options;
  const range =
    from !== undefined && to !== undefined
      ? ' AND #sort BETWEEN :from AND :to'
      : from !== undefined
        ? ' AND #sort >= :from'
        : to !== undefined
          ? ' AND #sort <= :to'
          : '';
  const answer = await client.send(
    new QueryCommand({
      ...target,
      KeyConditionExpression: `#hash = :hash${range}`,
      ExpressionAttributeNames: { '#hash': hash, ...(range ? { '#sort': sort } : {}) },
      ExpressionAttributeValues: toAttributes({
        ':hash': partition,
        ...(from === undefined ? {} : { ':from': from }),
        ...(to === undefined ? {} : { ':to': to }),
      }),
      Limit: limit,
      ScanIndexForward: !descending,
      ExclusiveStartKey: after === undefined ? undefined : (JSON.parse(after) as Record<string, AttributeValue>),
    }),
  );
  return {
    items: (answer.Items ?? []).map(toItem),
    ...(answer.LastEvaluatedKey ? { next: JSON.stringify(answer.LastEvaluatedKey) } : {}),
  };
}

function keyOf(key: Key): Key {
  return { pk: key.pk, sk: key.sk };
}

function toAttributes(value: object): Record<string, AttributeValue> {
  return marshall(value, { removeUndefinedValues: true });
}

function toItem(attributes: Record<string, AttributeValue>): Item {
  return unmarshall(attributes) as Item;
}

async function accepted(write: Promise<unknown>): Promise<boolean> {
  return (await refusedAsUndefined(write.then(() => true))) ?? false;
}

async function refusedAsUndefined<Answer>(write: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
