import { expect, test } from 'vitest';
import { JsonFields } from '../../../shared/formats/json-fields.ts';
import { conceptsAt } from '../../../shared/formats/ninjs-concepts.ts';

const codeOf = (subject: Record<string, unknown>) => {
  const [concept] = conceptsAt(new JsonFields({ subject: [{ name: 'x', ...subject }] }), 'subject');
  return concept?.uri ?? concept?.literal;
};

test.each([
  [
    { code: 'medtop:04000000', scheme: 'http://cv.iptc.org/newscodes/mediatopic/' },
    'http://cv.iptc.org/newscodes/mediatopic/04000000',
  ],
  [{ qcode: 'medtop:20000386' }, 'http://cv.iptc.org/newscodes/mediatopic/20000386'],
  [{ code: '04001000' }, 'http://cv.iptc.org/newscodes/subjectcode/04001000'],
  [{ code: 'medtop:20000210', scheme: 'mediatopics' }, 'http://cv.iptc.org/newscodes/mediatopic/20000210'],
  [{ code: '20240101', scheme: 'http://cv.agency.example/id/' }, 'http://cv.agency.example/id/20240101'],
  [{ code: 'NSW', scheme: 'places' }, 'places:NSW'],
])('the code %j is %s', (subject, uri) => {
  expect(codeOf(subject)).toBe(uri);
});
