import { expect, test } from 'vitest';
import { isPromoWording, promotedTitle } from '../../../shared/normalize/promos.ts';

test.each([
  ['Also Read: A title', 'A title'],
  ['READ MORE » A title', 'A title'],
  ['À lire aussi : Un titre', 'Un titre'],
  ['Lesen Sie auch: Ein Titel', 'Ein Titel'],
  ['अन्य', undefined],
  ['ये भी पढ़ें: एक शीर्षक', 'एक शीर्षक'],
  ['相关阅读：标题', '标题'],
  ['Related costs rose again', undefined],
  ['Watch out: the bridge is closed', undefined],
  ['He said: read more', undefined],
])('“%s” promotes %j', (line, title) => {
  expect(promotedTitle(line)).toBe(title);
});

test('a house’s own wording counts beside the general ones', () => {
  expect(promotedTitle('Deep dive: A title')).toBeUndefined();
  expect(promotedTitle('Deep dive: A title', ['Deep Dive:'])).toBe('A title');
});

test('a wording alone is told from a sentence', () => {
  expect(isPromoWording('Related articles:')).toBe(true);
  expect(isPromoWording('Related articles say so')).toBe(false);
});
