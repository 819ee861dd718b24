import type { StackOutput } from './stack.ts';

/** The file in a local stack's state folder that says where it answers, while it runs. */
export const localStackFile = 'stack.json';

/** The state folder, beside package.json, unless another is named. */
export const localStackDir = '.byline';

/** What a running local stack says of itself, for the command line and whoever else looks for it. */
export interface LocalStackFile {
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endpoints: LocalStackEndpoints;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The stack's outputs: the names of buckets and tables, the URLs of queues. */
  readonly outputs: Readonly<Record<StackOutput, string>>;
}

export interface LocalStackEndpoints {
  readonly s3: string;
  readonly sqs: string;
  readonly dynamodb: string;
}
