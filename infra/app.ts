import { App } from 'aws-cdk-lib';
import { stackName } from '../shared/contract/stack.ts';
import { stageSettings } from './stage.ts';
import { SyndicationStack } from './syndication-stack.ts';

/** The CDK entry (`app` in cdk.json): one stack for the stage that `-c stage=…` names. */
const app = new App({ analyticsReporting: false });
const settings = stageSettings({
  stage: app.node.tryGetContext('stage'),
  endpointPolicy: app.node.tryGetContext('endpointPolicy'),
});
new SyndicationStack(app, stackName(settings.stage), settings);
