import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionExpression, ExpressionNames } from '../../../shared/store/expressions.ts';
import type { Condition } from '../../../shared/store/table.ts';
import { useDynalite } from '../../support/dynalite-table.ts';
import { holds } from '../../support/memory-table.ts';

const newTable = useDynalite();
const [a, b, c] = (['a', 'b', 'c'] as const).map((attribute): Condition => ({ attribute, is: 'present' }));

test.each<[string, Condition]>([
  ['attribute_exists(#a)', { all: [{ any: [a!] }] }],
  ['attribute_exists(#a) OR attribute_exists(#b) AND attribute_exists(#c)', { any: [a!, { all: [b!, c!] }] }],
  ['(attribute_exists(#a) OR attribute_exists(#b)) AND attribute_exists(#c)', { all: [{ any: [a!, b!] }, c!] }],
  [
    '(attribute_exists(#a) OR attribute_exists(#b)) AND attribute_exists(#c)',
    { all: [{ any: [{ any: [a!, b!] }] }, c!] },
  ],
  ['attribute_exists(#a) AND attribute_exists(#b) AND attribute_exists(#c)', { all: [{ all: [a!, b!] }, c!] }],
])('%s', (text, condition) => {
  expect(conditionExpression(condition, new ExpressionNames())).toBe(text);
});

test('however conditions are nested, the table judges as they say', async () => {
  const table = await newTable();
  const key = { pk: 'STORY#1', sk: 'HEAD' };
  await table.put({ ...key, a: 1, b: 2 });
  const leaf = fc.record({
    attribute: fc.constantFrom('a', 'b', 'c'),
    is: fc.constantFrom('present', 'absent'),
  }) as fc.Arbitrary<Condition>;
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
    const parts = fc.array(tie('condition'), { minLength: 1, maxLength: 3 });
    return {
      condition: fc.oneof(
        { maxDepth: 4 },
        leaf,
        parts.map((any) => ({ any })),
        parts.map((all) => ({ all })),
      ),
    };
  });
  await fc.assert(
    fc.asyncProperty(condition, async (one) => {
      const updated = await table.update(key, { set: { seen: 1 } }, one);
      expect(updated !== undefined).toBe(holds(one, { ...key, a: 1, b: 2 }));
    }),
    { numRuns: 60 },
  );
});
