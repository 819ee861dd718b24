import { S3Client } from '@aws-sdk/client-s3';

/**
 * The client for the region and endpoint that the environment names. Path-style addresses are what emulators answer to; they are used only
 * where an endpoint is set. In a file of its own, so that stages which seldom need it load it when they do.
 */
export const s3Client = (): S3Client =>
  new S3Client({
    maxAttempts: 5,
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
