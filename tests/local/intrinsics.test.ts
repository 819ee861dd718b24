import { describe, expect, test } from 'vitest';
import { type CloudFormationTemplate, resolveIntrinsics, type Surroundings } from '../../local/intrinsics.ts';

const template: CloudFormationTemplate = {
  Resources: { Inbox: { Type: 'AWS::SQS::Queue' } },
  Parameters: { Version: { Default: '7' } },
  Conditions: {
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
  },
};
const surroundings: Surroundings = {
  accountId: '000000000000',
  region: 'us-east-1',
  stackName: 'test',
  attributeOf: (logicalId, _resource, attribute = 'Ref') => `${logicalId}:${attribute}`,
};
const resolve = (value: unknown): unknown => resolveIntrinsics(value, template, surroundings);

describe('resolveIntrinsics', () => {
  test.each([
    [{ Ref: 'Inbox' }, 'Inbox:Ref'],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ Ref: 'Version' }, '7'],
    [{ 'Fn::GetAtt': ['Inbox', 'Arn'] }, 'Inbox:Arn'],
    [{ 'Fn::GetAtt': 'Inbox.Arn' }, 'Inbox:Arn'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-us-east-1'],
    [{ 'Fn::Sub': 'x/${Inbox.Arn}/${AWS::StackName}/${!kept}' }, 'x/Inbox:Arn/test/${kept}'],
    [{ 'Fn::Sub': ['${name} in ${AWS::Partition}', { name: { Ref: 'Version' } }] }, '7 in aws'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', { Ref: 'Inbox' }] }] }, 'Ref'],
    [{ 'Fn::If': ['Here', 'yes', { Ref: 'Nowhere' }] }, 'yes'],
    [{ 'Fn::If': ['Elsewhere', { Ref: 'Nowhere' }, 'no'] }, 'no'],
  ])('resolves %j', (value, expected) => {
    expect(resolve({ deep: [value] })).toEqual({ deep: [expected] });
  });

  test('leaves out what is AWS::NoValue, in objects and lists', () => {
    expect(resolve({ kept: 1, gone: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] })).toEqual({
      kept: 1,
      list: [2],
    });
  });

  test('an unknown function is an error that names it', () => {
    expect(() => resolve({ 'Fn::ImportValue': 'other' })).toThrow('Fn::ImportValue');
  });

  test('a reference to nothing is an error that names it', () => {
    expect(() => resolve({ Ref: 'Nowhere' })).toThrow('Nowhere');
  });
});
