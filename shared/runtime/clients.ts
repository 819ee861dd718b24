import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * Clients for the region and endpoints that the environment names. Path-style S3 addresses are what emulators answer to; they are
 * used only where an endpoint is set.
 */
export const dynamoClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 5 });
export const sqsClient = (): SQSClient => new SQSClient({ maxAttempts: 5 });
export const s3Client = (): S3Client =>
  new S3Client({
    maxAttempts: 5,
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
