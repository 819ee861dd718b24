import { CfnOutput, PermissionsBoundary, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { type Outputs, type StackOutput, stackOutputs } from '../shared/contract/stack.ts';
import type { StageSettings } from './stage.ts';
import { ArticleSyndication } from './syndication.ts';

/** One stage of Byline as a stack of its own. Its outputs are named in `shared/contract/stack.ts`. */
export class SyndicationStack extends Stack {
  readonly syndication: ArticleSyndication;

  constructor(scope: Construct, id: string, settings: StageSettings, props: StackProps = {}) {
    const { tags, permissionsBoundary, ...syndication } = settings;
    super(scope, id, {
      description: `Byline (${settings.stage}): takes articles from publishers, sends them to partners as signed webhooks`,
      tags,
      ...(permissionsBoundary === undefined
        ? {}
        : { permissionsBoundary: PermissionsBoundary.fromName(permissionsBoundary) }),
      ...props,
    });
    this.syndication = new ArticleSyndication(this, 'Syndication', syndication);
    const { access, api, uploads, store, queues, monitoring } = this.syndication;
    const values: Outputs = {
      StageName: settings.stage,
      EndpointPolicy: settings.endpointPolicy,
      UploadsBucketName: uploads.bucket.bucketName,
      ReceiptsBucketName: store.receipts.bucketName,
      ContentBucketName: store.content.bucketName,
      TableName: store.table.tableName,
      KeysTableName: store.keysTable.tableName,
      IngestQueueUrl: queues.ingest.queue.queueUrl,
      IngestDeadLettersUrl: queues.ingest.deadLetters.queueUrl,
      FanoutQueueUrl: queues.fanout.queue.queueUrl,
      FanoutDeadLettersUrl: queues.fanout.deadLetters.queueUrl,
      DeliverQueueUrl: queues.deliver.queue.queueUrl,
      DeliverDeadLettersUrl: queues.deliver.deadLetters.queueUrl,
      DeliverSlowQueueUrl: queues.deliverSlow.queue.queueUrl,
      DeliverSlowDeadLettersUrl: queues.deliverSlow.deadLetters.queueUrl,
      ApiUrl: api.url,
      AlarmTopicArn: monitoring.topic.topicArn,
      OperatorRoleArn: access.operator.roleArn,
      ReadOnlyRoleArn: access.readOnly.roleArn,
    };
    for (const name of Object.keys(stackOutputs) as StackOutput[]) {
      new CfnOutput(this, name, { value: values[name], description: stackOutputs[name] });
    }
  }
}
