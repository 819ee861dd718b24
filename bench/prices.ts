/**
 * AWS's public price list, region us-east-1, as known on 2026-11-24 (aws.amazon.com/<service>/pricing), in US dollars. Free tiers and volume
 * discounts are left out: they make every figure smaller.
 */
export const prices = {
  region: 'us-east-1',
  asOf: '2026-11-24',
  /** On demand, standard table class, since November 2024. */
  dynamoDb: {
    perMillionWriteUnits: 0.625,
    perMillionReadUnits: 0.125,
    perGbMonth: 0.25,
    /** Continuous backups (point-in-time recovery). */
    backupPerGbMonth: 0.2,
  },
  /** Standard queues; each 64 KB is a request. */
  sqs: { perMillionRequests: 0.4 },
  s3: { perThousandPuts: 0.005, perThousandGets: 0.0004, perGbMonth: 0.023 },
  lambdaArm: { perGbSecond: 0.0000133334, perMillionInvocations: 0.2 },
  logs: { perGbIngested: 0.5, perGbMonth: 0.03 },
  kms: { perKeyMonth: 1, perTenThousandRequests: 0.03 },
  /** Metrics are paid for by the hours in which they have values. */
  cloudWatch: { perAlarmMonth: 0.1, perDashboardMonth: 3, perMetricMonth: 0.3 },
} as const;

/** What cannot be counted on a laptop: how long AWS and partners take. In milliseconds. */
export const assumptions = {
  /** One request to DynamoDB, SQS or S3 from a function in the same region. */
  dynamoDbMs: 5,
  sqsMs: 10,
  s3Ms: 30,
  /** From the first byte sent to a partner to its answer. */
  partnerMs: 200,
  /** What Lambda writes to the log about each invocation (START, END, REPORT). */
  platformLogBytes: 330,
  /** Index data DynamoDB bills with each item. */
  itemOverheadBytes: 100,
  /** A mapping with a bound on its concurrency keeps five long polls of 20 s open (Lambda Developer Guide, “Configuring scaling behavior for SQS”). */
  idlePollsPerQueue: 5,
  longPollSeconds: 20,
  /** Of a sweep that finds nothing: five queries of an index at half a unit each (four shards, quiet publishers), partners in trouble, the comparison of uploads. */
  sweepReadUnits: 5 * 0.5 + 2,
} as const;
