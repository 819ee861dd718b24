import { expect, test } from 'vitest';
import { detectLanguage, isSameOrNear, languageTag } from '../../../shared/normalize/language.ts';

test.each([
  ['en_us.UTF-8', 'en-US'],
  ['eng', 'en'],
  ['Deutsch', 'de'],
  ['zh-hans-cn', 'zh-Hans-CN'],
  ['und', undefined],
  ['not a language', undefined],
  ['', undefined],
])('“%s” is %s', (declared, tag) => {
  expect(languageTag(declared)).toBe(tag);
});

test.each([
  ['The council of the old town will meet again in February to sign the contract for the bridge.', 'en'],
  ['Der Stadtrat hat am Mittwochabend mit großer Mehrheit für den Umbau des Wasserwerks gestimmt.', 'de'],
  ['Los tres socios compran el centeno a nueve agricultores del valle y pagan un tercio más.', 'es'],
  ['Les dockers du port ont repris le travail mercredi, au lendemain d’un accord signé dans la nuit.', 'fr'],
  ['Regjeringen la tirsdag frem nye tiltak for å redusere boligprisene i byene.', 'no'],
  ['Rząd przedstawił we wtorek nowe środki mające na celu obniżenie cen mieszkań.', 'pl'],
  ['港口在九天的罢工之后重新开放', 'zh'],
  ['港は九日間のストライキの後に再開した', 'ja'],
  ['항구가 아흐레 만에 다시 열렸다', 'ko'],
])('“%s” is written in %s', async (text, language) => {
  expect(await detectLanguage(text)).toBe(language);
});

test('a text too short to tell is not told', async () => {
  expect(await detectLanguage('Ja')).toBeUndefined();
});

test('gibberish is in no language', async () => {
  expect(await detectLanguage('asdf qwer zxcv uiop hjkl bnm tyui ghjk vbnm asdf qwer')).toBeUndefined();
});

test('a profile says more exactly what was detected, and which of two that look alike', () => {
  expect(isSameOrNear('pt-BR', 'pt')).toBe(true);
  expect(isSameOrNear('id', 'ms')).toBe(true);
  expect(isSameOrNear('de', 'en')).toBe(false);
});
