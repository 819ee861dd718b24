import { describe, expect, it } from 'vitest';
import { labels, pointers, rights } from '../../../shared/normalize/page-labels.ts';

const whole = (alternatives: string): RegExp => new RegExp(`^(?:${alternatives})$`, 'iu');
const kindOf = (text: string): string | undefined => labels.find(([, words]) => whole(words).test(text))?.[0];

describe('labels', () => {
  it.each([
    ['promo', 'La suite après cette publicité'],
    ['advertisement', '広告'],
    ['share', 'Udostępnij na Facebooku'],
    ['comment', 'Оставить комментарий'],
    ['related', 'İlgili haberler'],
    ['related', '延伸閱讀'],
    ['navigation', 'Lesezeit: ca. 3 Minuten'],
    ['navigation', '4 min read'],
    ['newsletter', 'Inscreva-se'],
  ])('knows one for %s: %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each(['Reklama dźwignią handlu', 'Las obras comenzarán en mayo', 'La grue fait 3 min de bruit', '広告塔の修理'])(
    'takes no text of a story for one: %s',
    (text) => {
      expect(kindOf(text)).toBeUndefined();
    },
  );
});

describe('pointers', () => {
  it('open lines that point to other stories, in the languages met most often', () => {
    const opens = new RegExp(`^${pointers}\\s*[:：]`, 'iu');
    const lines = ['Czytaj też: x', '相关阅读：x', 'Lire également : x', 'Aber auch: x'];
    expect(lines.map((line) => opens.test(line))).toEqual([true, true, true, false]);
  });
});

describe('rights', () => {
  it('know the line that reserves them', () => {
    const lines = ['© RIPRODUZIONE RISERVATA', '無断転載を禁じます。', 'Die Rechte der Fahrer'];
    expect(lines.map((line) => whole(rights).test(line))).toEqual([true, true, false]);
  });
});
