import type { Publisher } from '../../shared/article/publisher.ts';

/** A registered publisher with every default that attribution needs. */
export function publisherOf(changes: Partial<Publisher> = {}): Publisher {
  return {
    id: 'demo',
    name: 'Demo News',
    url: 'https://demo.example',
    timeZone: 'Europe/Berlin',
    copyrightHolder: 'Demo News Ltd',
    copyrightNotice: '© {year} {publisher}',
    usageTerms: 'For partners of Demo News',
    active: true,
    ...changes,
  };
}
