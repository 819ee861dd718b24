import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { requestBody } from '../../../shared/webhooks/request-body.ts';

test('a body is its exact bytes, however it comes in pieces', async () => {
  const bytes = Buffer.from('{"title":"Fähre"}');
  const cut = bytes.indexOf('ä') + 1;
  const pieces = Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)]);
  expect(await requestBody(pieces, bytes.length)).toEqual(bytes);
  expect(await requestBody(Readable.from([]), 0)).toEqual(Buffer.alloc(0));
});

test('of a body that is too large no more is read than shows it', async () => {
  let pieces = 0;
  const endless = (async function* () {
    for (; ; pieces++) yield Buffer.alloc(10);
  })();
  expect(await requestBody(endless, 25)).toBeUndefined();
  expect(pieces).toBe(2);
});
