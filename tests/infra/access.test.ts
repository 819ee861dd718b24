import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { findings, pipelineStack, resourcesOf, testApp } from '../support/pipeline-template.ts';

const publishers = {
  'harbour-gazette': { principals: ['arn:aws:iam::444455556666:root'], externalId: 'harbour-1' },
  wire: { principals: ['arn:aws:iam::777788889999:role/upload'] },
};

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function rolesOf(
  template: Template,
): ReadonlyMap<string, { readonly trust: object; readonly statements: readonly Statement[] }> {
  return new Map(
    resourcesOf(template, 'AWS::IAM::Role').map(([id, { AssumeRolePolicyDocument, Policies = [] }]) => [
      id,
      {
        trust: AssumeRolePolicyDocument as object,
        statements: (Policies as { PolicyDocument: { Statement: Statement[] } }[]).flatMap(
          ({ PolicyDocument }) => PolicyDocument.Statement,
        ),
      },
    ]),
  );
}

const template = Template.fromStack(pipelineStack('dev', testApp(), { publishers }));
const roles = rolesOf(template);
const roleOf = (part: string) => [...roles].find(([id]) => id.includes(part))?.[1];
const actionsOf = (part: string): readonly string[] => roleOf(part)?.statements.flatMap(({ Action }) => Action) ?? [];

describe('a publisher’s role', () => {
  test('uploads and reads receipts under its own prefix, and can do nothing else', () => {
    const statements = roleOf('ublisherharbourgazette');
    expect(statements?.statements.map(({ Action }) => Action)).toEqual([
      ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'],
      's3:GetObject',
    ]);
    for (const { Resource } of statements?.statements ?? [])
      expect(JSON.stringify(Resource)).toContain('/publishers/harbour-gazette/*');
  });

  test('is taken by those named, with their external id where one was agreed', () => {
    const trust = JSON.stringify(roleOf('ublisherharbourgazette')?.trust);
    expect(trust).toContain('444455556666:root');
    expect(trust).toContain('"sts:ExternalId":"harbour-1"');
    expect(JSON.stringify(roleOf('ublisherwire')?.trust)).toContain('777788889999:role/upload');
  });

  test('is an output, under the publisher’s name', () => {
    expect(Object.keys(template.toJSON().Outputs as object)).toEqual(
      expect.arrayContaining(['PublisherRoleHarbourGazette', 'PublisherRoleWire']),
    );
  });
});

describe('the role that only reads', () => {
  test('changes nothing', () => {
    expect(actionsOf('ReadOnly').length).toBeGreaterThan(5);
    expect(actionsOf('ReadOnly').filter((action) => !/:(?:Get|List|Describe|BatchGet|Query)/.test(action))).toEqual([]);
  });

  test('sees no signing key', () => {
    const resources = JSON.stringify(roleOf('ReadOnly')?.statements.map(({ Resource }) => Resource));
    expect(resources).not.toContain('SigningKeys');
    expect(actionsOf('ReadOnly').join()).not.toContain('kms:');
  });
});

test('the operator may look after keys and dead letters, and cannot touch the stack itself', () => {
  expect(actionsOf('Operator')).toEqual(
    expect.arrayContaining(['dynamodb:UpdateItem', 'kms:Decrypt', 'sqs:StartMessageMoveTask', 's3:PutObject']),
  );
  expect(actionsOf('Operator').filter((action) => /^(?:iam|lambda:Update|cloudformation:[^D])/.test(action))).toEqual(
    [],
  );
});

test('without names, the account itself decides who takes the roles of people', () => {
  expect(JSON.stringify(roleOf('ReadOnly')?.trust)).toContain(':root');
});

test('a stack with everything that can be configured has no finding left', () => {
  const app = testApp();
  pipelineStack('dev', app, {
    publishers,
    staticEgress: true,
    tracing: true,
    alarmEmails: ['ops@example.org'],
    permissionsBoundary: 'NewsroomBoundary',
    tags: { owner: 'newsroom' },
    operators: ['arn:aws:iam::111122223333:role/ops'],
    retention: { logDays: 90 },
    concurrency: { deliver: 10 },
  });
  expect(findings(app, new AwsSolutionsChecks(app), new ServerlessChecks(app))).toEqual([]);
});
