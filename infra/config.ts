import * as v from 'valibot';

/** What `byline.config.ts` may say, stage by stage; everything has a default. Shapes are checked before anything is synthesized. */

const arn = v.pipe(
  v.string(),
  v.regex(/^arn:[\w-]+:iam::\d{12}:(?:root|role\/.+|user\/.+)$/, 'is no ARN of an IAM role, user or account root'),
);
const days = (max: number) =>
  v.pipe(
    v.number(),
    v.integer('must be whole days'),
    v.minValue(1, 'must be at least 1'),
    v.maxValue(max, `must be at most ${max}`),
  );
const concurrency = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(2, 'must be at least 2'),
  v.maxValue(1_000, 'must be at most 1000'),
);

const stage = v.strictObject({
  /** Tables, buckets, keys and logs outlive the stack, and the tables refuse to be deleted. @default true for prod */
  keepData: v.optional(v.boolean()),
  /** Where partners may be: `local` lets http and loopback in, for emulators. @default 'public' */
  endpointPolicy: v.optional(v.picklist(['public', 'local'])),
  /** X-Ray traces, which are paid for one by one. @default false */
  tracing: v.optional(v.boolean()),
  /** Who gets a mail at each alarm; each has to confirm once. @default nobody */
  alarmEmails: v.optional(v.array(v.pipe(v.string(), v.email('is no mail address')))),
  /** Tags of every resource: owner, cost centre. */
  tags: v.optional(
    v.record(v.pipe(v.string(), v.minLength(1), v.maxLength(128)), v.pipe(v.string(), v.maxLength(256))),
  ),
  /** The name of a managed policy that bounds every role of the stack, where the account demands one. */
  permissionsBoundary: v.optional(
    v.pipe(v.string(), v.regex(/^[\w+=,.@/-]{1,128}$/, 'is no name of a managed policy')),
  ),
  /** Who may take the operator's and the read-only role. @default whoever the account itself lets */
  operators: v.optional(v.array(arn)),
  /** Publishers with a role of their own to upload with, by id, and who may take it. */
  publishers: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is no publisher id')),
      v.strictObject({
        principals: v.pipe(v.array(arn), v.minLength(1, 'names nobody who may take the role')),
        /** Asked of a principal of another account, so that it is not made to act for somebody else. */
        externalId: v.optional(v.pipe(v.string(), v.minLength(2), v.maxLength(1_224))),
      }),
    ),
  ),
  /** How long is kept what is kept for a time. */
  retention: v.optional(
    v.strictObject({
      /** One of those that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 … @default 30 */
      logDays: v.optional(
        v.picklist(
          [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
          'is no retention that CloudWatch Logs knows',
        ),
      ),
      /** @default 400 */
      receiptDays: v.optional(days(3_650)),
      /** Versions of uploads that were replaced or removed. @default 30 */
      replacedUploadDays: v.optional(days(3_650)),
    }),
  ),
  /** Batches worked on at once, by stage: what the account’s Lambda concurrency and partners bear. */
  concurrency: v.optional(
    v.strictObject({
      ingest: v.optional(concurrency),
      fanout: v.optional(concurrency),
      deliver: v.optional(concurrency),
      deliverSlow: v.optional(concurrency),
    }),
  ),
  /** What the account lets Lambda run at once, in this region: an alarm tells at 80 % of it. @default 1000, AWS's own */
  lambdaConcurrency: v.optional(
    v.pipe(
      v.number(),
      v.integer('must be a whole number'),
      v.minValue(10, 'must be at least 10'),
      v.maxValue(1_000_000, 'must be at most 1000000'),
    ),
  ),
  /** A canary article is sent end to end every five minutes, to the partner of this id, whose filter names the publisher `byline-canary`. @default none */
  canary: v.optional(
    v.strictObject({
      partner: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is no partner id')),
    }),
  ),
  /** A name of one's own for the API that partners fetch from, with a certificate for it in this region. @default API Gateway's own name */
  domain: v.optional(
    v.strictObject({
      name: v.pipe(
        v.string(),
        v.regex(/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'is no domain name'),
      ),
      certificateArn: v.pipe(
        v.string(),
        v.regex(/^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/, 'is no ARN of a certificate of ACM'),
      ),
    }),
  ),
  /** Webhooks leave from fixed addresses, through a network of their own with NAT, for partners that allow-list. Costs per hour. @default false */
  staticEgress: v.optional(v.boolean()),
});

const config = v.strictObject({
  stages: v.record(v.string(), stage),
});

export type StageConfig = v.InferOutput<typeof stage>;
export type BylineConfig = v.InferOutput<typeof config>;

/** For `byline.config.ts`: lets the editor complete and the compiler check what stands in it. */
export function defineConfig(settings: BylineConfig): BylineConfig {
  return settings;
}

/** A configuration that cannot be used; the message has one line for each thing that is wrong, and where. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';
}

/** Checks what a file exported. Throws `ConfigInvalid`. */
export function checkConfig(file: string, exported: unknown): BylineConfig {
  const read = v.safeParse(config, exported);
  if (read.success) return read.output;
  const lines = read.issues.map((issue) => {
    const path = v.getDotPath(issue) ?? '';
    const isUnknown = issue.expected === 'never';
    return `${file}: ${path} ${isUnknown ? 'is not known here' : issue.message}`;
  });
  throw new ConfigInvalid(lines.join('\n'));
}
