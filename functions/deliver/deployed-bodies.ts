import { cacheLimits } from '../../shared/contract/limits.ts';
import { cached } from '../../shared/runtime/cache.ts';
import { recent } from '../../shared/runtime/recent.ts';
import { claimStore } from '../../shared/store/claims.ts';
import type { Objects } from '../../shared/store/objects.ts';
import { presignedOnDemand } from '../../shared/store/objects-on-demand.ts';
import { proofKeyStore } from '../../shared/store/proof-keys.ts';
import type { Table } from '../../shared/store/table.ts';
import { type ArticleBodies, articleBodies } from '../../shared/webhooks/article-bodies.ts';

/** Bodies by the deployment's own keys, kept while there is room; large ones in the content bucket, whose client `s3` loads. */
export function deployedBodies(
  keysTable: Table,
  content: Objects,
  bucket: string,
  s3: Parameters<typeof presignedOnDemand>[1],
  now: () => number,
): ArticleBodies {
  const keys = proofKeyStore(keysTable);
  const proofKeys = cached(() => keys.get({ stale: true }), cacheLimits.signingKeysMs, now);
  return articleBodies({
    proofKeys: () => proofKeys('all'),
    remember: recent((body) => body.length, cacheLimits.bodiesBytes),
    offer: claimStore(content, presignedOnDemand(bucket, s3), now),
  });
}
