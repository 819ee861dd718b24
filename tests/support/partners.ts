import type { Partner } from '../../shared/partners/partner.ts';

/** An active partner that wants everything; `changes` overrides. */
export function partnerOf(changes: Partial<Partner> = {}): Partner {
  return {
    id: 'outlet',
    name: 'The Outlet',
    url: 'https://outlet.example/hook',
    format: 'ninjs-3',
    events: ['article.published', 'article.updated', 'article.retracted'],
    filter: {},
    status: 'active',
    createdAtMs: Date.UTC(2026, 10, 1),
    ...changes,
  };
}
