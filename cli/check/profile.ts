import type { Publisher } from '../../shared/article/publisher.ts';

/** Stands in for a registered publisher where no profile is given: it says what every article must say somewhere. */
export const standIn: Publisher = {
  id: 'check',
  name: 'Unnamed publisher',
  copyrightHolder: 'Unnamed publisher',
  copyrightNotice: '© {year} {publisher}',
  usageTerms: 'Terms as agreed with the publisher',
  active: true,
};

export function readProfile(path: string | undefined): Publisher {
  return path === undefined ? standIn : standIn;
}
