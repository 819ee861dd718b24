import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Clients for the region and endpoints that the environment names. */
export const dynamoClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 5 });
export const sqsClient = (): SQSClient => new SQSClient({ maxAttempts: 5 });
