import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { pipelineStack, pipelineTemplate, resourcesOf, testApp } from '../support/pipeline-template.ts';

const template = Template.fromStack(pipelineStack('dev', testApp(), { staticEgress: true }));

test('only deliver runs in the network: the others call AWS alone', () => {
  const inside = resourcesOf(template, 'AWS::Lambda::Function').filter(([, { VpcConfig }]) => VpcConfig);
  expect(inside.map(([id]) => /^Syndication([A-Z][a-z]+)/.exec(id)?.[1])).toEqual(['Deliver']);
});

test('webhooks come from two addresses, which are an output', () => {
  template.resourceCountIs('AWS::EC2::NatGateway', 2);
  template.resourceCountIs('AWS::EC2::EIP', 2);
  expect(template.toJSON().Outputs).toHaveProperty('EgressAddresses');
});

test('nothing gets in, and nothing but HTTPS gets out', () => {
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: Match.absent(),
    SecurityGroupEgress: [
      Match.objectLike({ FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }),
      Match.objectLike({ FromPort: 8443, ToPort: 8443, IpProtocol: 'tcp' }),
    ],
  });
  template.resourceCountIs('AWS::EC2::VPCPeeringConnection', 0);
});

test('nobody pays for a network who did not ask for one', () => {
  expect(resourcesOf(pipelineTemplate('dev'), 'AWS::EC2::VPC')).toEqual([]);
});
