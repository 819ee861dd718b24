import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../../shared/formats/read-json.ts';

test.each([
  ['cut off', '{"a":"b', 'JSON_MALFORMED', 'line 1'],
  ['with a comma too many', '{"a":1,\n}', 'JSON_MALFORMED', 'line 2'],
  ['of two documents', '{"a":1}\n{"b":2}', 'JSON_MALFORMED', 'line 2'],
  ['nested without end', `${'['.repeat(200)}${']'.repeat(200)}`, 'JSON_TOO_DEEP', undefined],
  ['with a name twice, and two values', '{"a":{"id":"1","id":"2"}}', 'JSON_DUPLICATE_KEY', 'a.id'],
  ['with a number no reader holds', '{"items":[{"id":12345678901234567890}]}', 'JSON_UNSAFE_NUMBER', 'items[0].id'],
  ['with a number beyond all', '{"version":1e400}', 'JSON_UNSAFE_NUMBER', 'version'],
  ['with a fraction that vanishes', '{"version":1.0000000000000001}', 'FIELD_INVALID', 'version'],
])('JSON %s is refused with its place', (_, text, code, path) => {
  expect(() => readJson(text)).toThrow(expect.objectContaining({ code, ...(path ? { path } : {}) }));
});

test('a name twice with the same value is told', () => {
  expect(readJson('{"a":1,"a":1}')).toMatchObject({
    value: { a: 1 },
    warnings: [{ code: 'FIELD_REPEATED', path: 'a' }],
  });
});

test('what would reach into every object is left out, however it is spelt', () => {
  const { value, warnings } = readJson('{"a":{"__proto__":{"x":1},"\\u005f_proto__":{"x":1}}}');
  expect(JSON.stringify(value)).toBe('{"a":{}}');
  expect(warnings.map(({ code }) => code)).toContain('FIELD_IGNORED');
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('long strings and many levels of escapes are stepped over', () => {
  const value = { text: `${'x'.repeat(5_000_000)}\\"`, list: ['"', '\\', '\\\\"'] };
  expect(readJson(JSON.stringify(value)).value).toEqual(value);
});

test('any JSON that JavaScript writes is read as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      if (/__proto__/.test(text) || /e\+|\d{17}/.test(text)) return;
      expect(readJson(text).value).toEqual(JSON.parse(text));
    }),
  );
});
