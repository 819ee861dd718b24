import type { EndpointPolicy } from '../shared/contract/env.ts';
import type { BylineConfig, StageConfig } from './config.ts';

/** What `-c name=value` on the command line and `byline.config.ts` settle about one deployment. */
export interface StageSettings extends Omit<StageConfig, 'keepData' | 'endpointPolicy'> {
  /** Names the stack, its queues and its buckets: `byline-<stage>`. */
  readonly stage: string;
  readonly endpointPolicy: EndpointPolicy;
  /** Whether what publishers and partners entrusted to the stage outlives its stack. */
  readonly keepData: boolean;
}

/** Sixteen letters leave room for the account and the region in the 63 of a bucket's name. */
const stagePattern = /^[a-z](?:[a-z0-9-]{0,14}[a-z0-9])?$/;

/**
 * The settings of a deployment from the CDK context (`-c stage=prod -c endpointPolicy=local`), which may be absent and outweighs the file, and from
 * `byline.config.ts`. Throws an Error that says what was got and what to write instead.
 */
export function stageSettings(
  context: { stage?: unknown; endpointPolicy?: unknown },
  { stages }: BylineConfig = { stages: {} },
): StageSettings {
  for (const name of Object.keys(stages)) checkedName(name);
  const stage = checkedName(context.stage ?? 'dev');
  const { keepData = stage === 'prod', endpointPolicy: configured, ...settings } = stages[stage] ?? {};
  const endpointPolicy = context.endpointPolicy ?? configured ?? 'public';
  if (endpointPolicy !== 'public' && endpointPolicy !== 'local') {
    throw new Error(
      `endpointPolicy "${String(endpointPolicy)}" is unknown: leave it out for "public" (https to public addresses), ` +
        'or say -c endpointPolicy=local (http and loopback too, for laptops and tests)',
    );
  }
  if (stage === 'prod' && endpointPolicy === 'local') {
    throw new Error(
      'stage prod sends to public https addresses only: leave out -c endpointPolicy=local, or deploy another stage',
    );
  }
  return { ...settings, stage, endpointPolicy, keepData };
}

function checkedName(stage: unknown): string {
  if (typeof stage === 'string' && stagePattern.test(stage)) return stage;
  throw new Error(
    `"${String(stage)}" cannot name a stage: use 1 to 16 of a-z, 0-9 and "-", starting with a letter and not ending ` +
      'with "-", for example: npx cdk deploy -c stage=prod',
  );
}
