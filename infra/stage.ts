import type { EndpointPolicy } from '../shared/contract/env.ts';

/** What `-c name=value` on the command line settles about one deployment. */
export interface StageSettings {
  /** Names the stack, its queues and its buckets: `byline-<stage>`. */
  readonly stage: string;
  readonly endpointPolicy: EndpointPolicy;
  /** Whether what publishers and partners entrusted to the stage outlives its stack. */
  readonly keepData: boolean;
}

/** Sixteen letters leave room for the account and the region in the 63 of a bucket's name. */
const stagePattern = /^[a-z](?:[a-z0-9-]{0,14}[a-z0-9])?$/;

/**
 * The settings of a deployment from the CDK context (`-c stage=prod -c endpointPolicy=local`), which may be absent.
 * Throws an Error that says what was got and what to write instead.
 */
export function stageSettings(context: { stage?: unknown; endpointPolicy?: unknown }): StageSettings {
  const stage = context.stage ?? 'dev';
  if (typeof stage !== 'string' || !stagePattern.test(stage)) {
    throw new Error(
      `"${String(stage)}" cannot name a stage: use 1 to 16 of a-z, 0-9 and "-", starting with a letter and not ending ` +
        'with "-", for example: npx cdk deploy -c stage=prod',
    );
  }
  const endpointPolicy = context.endpointPolicy ?? 'public';
  if (endpointPolicy !== 'public' && endpointPolicy !== 'local') {
    throw new Error(
      `endpointPolicy "${String(endpointPolicy)}" is unknown: leave it out for "public" (https to public addresses), ` +
        'or say -c endpointPolicy=local (http and loopback too, for laptops and tests)',
    );
  }
  const keepData = stage === 'prod';
  if (keepData && endpointPolicy === 'local') {
    throw new Error(
      'stage prod sends to public https addresses only: leave out -c endpointPolicy=local, or deploy another stage',
    );
  }
  return { stage, endpointPolicy, keepData };
}
