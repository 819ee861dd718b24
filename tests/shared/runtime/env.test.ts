import { afterEach, expect, test, vi } from 'vitest';
import { deliverEnv } from '../../../shared/contract/env.ts';
import { readEnv } from '../../../shared/runtime/env.ts';

afterEach(() => vi.unstubAllEnvs());

test('the declared variables are read, and no others', () => {
  for (const name of Object.keys(deliverEnv)) vi.stubEnv(name, `value of ${name}`);
  vi.stubEnv('OTHER', 'x');
  const env = readEnv(deliverEnv);
  expect(Object.keys(env).toSorted()).toEqual(Object.keys(deliverEnv).toSorted());
  expect(env.TABLE_NAME).toBe('value of TABLE_NAME');
});

test('missing and empty ones are named all at once, with who sets them', () => {
  vi.stubEnv('A', 'x');
  vi.stubEnv('B', '');
  expect(() => readEnv({ A: 'the first', B: 'the second', C_NOT_SET: 'the third' })).toThrow(
    'environment lacks B (the second), C_NOT_SET (the third): infra/ sets it on deployment',
  );
});
