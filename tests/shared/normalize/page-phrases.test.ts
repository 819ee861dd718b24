import { describe, expect, it } from 'vitest';
import { isDateLine, longestPhrase, phrases, sectionOpeners } from '../../../shared/normalize/page-phrases.ts';

const kindOf = (text: string): string | undefined =>
  phrases.find(({ maxLength, pattern }) => text.length <= maxLength && pattern.test(text))?.kind;

describe('phrases', () => {
  it.each([
    ['advertisement', 'Advertisement'],
    ['advertisement', 'ANZEIGE'],
    ['promo', 'Story continues below'],
    ['promo', 'Follow Ann Quay on Twitter and Facebook.'],
    ['promo', 'We may earn a commission if you buy through our links.'],
    ['share', 'Share on Facebook'],
    ['share', 'Facebook Twitter Google+ Whatsapp'],
    ['newsletter', 'Want the tides every day? Subscribe to our newsletter here.'],
    ['newsletter', 'Подпишитесь на нашу рассылку'],
    ['comment', '12 Comments'],
    ['comment', 'Leave a comment'],
    ['navigation', 'Skip to content'],
    ['navigation', 'Image 2 of 9'],
    ['related', 'READ MORE: Tides run high'],
    ['related', 'Related: the pier in pictures'],
    ['related', 'Lesen Sie auch: Fähren fahren wieder'],
    ['tags', 'Filed under: Sea, Ferries'],
    ['credit', '(Reporting by Ann Quay; Editing by Ben Dock)'],
    ['credit', 'Writing and editing by Ann Quay'],
    ['credit', 'Translated by Ann Quay.'],
    ['caption', 'Photo: Ann Quay/Post'],
    ['caption', '© Ann Quay'],
    ['caption', 'FILE PHOTO: A pier stands in the sea'],
    ['caption', 'A pier stands in the sea. (AP Photo/Ann Quay)'],
    ['caption', 'A pier in the sea. REUTERS/Ann Quay'],
    ['caption', 'A pier in the sea. Credit: Harbour Office'],
    ['date', 'Updated Nov. 24, 2026, 9:05 a.m.'],
    ['byline', 'Posted on Monday by Ann'],
    ['legal', 'Copyright 2026 Harbour Post. All rights reserved.'],
    ['legal', 'This site uses cookies.'],
    ['legal', 'Our cookie policy has changed.'],
    ['promo', 'Like us on Facebook.'],
    ['promo', 'Like this story? Share it with a friend!'],
    ['promo', 'CLICK HERE TO GET THE HARBOUR APP'],
    ['promo', 'Download our free tide app for the latest.'],
    ['related', 'MOST READ IN NEWS'],
    ['share', 'Read or share this story: https://harbour.example/f'],
    ['share', 'Printer-friendly version'],
    ['boilerplate', 'A version of this article appears in print on page 3 with the headline: Low tide.'],
    ['boilerplate', '[gallery id="1"]x[/gallery]'],
  ])('takes for %s: %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    'More than a hundred ferries sailed on Monday.',
    'Also, the piers will be rebuilt.',
    'Read the small print, said Quay.',
    'Written by a sailor of the last century, the book tells of storms, and of the men who lived through them.',
    'Agents earn a commission on every ticket.',
    'Quay asked what cookies the harbour’s site sets.',
    'She follows the tides on foot.',
    'This recipe makes two dozen cookies.',
    'Like this crane, the pilot house is older than the quay.',
    'Download figures for the app fell in March.',
    'Like many on Facebook and Instagram, the harbour master had not seen the tide coming.',
    'Talks are to go on in the harbour on Monday. (Reuters)',
    'Half of all ferries were late. (Source: Harbour Office)',
    'Find a quay and you find somebody on Twitter who hates it.',
    'Photographs of the pier hang in the hall.',
    'Get well soon, the crew wrote to him.',
    'The report was published in May.',
  ])('leaves a sentence alone: %s', (text) => {
    expect(kindOf(text)).toBeUndefined();
  });

  it('looks at no block longer than its longest bound', () => {
    expect(longestPhrase).toBe(Math.max(...phrases.map(({ maxLength }) => maxLength)));
  });
});

describe('sectionOpeners', () => {
  it.each([
    ['related', 'You may also like'],
    ['related', 'More stories'],
    ['comment', 'Comments'],
    ['author-note', 'About the author'],
  ])('knows a heading over %s', (kind, text) => {
    expect(sectionOpeners.find(([, pattern]) => pattern.test(text))?.[0]).toBe(kind);
  });
});

describe('isDateLine', () => {
  it.each(['Nov 24, 2026 at 9:05 AM', 'Tuesday, 24 November 2026', '24.11.2026, 9:05', '3 hours ago'])(
    'takes %s for a date',
    (text) => {
      expect(isDateLine(text)).toBe(true);
    },
  );

  it.each(['On 24 November the ferries stopped', 'Monday', 'Nine of 24 crews'])('does not take %s for one', (text) => {
    expect(isDateLine(text)).toBe(false);
  });
});
