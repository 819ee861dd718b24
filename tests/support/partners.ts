import type { OperationsEndpoint } from '../../shared/partners/operations.ts';
import type { PushedPartner } from '../../shared/partners/partner.ts';

/** An active partner that wants everything; `changes` overrides. */
export function partnerOf(changes: Partial<PushedPartner> = {}): PushedPartner {
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

/** An operator’s endpoint for operational events; `changes` overrides. */
export function endpointOf({
  events = ['delivery.failed'],
  publisherId,
  ...changes
}: Partial<Omit<OperationsEndpoint, 'operations' | 'events'>> &
  Partial<OperationsEndpoint['operations']> = {}): OperationsEndpoint {
  return {
    ...partnerOf({ id: '@ops', name: 'Ops', events: [], ...changes }),
    url: changes.url ?? 'https://ops.partners.dev/hook',
    operations: { events, ...(publisherId === undefined ? {} : { publisherId }) },
  };
}
