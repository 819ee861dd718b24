import { App } from 'aws-cdk-lib/core';
import { stackName } from '../shared/contract/stack.ts';
import { type StageSettings, stageSettings } from './stage.ts';
import { SyndicationStack } from './syndication-stack.ts';

/** The CDK entry (`app` in cdk.json): one stack for the stage that `-c stage=…` names. */
const app = new App({ analyticsReporting: false });
const settings = settingsOrExit(app);
new SyndicationStack(app, stackName(settings.stage), settings);

/** Someone mistyped a `-c`: they are told what to write, not where in the code it was noticed. */
function settingsOrExit({ node }: App): StageSettings {
  try {
    return stageSettings({
      stage: node.tryGetContext('stage'),
      endpointPolicy: node.tryGetContext('endpointPolicy'),
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
