import { beforeAll, describe, expect, test } from 'vitest';
import { type Bill, measureBill } from '../../bench/bill.ts';
import { costPerMillionDeliveries, requestsPerDelivery } from '../../bench/cost.ts';

// The regression test of the bill: whoever adds a request to the way of a delivery pays for it a million times a day, and is told so here.

describe('five articles to a hundred partners', () => {
  let bill: Bill;
  beforeAll(async () => {
    bill = await measureBill(5, 100);
  }, 120_000);

  test('cost two writes a delivery: the lease and the outcome, each of one unit', () => {
    expect(bill.usage.deliver.requests['DynamoDB UpdateItem']).toBe(500 * 2);
    expect(bill.usage.deliver.writeUnits).toBe(500 * 2);
    expect(bill.usage.deliver.requests['DynamoDB PutItem']).toBeUndefined();
  });

  test('cost at most four reads a batch of ten, and three requests of SQS', () => {
    const { deliver, fanout } = bill.usage;
    const reads = (deliver.requests['DynamoDB BatchGetItem'] ?? 0) + (deliver.requests['DynamoDB GetItem'] ?? 0);
    expect(reads).toBeLessThanOrEqual(deliver.batches * 4);
    expect(deliver.batches).toBeLessThanOrEqual(75);
    expect(fanout.requests['SQS SendMessageBatch']).toBe(50);
  });

  test('cost at most three requests to AWS a delivery in all, ingest and settling included', () => {
    expect(requestsPerDelivery(bill)).toBeLessThanOrEqual(3);
  });

  test('cost at most two dollars a million deliveries', () => {
    expect(costPerMillionDeliveries(bill)).toBeLessThanOrEqual(2);
  });
});
