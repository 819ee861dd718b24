import { expect, test } from 'vitest';
import { isArticleType, wordpressDate, wordpressTerms } from '../../../shared/formats/wordpress.ts';

test.each(['post', 'news', 'press-release', 'press_release', 'guest_post', 'Artikel'])(
  '%s is a type of articles',
  (type) => {
    expect(isArticleType(type)).toBe(true);
  },
);

test.each(['page', 'product', 'event', 'elementor_library', 'wpcf7_contact_form', 'newsletter', 'composter'])(
  '%s is none',
  (type) => {
    expect(isArticleType(type)).toBe(false);
  },
);

test('GMT counts where it is set, and says so; zeros are no date', () => {
  expect(wordpressDate('2026-05-03 08:15:00', '2026-05-03 10:15:00')).toBe('2026-05-03T08:15:00Z');
  expect(wordpressDate('2026-05-03T08:15:00+02:00', undefined)).toBe('2026-05-03T08:15:00+02:00');
  expect(wordpressDate('0000-00-00 00:00:00', '2026-05-03 10:15:00')).toBe('2026-05-03 10:15:00');
  expect(wordpressDate(undefined, 'Wed, 30 Nov -0001 00:00:00 +0000')).toBeUndefined();
});

test('categories are subjects, tags are keywords', async () => {
  expect(
    await wordpressTerms([
      { name: 'A &amp; B', slug: 'a', taxonomy: 'category' },
      { name: 'A &amp; B' },
      { name: 'Uncategorized', slug: 'uncategorized', taxonomy: 'category' },
      { name: 'T', taxonomy: 'post_tag' },
      { name: 'Ann', taxonomy: 'author' },
    ]),
  ).toEqual({ subjects: [{ name: 'A & B', rel: 'section' }], keywords: ['T'] });
});
