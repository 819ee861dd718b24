import { expect, test, vi } from 'vitest';
import { logLine } from '../../../shared/runtime/logger.ts';

test('a unit of work is one line of JSON, whatever stands in it, the event first', () => {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  logLine('upload.ingested', { key: 'a\nb\u001b[31m\u2028"', revision: 2, reason: undefined });
  write.mockRestore();
  expect(written).toEqual(['{"event":"upload.ingested","key":"a\\nb\\u001b[31m\u2028\\"","revision":2}\n']);
});
