import type { ArticleHead, Revision } from '../../shared/article/revision.ts';
import { headAfter } from '../../shared/article/revision.ts';

export const acceptedAtMs = Date.UTC(2026, 10, 23, 9, 30);

/** A live first revision of one article; `changes` overrides. */
export function revisionOf(changes: Partial<Revision> = {}): Revision {
  return {
    articleId: 'harbour-news-0123456789abcdef01234567',
    publisherId: 'harbour-news',
    revision: 1,
    state: 'live',
    article: {
      uri: 'urn:harbour:ferry',
      type: 'text',
      pubStatus: 'usable',
      version: '1',
      language: 'en',
      headlines: [{ value: 'Ferry returns after repairs' }],
      bodies: [{ role: 'main', contentType: 'text/html', value: '<p>The ferry sails again on Monday.</p>' }],
    },
    attribution: {
      creditLine: 'By Ann Author, Harbour News',
      bylines: ['Ann Author'],
      provider: { id: 'harbour-news', name: 'Harbour News' },
      source: 'Harbour News',
      copyrightHolder: 'Harbour News',
      copyrightNotice: '© 2026 Harbour News',
      usageTerms: 'Publish with the credit.',
      imageCredits: [],
      chain: [{ name: 'Harbour News', role: 'provider' }],
      origins: {},
      html: '<p>By Ann Author, Harbour News</p>',
      text: 'By Ann Author, Harbour News',
    },
    contentHash: 'a1'.repeat(32),
    source: { key: 'publishers/harbour-news/ferry.json', sequencer: '0055AED6DCD90281E5', versionId: 'v1' },
    acceptedAtMs,
    ...changes,
  };
}

/** The head that a revision makes. */
export function headOf(changes: Partial<Revision> = {}, fannedOutRevision = 0): ArticleHead {
  return { ...headAfter(revisionOf(changes), undefined), fannedOutRevision };
}
