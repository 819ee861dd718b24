import { codeOf, writeAssembly } from './assembly.ts';

/**
 * A stack of one function: a bucket tells a queue, the queue calls the function, and the function writes what it got
 * into a second bucket. Its code is given, so that tests decide how it behaves.
 */
export function echoStack(
  code: string,
  changes: { readonly queue?: object; readonly mapping?: object; readonly timeout?: number } = {},
): string {
  return writeAssembly({
    code: { worker: code },
    resources: {
      Uploads: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          NotificationConfiguration: {
            QueueConfigurations: [
              { Event: 's3:ObjectCreated:*', Queue: { 'Fn::GetAtt': ['Inbox', 'Arn'] } },
              { Event: 's3:ObjectRemoved:*', Queue: { 'Fn::GetAtt': ['Inbox', 'Arn'] } },
            ],
          },
        },
      },
      UploadsPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Uploads' } } },
      Inbox: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 1,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 2 },
          ...changes.queue,
        },
      },
      DeadLetters: { Type: 'AWS::SQS::Queue' },
      Worker: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: codeOf('worker'),
          Timeout: changes.timeout ?? 10,
          Environment: { Variables: { BUCKET: { Ref: 'Uploads' }, QUEUE_URL: { Ref: 'Inbox' } } },
        },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Inbox', 'Arn'] },
          FunctionName: { Ref: 'Worker' },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ...changes.mapping,
        },
      },
    },
    outputs: { Bucket: { Ref: 'Uploads' }, Queue: { Ref: 'Inbox' }, Dead: { Ref: 'DeadLetters' } },
  });
}
