import { expect, test } from 'vitest';
import { stackName } from '../../../shared/contract/stack.ts';

test('the stack of a stage has the stage in its name', () => {
  expect(stackName('prod')).toBe('byline-prod');
});
