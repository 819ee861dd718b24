import { expect, test } from 'vitest';
import { apiRateLimits, functionLimits } from '../../shared/contract/limits.ts';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { findings, pipelineStack, pipelineTemplate, resourcesOf, testApp } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');
const only = (type: string) => {
  const found = resourcesOf(dev, type);
  expect(found).toHaveLength(1);
  return found[0]![1];
};

test('three routes of GET reach the function, and no others', () => {
  const routes = resourcesOf(dev, 'AWS::ApiGatewayV2::Route').map(([, { RouteKey }]) => RouteKey);
  expect(routes.toSorted()).toEqual([
    'GET /v1/.well-known/jwks.json',
    'GET /v1/health',
    'GET /v1/partners/{partnerId}/articles',
  ]);
  expect(only('AWS::ApiGatewayV2::Integration')).toMatchObject({
    IntegrationType: 'AWS_PROXY',
    PayloadFormatVersion: '2.0',
  });
});

test('requests are throttled, and none is let in from pages of other origins', () => {
  expect(only('AWS::ApiGatewayV2::Stage')).toMatchObject({
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: {
      ThrottlingRateLimit: apiRateLimits.perSecond,
      ThrottlingBurstLimit: apiRateLimits.burst,
    },
  });
  expect(only('AWS::ApiGatewayV2::Api').CorsConfiguration).toBeUndefined();
});

test('the access log is JSON, and holds no header and so no token', () => {
  const { Format } = only('AWS::ApiGatewayV2::Stage').AccessLogSettings;
  const fields = JSON.parse(Format) as Record<string, string>;
  expect(Object.keys(fields)).toContain('status');
  expect(Format).not.toMatch(/authori[sz]|header/i);
});

test('the function ends before the gateway gives up', () => {
  expect(functionLimits.api.timeoutSeconds).toBeLessThan(30);
});

test('under a name of one’s own it answers by TLS 1.2 at least, and says where the name is to point', () => {
  const domain = {
    name: 'articles.example.org',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1b4c7c3e-0000-4000-8000-000000000000',
  };
  const app = testApp();
  const template = Template.fromStack(pipelineStack('dev', app, { domain }));
  template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
    DomainName: domain.name,
    DomainNameConfigurations: [{ CertificateArn: domain.certificateArn, SecurityPolicy: 'TLS_1_2' }],
  });
  template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
  expect(template.toJSON().Outputs).toMatchObject({ ApiUrl: { Value: 'https://articles.example.org' } });
  expect(template.toJSON().Outputs).toHaveProperty('ApiDomainTarget');
  expect(findings(app, new AwsSolutionsChecks(app), new ServerlessChecks(app))).toEqual([]);
});
