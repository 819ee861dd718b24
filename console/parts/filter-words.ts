import type { Filter } from '../../shared/partners/partner.ts';

/** A filter as a short sentence; “everything” for an empty one. */
export function filterWords(filter: Filter): string {
  const parts = Object.entries(filter).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (name === 'all' || name === 'any') {
      const inner = (value as readonly Filter[]).map(filterWords);
      return inner.length === 0 ? [] : [`${name} of (${inner.join('; ')})`];
    }
    if (name === 'not') return [`not (${filterWords(value as Filter)})`];
    if (Array.isArray(value)) return value.length === 0 ? [] : [`${spaced(name)} ${value.join(', ')}`];
    return [`${spaced(name)} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`];
  });
  return parts.length === 0 ? 'everything' : parts.join('; ');
}

/** `urgencyAtMost` → `urgency at most`. */
const spaced = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
