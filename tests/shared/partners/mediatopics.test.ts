import { expect, test } from 'vitest';
import source from '../../../shared/partners/mediatopics.json' with { type: 'json' };
import {
  mediatopic,
  mediatopicOfSubjectCode,
  mediatopicSameAs,
  mediatopicsNamed,
  widerSubjectCodes,
} from '../../../shared/partners/mediatopics.ts';

test('every line is a topic that lies under one a level above, and the top has seventeen', () => {
  const codes = source.topics.map((line) => /^ *(\d{8})/.exec(line)?.[1] ?? line);
  const topics = codes.map(mediatopic);
  expect(topics).not.toContain(undefined);
  expect(new Set(codes).size).toBe(1387);
  for (const [index, topic] of topics.entries()) {
    const level = /^ */.exec(source.topics[index] ?? '')?.[0].length ?? 0;
    expect(topic?.path).toHaveLength(level + 1);
    expect(topic?.path.slice(1)).toEqual(level === 0 ? [] : mediatopic(topic?.path[1] ?? '')?.path);
  }
  expect(topics.filter((topic) => topic?.path.length === 1)).toHaveLength(17);
});

test('football is a sport', () => {
  expect(mediatopic('20001065')).toEqual({
    code: '20001065',
    name: 'football',
    path: ['20001065', '20000822', '15000000'],
  });
  expect(mediatopic('99999999')).toBeUndefined();
});

test('topics are found by their British and American names', () => {
  expect(mediatopicsNamed('Football')).toEqual(['20001065']);
  expect(mediatopicsNamed('soccer')).toEqual(['20001065']);
  expect(mediatopicsNamed('renewable energy')).toHaveLength(2);
  expect(mediatopicsNamed('ferries')).toEqual([]);
});

test('a subject code is about a topic, or about what the next wider code is about', () => {
  const codes = ['15054000', '15054999', '15999999', '99000000'];
  expect(codes.map(mediatopicOfSubjectCode)).toEqual(['20001065', '20001065', '15000000', undefined]);
  expect(codes.map(mediatopicSameAs)).toEqual(['20001065', undefined, undefined, undefined]);
  expect(widerSubjectCodes('15054003')).toEqual(['15054003', '15054000', '15000000']);
  expect(widerSubjectCodes('15000000')).toEqual(['15000000']);
});
