import { describe, expect, test } from 'vitest';
import {
  creditedCaption,
  looksLikeAlternativeText,
  readCreditLine,
  splitCaption,
} from '../../../shared/normalize/picture-credits.ts';

describe('a credit line', () => {
  test.each([
    ['Photo: Ann Author/Reuters', 'picture', 'Ann Author/Reuters'],
    ['Foto: Paul Brenner', 'picture', 'Paul Brenner'],
    ['(AP Photo/Ann Author)', 'picture', 'AP Photo/Ann Author'],
    ['Photo by Ann Author', 'picture', 'Ann Author'],
    ['Image credit: NASA', 'picture', 'NASA'],
    ['图片：新华社', 'picture', '新华社'],
    ['Source: NBC News / Korea News Service via AP file', 'source', 'NBC News / Korea News Service via AP file'],
    ['Quelle: dpa', 'source', 'dpa'],
  ])('“%s” is a %s’s', (line, kind, credit) => {
    expect(readCreditLine(line)).toEqual({ kind, credit });
  });

  test.each([
    'Photography has changed. The cameras are small now.',
    'Source code was published',
    'A photo of the harbour',
    'Images were shared widely',
  ])('“%s” is prose', (line) => {
    expect(readCreditLine(line)).toBeUndefined();
  });
});

test('alternative text is lower case, unpunctuated and more than a word or two', () => {
  expect(looksLikeAlternativeText('harbour swing bridge closed to ships')).toBe(true);
  for (const line of ['harbour bridge', 'Harbour swing bridge closed', 'the bridge is closed.', '本文是中文的'])
    expect([line, looksLikeAlternativeText(line)]).toEqual([line, false]);
});

test.each([
  ['A crowd waits. (AP Photo/Ann Author)', { caption: 'A crowd waits.', credit: 'AP Photo/Ann Author' }],
  ['A crowd waits. Photo: Ann Author/dpa', { caption: 'A crowd waits.', credit: 'Ann Author/dpa' }],
  ['A crowd waits. © Ann Author', { caption: 'A crowd waits.', credit: 'Ann Author' }],
  ['A crowd waits. | Getty Images', { caption: 'A crowd waits.', credit: 'Getty Images' }],
  ['A crowd waits. Photo by Ann Author / Unsplash', { caption: 'A crowd waits.', credit: 'Ann Author / Unsplash' }],
  ['A crowd waits. (Photo by Ann Author)', { caption: 'A crowd waits.', credit: 'Ann Author' }],
  ['A crowd waits. Photo by A. B. Author.', { caption: 'A crowd waits.', credit: 'A. B. Author' }],
  ['A crowd waits. Photos by the gate show it.', { caption: 'A crowd waits. Photos by the gate show it.' }],
  ['Eine Menge wartet. Foto von Ann Author', { caption: 'Eine Menge wartet.', credit: 'Ann Author' }],
  ['Photo: Ann Author', { credit: 'Ann Author' }],
  ['A crowd waits in the rain (see page 3).', { caption: 'A crowd waits in the rain (see page 3).' }],
  ['', {}],
])('the caption “%s” parts from its credit', (text, parts) => {
  expect(splitCaption(text)).toEqual(parts);
});

test('a caption gives its credit only where none is said beside it', () => {
  expect(creditedCaption('A crowd. Photo: Ann')).toEqual({ caption: 'A crowd.', credit: 'Ann' });
  expect(creditedCaption('A crowd. Photo: Ann', 'Ben')).toEqual({ caption: 'A crowd. Photo: Ann', credit: 'Ben' });
  expect(creditedCaption(undefined)).toEqual({});
});
