import { describe, expect, test } from 'vitest';
import { changedFields, diffRevisions, diffWords } from '../../../shared/article/revision-diff.ts';
import { revisionOf } from '../../support/revisions.ts';

const saying = (headline: string, text: string) => {
  const { article } = revisionOf();
  const bodies = [{ role: 'plain', contentType: 'text/plain', value: text }];
  return revisionOf({ article: { ...article, headlines: [{ value: headline }], bodies } });
};

describe('two revisions', () => {
  test('are compared field by field, and word by word', () => {
    const diffs = diffRevisions(
      saying('Ferry returns', 'It costs 90 a month.'),
      saying('Ferry returns', 'It costs 95 a month.'),
    );
    expect(diffs).toEqual([
      {
        label: 'Text',
        parts: [
          { kind: 'same', text: 'It costs ' },
          { kind: 'removed', text: '90' },
          { kind: 'added', text: '95' },
          { kind: 'same', text: ' a month.' },
        ],
      },
    ]);
  });

  test('that read alike have no differences', () => {
    expect(diffRevisions(saying('A', 'B'), saying('A', 'B'))).toEqual([]);
  });

  test('name the fields that were added and taken away', () => {
    const before = revisionOf();
    const after = revisionOf({
      article: { ...before.article, slugline: 'ferry', language: undefined },
      state: 'retracted',
    });
    expect(changedFields(before, after)).toEqual(['State', 'Language', 'Slugline']);
  });
});

test('of a long unchanged run only the words beside a change are shown', () => {
  const run = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');
  const parts = diffWords(`${run} old ${run}`, `${run} new ${run}`);
  expect(parts.map(({ kind }) => kind)).toEqual(['gap', 'same', 'removed', 'added', 'same', 'gap']);
  expect(parts[0]).toEqual({ kind: 'gap', words: 188 });
});

test('a text of wholly other words is still told in bounded time', () => {
  const words = (seed: string) => Array.from({ length: 8_000 }, (_, index) => `${seed}${index * 7919}`).join(' ');
  const parts = diffWords(words('a'), words('b'));
  expect(parts.some(({ kind }) => kind === 'removed')).toBe(true);
  expect(parts.some(({ kind }) => kind === 'added')).toBe(true);
});
