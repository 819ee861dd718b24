import { Aws, Duration } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { storageLimits } from '../shared/contract/limits.ts';
import { stackName } from '../shared/contract/stack.ts';
import { withoutAccessLogs } from './acknowledgements.ts';
import { removalPolicy } from './removal.ts';
import type { StageQueue } from './stage-queue.ts';

export interface UploadsProps {
  readonly stage: string;
  readonly keepData: boolean;
  /** @default `storageLimits.replacedUploadDays` */
  readonly replacedUploadDays?: number;
  /** Told of every object that comes or goes. */
  readonly events: StageQueue;
}

/** Where publishers upload: a versioned bucket that tells the ingest queue of every object that comes or goes. */
export class Uploads extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: UploadsProps) {
    super(scope, id);
    const bucketName = `${stackName(props.stage)}-uploads-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    const { queue } = props.events;

    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowUploadEvents',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        // By the bucket's name: the bucket waits for this policy, so the policy cannot refer to the bucket.
        conditions: {
          ArnEquals: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${bucketName}` },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName,
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: removalPolicy(props.keepData),
      lifecycleRules: [
        {
          id: 'RemoveReplacedUploads',
          noncurrentVersionExpiration: Duration.days(props.replacedUploadDays ?? storageLimits.replacedUploadDays),
          expiredObjectDeleteMarker: true,
        },
        {
          id: 'AbortAbandonedUploads',
          abortIncompleteMultipartUploadAfter: Duration.days(storageLimits.abandonedUploadDays),
        },
      ],
    });
    this.#notify(props.events);
    withoutAccessLogs(
      this.bucket,
      'Each upload is on record by key and version in the table and has a receipt; who called S3 is the business of ' +
        'the account’s CloudTrail, and logs of our own would be paid for and kept beside it.',
    );
  }

  // On the bucket resource itself: `addEventNotification` would bring a Lambda of its own to set this by API call.
  #notify(events: StageQueue): void {
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    const queue = events.queue.queueArn;
    bucket.notificationConfiguration = {
      queueConfigurations: [
        { event: 's3:ObjectCreated:*', queue },
        { event: 's3:ObjectRemoved:*', queue },
      ],
    };
    // S3 checks that it may send to the queue when the bucket is made.
    bucket.node.addDependency(events.queue.node.findChild('Policy'));
  }
}
