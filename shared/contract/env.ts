/**
 * The environment of each function: infra fills it, `shared/runtime/env.ts` reads it. A name missing on
 * either side does not compile.
 */

const common = {
  TABLE_NAME: 'the table of articles, deliveries, partners and publishers',
  STAGE: 'the name of this deployment, e.g. dev or prod',
} as const;

export const ingestEnv = {
  ...common,
  UPLOADS_BUCKET: 'where publishers upload',
  RECEIPTS_BUCKET: 'where receipts are written, under the upload’s own key',
  CONTENT_BUCKET: 'parts too large for the table',
  FANOUT_QUEUE_URL: 'the fan-out queue',
  DELIVER_QUEUE_URL: 'the delivery queue',
} as const;

export const fanoutEnv = {
  ...common,
  CONTENT_BUCKET: ingestEnv.CONTENT_BUCKET,
  FANOUT_QUEUE_URL: ingestEnv.FANOUT_QUEUE_URL,
  DELIVER_QUEUE_URL: ingestEnv.DELIVER_QUEUE_URL,
  DELIVER_SLOW_QUEUE_URL: 'the delivery queue of unhealthy partners',
} as const;

export const deliverEnv = {
  ...common,
  KEYS_TABLE_NAME: 'the table of signing keys',
  CONTENT_BUCKET: ingestEnv.CONTENT_BUCKET,
  DELIVER_QUEUE_URL: fanoutEnv.DELIVER_QUEUE_URL,
  DELIVER_SLOW_QUEUE_URL: fanoutEnv.DELIVER_SLOW_QUEUE_URL,
  API_URL: 'where the deployment’s own API answers: no partner’s endpoint',
  ENDPOINT_POLICY: '`public` (https to public addresses only) or `local` (http and loopback too; laptops and tests)',
} as const;

export const sweepEnv = {
  ...common,
  CANARY_PARTNER: 'who is sent a canary article every few minutes; `-` for nobody',
  UPLOADS_BUCKET: ingestEnv.UPLOADS_BUCKET,
  INGEST_QUEUE_URL: 'the queue of upload events',
  FANOUT_QUEUE_URL: ingestEnv.FANOUT_QUEUE_URL,
  DELIVER_QUEUE_URL: fanoutEnv.DELIVER_QUEUE_URL,
  DELIVER_SLOW_QUEUE_URL: fanoutEnv.DELIVER_SLOW_QUEUE_URL,
} as const;

export const apiEnv = {
  ...common,
  KEYS_TABLE_NAME: deliverEnv.KEYS_TABLE_NAME,
  CONTENT_BUCKET: ingestEnv.CONTENT_BUCKET,
} as const;

/** Environment values as read: every declared name, none empty. */
export type Env<Spec> = { readonly [Name in keyof Spec]: string };

export type EndpointPolicy = 'public' | 'local';
