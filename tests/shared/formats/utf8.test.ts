import { expect, test } from 'vitest';
import { isMostlyUtf8, isValidUtf8, repairUtf8, windows1252 } from '../../../shared/formats/utf8.ts';

test('windows-1252 is read by its own table, where runtimes leave C1 controls', () => {
  expect([0x80, 0x93, 0x94, 0x97, 0xe9].map(windows1252).join('')).toBe('€“”—é');
});

test('stray bytes are told from whole characters', () => {
  const mixed = Uint8Array.from([...Buffer.from('öäü'), 0x93]);
  expect(isValidUtf8(mixed)).toBe(false);
  expect(isMostlyUtf8(mixed)).toBe(true);
  expect(repairUtf8(mixed)).toBe('öäü“');
  expect(isMostlyUtf8(Uint8Array.from([0x93, 0xe9, 0x94]))).toBe(false);
});
