import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';

/** What a request passes through inside of the SDK is put together once for each kind of request, not for each request. */
const common = { maxAttempts: 5, cacheMiddleware: true } as const;

/** Clients for the region and endpoints that the environment names. */
export const dynamoClient = (): DynamoDBClient => withoutLog(new DynamoDBClient(common));
export const sqsClient = (): SQSClient => withoutLog(new SQSClient(common));

/** The SDK copies each request and answer for its own log, which nobody reads here. */
function withoutLog<Client extends { readonly middlewareStack: { remove(name: string): boolean } }>(
  client: Client,
): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
