import { Duration } from 'aws-cdk-lib/core';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { storageLimits } from '../shared/contract/limits.ts';
import { claimsPrefix, listIndex, tableKey, ttlAttribute, workIndex } from '../shared/contract/table.ts';
import { withoutAccessLogs } from './acknowledgements.ts';
import type { Monitoring } from './monitoring.ts';
import { removalPolicy } from './removal.ts';

export interface StoreProps {
  readonly keepData: boolean;
  /** @default `storageLimits.receiptDays` */
  readonly receiptDays?: number;
  readonly monitoring: Monitoring;
}

/** What the pipeline remembers: its table, the signing keys apart from it, large contents, and receipts. */
export class Store extends Construct {
  /** Publishers, partners, uploads, articles and deliveries. */
  readonly table: Table;
  /** Signing keys, under a customer key of their own. */
  readonly keysTable: Table;
  readonly encryptionKey: Key;
  /** Parts of items too large for the table. */
  readonly content: Bucket;
  /** What became of each upload, for its publisher. */
  readonly receipts: Bucket;

  constructor(scope: Construct, id: string, props: StoreProps) {
    super(scope, id);
    const removal = removalPolicy(props.keepData);
    const tableProps = {
      partitionKey: { name: tableKey.partition, type: AttributeType.STRING },
      sortKey: { name: tableKey.sort, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.keepData,
      removalPolicy: removal,
    } satisfies TableProps;

    this.table = new Table(this, 'Table', { ...tableProps, timeToLiveAttribute: ttlAttribute });
    this.table.addGlobalSecondaryIndex({
      indexName: workIndex.name,
      partitionKey: { name: workIndex.partition, type: AttributeType.STRING },
      sortKey: { name: workIndex.sort, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: listIndex.name,
      partitionKey: { name: listIndex.partition, type: AttributeType.STRING },
      sortKey: { name: listIndex.sort, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });

    this.encryptionKey = new Key(this, 'SigningKeysKey', {
      description: 'Byline: encrypts the table of signing keys',
      enableKeyRotation: true,
      removalPolicy: removal,
      pendingWindow: Duration.days(storageLimits.keyPendingDays),
    });
    this.keysTable = new Table(this, 'SigningKeys', {
      ...tableProps,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.encryptionKey,
    });

    this.content = this.#bucket('Content', props.keepData, [
      { id: 'RemoveOldClaims', prefix: claimsPrefix, expiration: Duration.days(storageLimits.claimDays) },
    ]);
    this.receipts = this.#bucket('Receipts', props.keepData, [
      { id: 'RemoveOldReceipts', expiration: Duration.days(props.receiptDays ?? storageLimits.receiptDays) },
    ]);
    withoutAccessLogs(this.content, 'Only the functions of the pipeline write and read it, and they log what they do.');
    withoutAccessLogs(this.receipts, 'A receipt tells its publisher again what the table has on record.');
    this.#watch(props.monitoring);
  }

  #bucket(id: string, keepData: boolean, lifecycleRules: LifecycleRule[]): Bucket {
    return new Bucket(this, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: removalPolicy(keepData),
      lifecycleRules,
    });
  }

  // Single metrics, not sums of several: an alarm is paid for by the metric, and emulators know no metric math.
  #watch(monitoring: Monitoring): void {
    const period = Duration.minutes(1);
    for (const kind of ['Read', 'Write'] as const) {
      monitoring.alarm({
        name: `table-${kind.toLowerCase()}-throttles`,
        impact: `The pipeline slows down: DynamoDB refuses a part of its ${kind.toLowerCase()}s, which are tried again.`,
        runbook: 'table-throttles',
        metric: this.table.metric(`${kind}ThrottleEvents`, { statistic: 'Sum', period }),
        above: 0,
        forMinutes: 5,
      });
    }
    monitoring.alarm({
      name: 'table-errors',
      impact: 'The pipeline slows down or stands: DynamoDB fails a part of its requests, which are tried again.',
      runbook: 'table-errors',
      // The one operation that every stage needs.
      metric: this.table.metric('SystemErrors', {
        statistic: 'Sum',
        period,
        dimensionsMap: { TableName: this.table.tableName, Operation: 'UpdateItem' },
      }),
      above: 0,
      forMinutes: 5,
    });
  }
}
