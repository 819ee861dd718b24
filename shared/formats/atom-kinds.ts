import type { Warning } from '../contract/reasons.ts';
import { feedElements, feedLine } from './feed-fields.ts';
import { attributeOf, childrenOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** What an entry is, as its system calls it: `post` where nothing says otherwise. */
export function entryKind(entry: XmlElement): string {
  const scheme = 'http://schemas.google.com/g/2005#kind';
  const category = childrenOf(entry, 'category').find((found) => attributeOf(found, 'scheme') === scheme);
  const kind = attributeOf(category, 'term')?.split('#')[1] ?? feedLine(entry, 'blogger', 'type')?.toLowerCase();
  if (kind !== undefined) return kind;
  // An answer to another entry is a comment.
  return feedElements(entry, 'thread', 'in-reply-to').length > 0 ? 'comment' : 'post';
}

/** Exports of Blogger hold comments, pages, templates and settings as entries. */
export function isSkipped(kind: string): boolean {
  return kind !== 'post';
}

/** What was left out, counted by kind. */
export function skippedEntries(kinds: readonly string[]): readonly Warning[] {
  const counts = new Map<string, number>();
  for (const kind of kinds.filter(isSkipped)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (counts.size === 0) return [];
  const list = [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  return [{ code: 'ENTRY_SKIPPED', message: `entries that are no articles were left out: ${list}` }];
}
