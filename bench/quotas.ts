/**
 * AWS's published quotas and scaling rules, as known on 2026-11-24. Defaults of an established account; a new one begins with less.
 */
export const quotas = {
  lambda: {
    /** Per account and region (Lambda Developer Guide, “Lambda quotas”). */
    concurrency: 1_000,
    /** New execution environments of one function (“Lambda scaling behavior”). */
    environmentsPerSecond: 100,
    /** In one execution environment. */
    fileDescriptors: 1_024,
  },
  mapping: {
    /** Batches at once when a queue becomes active, and more per minute (“Configuring scaling behavior for Amazon SQS event source mappings”). */
    startConcurrency: 5,
    concurrencyPerMinute: 300,
  },
  sqs: {
    /** Messages in flight of a standard queue (SQS Developer Guide, “Quotas related to messages”). */
    inFlight: 120_000,
  },
  dynamoDb: {
    /** Of one partition (DynamoDB Developer Guide, “Best practices for designing partition keys”). */
    partitionWrites: 1_000,
    partitionReads: 3_000,
    /** What a new table on demand sustains, and how it follows its peaks (“On-demand capacity mode”). */
    initialWrites: 4_000,
    peakFactor: 2,
    peakSeconds: 30 * 60,
    /** Of one table on demand, before a quota is raised. */
    tableWrites: 40_000,
  },
} as const;
