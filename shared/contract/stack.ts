/** The names by which a deployed stack is found and asked: infra sets them, the command line and tests read them. */

/** The CloudFormation stack of a stage; queues and buckets carry the same prefix. */
export const stackName = (stage: string): string => `byline-${stage}`;

/** The alarm on the account's concurrency, after the prefix: the doctor compares what it is set to with the account's limit. */
export const concurrencyAlarm = 'account-concurrency';

/** Every output of the stack, with what its value is. */
export const stackOutputs = {
  StageName: 'the stage',
  EndpointPolicy: 'where partners may be: `public` or `local`',
  UploadsBucketName: 'where publishers upload, under publishers/<publisherId>/',
  ReceiptsBucketName: 'where receipts are read, under the upload’s own key',
  ContentBucketName: 'parts too large for the table',
  TableName: 'articles, deliveries, partners and publishers',
  KeysTableName: 'signing keys',
  IngestQueueUrl: 'uploads to ingest',
  IngestDeadLettersUrl: 'uploads that ingest could not finish',
  FanoutQueueUrl: 'articles to fan out',
  FanoutDeadLettersUrl: 'articles that fan-out could not finish',
  DeliverQueueUrl: 'deliveries to look at',
  DeliverDeadLettersUrl: 'deliveries that deliver could not finish',
  DeliverSlowQueueUrl: 'deliveries of unhealthy partners',
  DeliverSlowDeadLettersUrl: 'deliveries of unhealthy partners that deliver could not finish',
  OperatorRoleArn: 'the role that looks after the stack',
  ReadOnlyRoleArn: 'the role that looks at the stack',
  ApiUrl: 'what partners fetch, and the public keys of proofs',
  AlarmTopicArn: 'the topic of all alarms: subscribe the people on call',
} as const;

export type StackOutput = keyof typeof stackOutputs;

/** The outputs of a deployed stack, as `cdk deploy --outputs-file` writes them under the stack’s name. */
export type Outputs = Readonly<Record<StackOutput, string>>;
