import { describe, expect, test } from 'vitest';
import { linesAt, offsetOf } from '../../../console/data/locate.ts';

const source = `{
  "posts": [
    { "title": "One" },
    { "title": 7, "body": "x" }
  ]
}`;

const markedLine = (text: string, path: string | undefined, item?: string): number | undefined => {
  const offset = offsetOf(text, path, item);
  return offset === undefined ? undefined : linesAt(text, offset).find(({ isMarked }) => isMarked)?.number;
};

describe('a notice’s place in its source', () => {
  test.each<[string | undefined, string | undefined, number | undefined]>([
    ['line 4', undefined, 4],
    ['line 99', undefined, undefined],
    ['posts[1].title', undefined, 4],
    ['title', 'posts[1]', 4],
    ['headline', 'posts[0]', 3],
    ['headline', undefined, undefined],
    [undefined, undefined, undefined],
  ])('%s of item %s is line %s', (path, item, line) => {
    expect(markedLine(source, path, item)).toBe(line);
  });

  test('is found in JSON that is cut off, up to where it is', () => {
    expect(markedLine('{\n "a": 1,\n "b": [', 'a')).toBe(2);
  });

  test('is not looked for in what is no JSON', () => {
    expect(offsetOf('title: One\n\nText', 'title')).toBeUndefined();
  });
});

test('a minified file is cut around the place', () => {
  const long = `{"a":"${'x'.repeat(5_000)}","wrong":1,"c":"${'y'.repeat(5_000)}"}`;
  const [line] = linesAt(long, offsetOf(long, 'wrong') ?? 0);
  expect(line?.text.length).toBeLessThan(300);
  expect(line?.text).toContain('"wrong":1');
  expect(line?.text).toMatch(/^….*…$/);
});
