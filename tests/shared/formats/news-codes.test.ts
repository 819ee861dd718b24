import { expect, test } from 'vitest';
import { newsCodeUri } from '../../../shared/formats/news-codes.ts';

const cv = 'http://cv.iptc.org/newscodes/';

test.each([
  ['15000000', '', `${cv}subjectcode/15000000`],
  ['20000337', '', `${cv}mediatopic/20000337`],
  ['medtop:04000000', '', `${cv}mediatopic/04000000`],
  ['subj:04000000', '', `${cv}subjectcode/04000000`],
  ['subj:20000062', '', `${cv}mediatopic/20000062`],
  ['04000000', 'IPTC mediatopics', `${cv}mediatopic/04000000`],
  ['TT:11000000:POL', '', `${cv}subjectcode/11000000`],
  ['subj:Abroad', '', undefined],
  ['F02005000', 'EFE', undefined],
  ['dpacat:sp', '', undefined],
])('the code “%s” (%s) is %s', (code, scheme, uri) => {
  expect(newsCodeUri(code, scheme)).toBe(uri);
});
