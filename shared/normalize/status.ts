import type { PubStatus } from '../article/article.ts';

/** What a document's status means: a ninjs status, or that it is not meant to be published (yet). */
export type ReadStatus = PubStatus | 'unpublished';

const words: Readonly<Record<ReadStatus, readonly string[]>> = {
  usable: [
    'usable',
    'published',
    'publish',
    'public',
    'publicly-visible',
    'live',
    'active',
    'final',
    'approved',
    'released',
    'sent',
    'ok',
    'corrected',
    'updated',
  ],
  withheld: ['withheld', 'hold', 'held', 'embargoed'],
  canceled: [
    'canceled',
    'cancelled',
    'cancel',
    'killed',
    'kill',
    'takedown',
    'retracted',
    'retract',
    'withdrawn',
    'recalled',
    'deleted',
    'delete',
  ],
  unpublished: [
    'draft',
    'drafts',
    'auto-draft',
    'autodraft',
    'unpublished',
    'private',
    'pending',
    'pending-review',
    'review',
    'in-review',
    'inherit',
    'trash',
    'spiked',

    'scheduled',
    'future',
    'planned',
    'in_progress',
    'in-progress',
    'new',
    'idea',
    'archived',
    'hidden',
    'internal',
    'password',
    'protected',
    'sent-to-review',
  ],
};

const byWord = new Map(
  (Object.keys(words) as ReadStatus[]).flatMap((status) => words[status].map((word) => [word, status] as const)),
);

/** Reads a status in any system's wording; undefined for an unknown word, which must never mean “publish”. */
export function readStatus(text: string): ReadStatus | undefined {
  return byWord.get(
    text
      .trim()
      .toLowerCase()
      .replace(/^(?:stat|pubstatus):/, '')
      .replace(/\s+/g, '-'),
  );
}
