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

/** A note to editors that takes the whole story back, in agencies' words: in capitals, and about the story, not a paragraph of it. */
const killNote =
  /^[^\p{L}]*(?:(?:E[Dd][Ss]?|E(?:DITORS|ditors))\b[^\p{L}]*)?(?:MANDATORY )?(?:KILL|WITHDRAW(?:N|AL)|RETRACT(?:ED|ION)|STORNO|ANNUL(?:ÉE?|ATION))(?=\s*(?:$|[.:;,!–—-]|STORY|THIS|THE STORY|ADVISORY|NOTICE))/u;
const killAsked =
  /^[^\p{L}]*(?:eds?|editors|please|attention)\b[^\p{L}]*(?:please )?kill (?:this|the|our)? ?(?:story|item|article)\b/iu;
/** A headline that opens with it. */
const killHeadline = /^(?:MANDATORY )?(?:KILL|KILLED|WITHDRAWN|RETRACTED)\s*[:–—-]/;

/**
 * What a story that counts as usable says of itself in words: taken back in its note to editors, or doubtful by its headline, which holds it. Undefined where
 * it says neither.
 */
export function statusInWords(headline: string | undefined, edNote: string | undefined): PubStatus | undefined {
  const opening = (edNote ?? '').slice(0, 200).split('\n', 1)[0] ?? '';
  if (killNote.test(opening) || killAsked.test(opening)) return 'canceled';
  return headline !== undefined && killHeadline.test(headline) ? 'withheld' : undefined;
}
