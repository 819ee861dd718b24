import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import { stackName } from '../shared/contract/stack.ts';
import { type BylineConfig, checkConfig } from './config.ts';
import { type StageSettings, stageSettings } from './stage.ts';
import { SyndicationStack } from './syndication-stack.ts';

const defaultFile = 'byline.config.ts';

/**
 * The CDK entry (`app` in cdk.json): one stack for the stage that `-c stage=…` names, as `byline.config.ts` sets it up, or the file that
 * `-c config=…` names.
 */
const app = new App({ analyticsReporting: false });
const settings = await settingsOrExit(app);
new SyndicationStack(app, stackName(settings.stage), settings);

/** Someone mistyped a `-c` or the file: they are told what to write, not where in the code it was noticed. */
async function settingsOrExit({ node }: App): Promise<StageSettings> {
  const context = (name: string): unknown => node.tryGetContext(name);
  try {
    const config = await readConfig(context('config'));
    return stageSettings({ stage: context('stage'), endpointPolicy: context('endpointPolicy') }, config);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

async function readConfig(named: unknown): Promise<BylineConfig | undefined> {
  const file = named === undefined ? defaultFile : String(named);
  if (!existsSync(file)) {
    if (named === undefined) return undefined;
    throw new Error(`there is no ${file}: leave out -c config=…, or name a file that exports defineConfig({ … })`);
  }
  const { default: exported } = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
  if (exported === undefined)
    throw new Error(`${file} exports nothing: end it with export default defineConfig({ … })`);
  return checkConfig(file, exported);
}
