import { expect, test } from 'vitest';
import { readWrittenDate } from '../../../shared/normalize/written-dates.ts';

const third = { year: 2026, month: 5, day: 3 };

test.each([
  ['May 3, 2026 at 10:15 a.m. EDT', { ...third, hour: 10, minute: 15, zone: 'EDT' }],
  ['May 3rd, 2026, 3 p.m.', { ...third, hour: 15, minute: 0 }],
  ['Sunday, 3 May 2026', third],
  ['Published: 3rd of May 2026', third],
  ['3. Mai 2026, 10:15 Uhr', { ...third, hour: 10, minute: 15 }],
  ['le 3 mai 2026 à 10h15', { ...third, hour: 10, minute: 15 }],
  ['3 de mayo de 2026', third],
  ['3 maggio 2026 ore 10:15', { ...third, hour: 10, minute: 15 }],
  ['3 maja 2026 10:15', { ...third, hour: 10, minute: 15 }],
  ['3 мая 2026 г., 10:15', { ...third, hour: 10, minute: 15 }],
  ['3 Μαΐου 2026', third],
  ['3 Mayıs 2026', third],
  ['2026年5月3日 10時15分', { ...third, hour: 10, minute: 15 }],
  ['2026년 5월 3일', third],
  ['٣ مايو ٢٠٢٦', third],
  ['3.5.2026 klo 10.15', { ...third, hour: 10, minute: 15 }],
  ['13/05/2026', { ...third, day: 13 }],
  ['Sept. 5, 2026', { year: 2026, month: 9, day: 5 }],
])('“%s” is read by its parts', (text, parts) => {
  expect(readWrittenDate(text)).toEqual(parts);
});

test('a day and a month that could change places are not guessed', () => {
  expect(readWrittenDate('03/05/2026')).toBeUndefined();
});

test('a sentence with a date in it is no date', () => {
  expect(readWrittenDate('The council of the old town will meet again on 3 May 2026 in the hall')).toBeUndefined();
});

test('a month’s name that two languages use for two months needs the language', () => {
  expect(readWrittenDate('3 listopada 2026')).toBeUndefined();
  expect(readWrittenDate('3 listopada 2026', 'pl')).toMatchObject({ month: 11 });
  expect(readWrittenDate('3. listopada 2026.', 'hr-HR')).toMatchObject({ month: 10 });
});
