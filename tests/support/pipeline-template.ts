import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type IPolicyValidationPlugin } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { type StageSettings, stageSettings } from '../../infra/stage.ts';
import { SyndicationStack } from '../../infra/syndication-stack.ts';
import { stackName } from '../../shared/contract/stack.ts';

const cdkJson = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8')) as { context: object };

/**
 * An app as the CDK command line would start it, save that functions are not bundled and that CloudFormation's own
 * rules, which take seconds to load, are checked where a test asks for them.
 */
export function testApp(props: { cloudFormationRules?: boolean } = {}): App {
  return new App({
    analyticsReporting: false,
    stackTraces: false,
    builtinCloudFormationValidation: props.cloudFormationRules ?? false,
    context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] },
  });
}

/** The stack of a stage, as `-c stage=…` makes it. */
export function pipelineStack(
  stage: string,
  app: App = testApp(),
  more: Partial<StageSettings> = {},
): SyndicationStack {
  return new SyndicationStack(app, stackName(stage), { ...stageSettings({ stage }), ...more });
}

export function pipelineTemplate(stage: string, more: Partial<StageSettings> = {}): Template {
  return Template.fromStack(pipelineStack(stage, testApp(), more));
}

/** One line a finding: which rule speaks of which resource. Empty when the plugins have nothing to say. */
export function findings(app: App, ...plugins: IPolicyValidationPlugin[]): string[] {
  return plugins.flatMap((plugin) => {
    const report = plugin.validate({ appConstruct: app, templatePaths: [] } as never);
    return report.violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName}: ${constructPath}`),
    );
  });
}

/** Resources of one type, by logical id. */
export function resourcesOf(template: Template, type: string): [string, Properties][] {
  return Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties as Properties]);
}

// oxlint-disable-next-line typescript/no-explicit-any -- CloudFormation properties are read as they lie in the template.
export type Properties = Record<string, any>;
