import type { Template } from 'aws-cdk-lib/assertions';

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What of each kind of resource a reviewer wants to see change; the rest follows from the code, or is noise. */
const told: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': ['Runtime', 'MemorySize', 'Timeout', 'RecursiveLoop', 'TracingConfig', 'VpcConfig'],
  'AWS::Lambda::EventSourceMapping': ['BatchSize', 'FunctionResponseTypes', 'ScalingConfig', 'FilterCriteria'],
  'AWS::SQS::Queue': [
    'QueueName',
    'VisibilityTimeout',
    'MessageRetentionPeriod',
    'RedrivePolicy',
    'SqsManagedSseEnabled',
  ],
  'AWS::DynamoDB::Table': [
    'BillingMode',
    'KeySchema',
    'DeletionProtectionEnabled',
    'PointInTimeRecoverySpecification',
    'SSESpecification',
    'TimeToLiveSpecification',
  ],
  'AWS::S3::Bucket': ['VersioningConfiguration', 'LifecycleConfiguration', 'PublicAccessBlockConfiguration'],
  'AWS::CloudWatch::Alarm': ['MetricName', 'Threshold', 'EvaluationPeriods', 'TreatMissingData'],
  'AWS::Events::Rule': ['ScheduleExpression', 'State'],
  'AWS::Logs::LogGroup': ['RetentionInDays'],
  'AWS::IAM::Role': ['AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Policies'],
  'AWS::KMS::Key': ['EnableKeyRotation', 'PendingWindowInDays'],
};

/** The template as lines a person reviews in a diff: what there is, what it may do, what becomes of it. Bundles’ hashes and generated suffixes are left out. */
export function templateOutline(template: Template): string {
  const { Resources } = template.toJSON() as { Resources: Readonly<Record<string, Resource>> };
  return Object.entries(Resources)
    .map(([id, resource]) => [plainId(id), resource] as const)
    .toSorted(([a, { Type: typeA }], [b, { Type: typeB }]) => `${typeA} ${a}`.localeCompare(`${typeB} ${b}`, 'en'))
    .map(([id, { Type, DeletionPolicy, Properties = {} }]) => {
      const kept = DeletionPolicy === undefined ? '' : `  (${DeletionPolicy})`;
      const lines = (told[Type] ?? []).flatMap((name) => (name in Properties ? linesOf(name, Properties[name]) : []));
      return [`${Type}  ${id}${kept}`, ...lines.map((line) => `    ${line}`)].join('\n');
    })
    .join('\n');
}

function linesOf(name: string, value: unknown): readonly string[] {
  if (name === 'Policies') {
    return (value as { PolicyDocument: { Statement: object[] } }[]).flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.map((statement) => `may ${plain(statement)}`),
    );
  }
  return [`${name}: ${plain(value)}`];
}

function plain(value: unknown): string {
  return JSON.stringify(value).replace(/[A-Z][A-Za-z0-9]{8,}[0-9A-F]{8}\b/g, plainId);
}

const plainId = (id: string): string => id.replace(/^Syndication/, '').replace(/[0-9A-F]{8}$/, '');
