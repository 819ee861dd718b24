import { createHash } from 'node:crypto';
import type { Attribution } from '../../shared/article/attribution.ts';
import type { License } from '../../shared/article/license.ts';
import type { Disposition } from '../../shared/article/revision.ts';
import type { IntakeResult, Upload } from '../../shared/intake/intake.ts';

/** The smallest article: what the simulations upload, as JSON. */
export interface Story {
  readonly id: string;
  readonly text: string;
  readonly status?: 'usable' | 'canceled';
  /** `null`: under embargo without an end. */
  readonly embargoedUntilMs?: number | null;
  readonly versionMs?: number;
  readonly expiresMs?: number;
  readonly licenses?: readonly License[];
}

const attribution: Attribution = {
  creditLine: 'Demo News',
  bylines: [],
  provider: { id: 'demo', name: 'Demo News' },
  source: 'Demo News',
  copyrightHolder: 'Demo News',
  copyrightNotice: '© 2026 Demo News',
  usageTerms: 'With credit.',
  imageCredits: [],
  chain: [],
  origins: {},
  html: '<p>Demo News</p>',
  text: 'Demo News',
};

/** Reads a story; anything else is rejected. */
export function readStory(upload: Upload): Promise<IntakeResult> {
  const text = new TextDecoder().decode(upload.bytes);
  if (!text.startsWith('{')) {
    const reasons = [{ code: 'FORMAT_UNKNOWN' as const, message: 'not a story' }];
    return Promise.resolve({ items: [{ status: 'rejected', item: '', reasons, warnings: [] }] });
  }
  const story = JSON.parse(text) as Story;
  const status = story.status ?? 'usable';
  return Promise.resolve({
    format: 'story',
    items: [
      {
        status: 'accepted',
        item: '',
        identity: { nativeId: story.id, from: 'document' },
        article: {
          uri: `urn:story:${story.id}`,
          type: 'text',
          pubStatus: status,
          headlines: [{ value: story.text }],
          language: 'en',
          ...(story.expiresMs === undefined ? {} : { expires: new Date(story.expiresMs).toISOString() }),
        },
        attribution,
        disposition: dispositionOf(story),
        contentHash: createHash('sha256').update(`${story.text}\u0000${status}\u0000${story.expiresMs}`).digest('hex'),
        versionMs: story.versionMs,
        licenses: story.licenses,
        warnings: [],
      },
    ],
  });
}

function dispositionOf({ status, embargoedUntilMs }: Story): Disposition {
  if (status === 'canceled') return { kind: 'retract' };
  if (embargoedUntilMs === undefined) return { kind: 'send' };
  return embargoedUntilMs === null ? { kind: 'hold' } : { kind: 'hold', untilMs: embargoedUntilMs };
}
