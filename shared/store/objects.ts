import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

/** One bucket: what the stages ask of S3. */
export interface Objects {
  /** The object's bytes, of one version where given; undefined when there is none (any more). */
  get(key: string, versionId?: string): Promise<StoredObject | undefined>;
  put(key: string, body: string | Uint8Array, contentType: string): Promise<void>;
  remove(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
}

const goneCodes = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound']);

/** A bucket on S3. */
export function s3Objects(client: S3Client, bucket: string): Objects {
  return {
    async get(key, versionId) {
      try {
        const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
        return {
          bytes: (await answer.Body?.transformToByteArray()) ?? new Uint8Array(),
          contentType: answer.ContentType,
        };
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },

    async put(key, body, contentType) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }));
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },

    async exists(key) {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    },
  };
}

function isGone(error: unknown): boolean {
  // A version that is a delete marker answers 405 MethodNotAllowed: the object is gone as well.
  if (error instanceof NoSuchKey) return true;
  // By name, and not by 404 alone: a bucket that is missing must not make every upload look removed.
  return error instanceof S3ServiceException && (goneCodes.has(error.name) || error.$metadata.httpStatusCode === 405);
}
