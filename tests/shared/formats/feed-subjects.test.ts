import { expect, test } from 'vitest';
import { listedWords, subjectsFrom } from '../../../shared/formats/feed-subjects.ts';

test('codes of IPTC stay codes, with their names where they have one', async () => {
  const { subjects } = await subjectsFrom(
    [
      { term: 'medtop:20000002' },
      { term: '04000000', scheme: 'http://cv.iptc.org/newscodes/subjectcode/', label: 'economy' },
      { term: 'http://cv.iptc.org/newscodes/mediatopic/20000003' },
    ],
    [],
  );
  expect(subjects?.map(({ uri, name }) => [uri, name])).toEqual([
    ['medtop:20000002', undefined],
    ['subj:04000000', 'economy'],
    ['http://cv.iptc.org/newscodes/mediatopic/20000003', undefined],
  ]);
});

test('terms of a vocabulary are subjects, free ones and tags are keywords, each once', async () => {
  expect(
    await subjectsFrom(
      [
        { term: 'Sport', scheme: 'https://paper.example/sections' },
        { term: 'R&amp;B', scheme: 'https://paper.example/tags' },
        { term: 'boats' },
        { term: '04000000' },
      ],
      ['boats', 'Sport'],
      ['Culture'],
    ),
  ).toEqual({
    subjects: [
      { name: 'Culture', rel: 'section' },
      { name: 'Sport', rel: 'category' },
    ],
    keywords: ['R&B', 'boats', '04000000'],
  });
});

test('a list in one text is parted', () => {
  expect(listedWords('Botany, Microbiology; ,')).toEqual(['Botany', 'Microbiology']);
  expect(listedWords(undefined)).toEqual([]);
});

test('the category that says there is none is no subject, in any translation', async () => {
  const categories = ['Uncategorized', 'Non classé', 'Без рубрики', 'Harbour'].map((term) => ({ term }));
  expect(await subjectsFrom(categories, [])).toEqual({ keywords: ['Harbour'] });
});
