import { articleIdOf } from '../../shared/article/identity.ts';
import type { Publisher } from '../../shared/article/publisher.ts';
import { decideRevision, headAfter, type Revision } from '../../shared/article/revision.ts';
import type { Receipt } from '../../shared/contract/receipt.ts';
import { receiptOf } from '../../functions/ingest/receipt.ts';
import type { AcceptedItem } from '../../shared/intake/intake.ts';
import type { ArticleEvent } from '../../shared/partners/partner.ts';
import { readUpload } from '../../shared/intake/read-upload.ts';
import { articleWebhook, bodyOf, messageIdOf } from '../../shared/webhooks/envelope.ts';

/** The article that the documents take as their example, on its real way from the upload to the webhook. */

const publisher: Publisher = {
  id: 'harbour-gazette',
  name: 'Harbour Gazette',
  url: 'https://harbour-gazette.example',
  language: 'en',
  copyrightHolder: 'Harbour Gazette Ltd',
  copyrightNotice: '© {year} Harbour Gazette Ltd',
  usageTerms: 'Publish with credit and link.',
  active: true,
};
const nowMs = Date.parse('2026-11-20T09:00:07Z');
const key = 'publishers/harbour-gazette/ferry.md';
const text = `---
title: Ferry adds a night crossing
author: Mara Quay
date: 2026-11-20T09:00:00Z
url: https://harbour-gazette.example/2026/night-ferry
---

The last boat now leaves at a quarter past eleven, the harbour office said on Friday.
`;

async function ingested(): Promise<{ item: AcceptedItem; revision: Revision; format?: string }> {
  const { items, format } = await readUpload({ bytes: Buffer.from(text), key }, publisher, { nowMs });
  const [item] = items;
  if (item?.status !== 'accepted') throw new Error('the example was rejected');
  const origin = {
    articleId: articleIdOf(publisher.id, item.identity.nativeId),
    publisherId: publisher.id,
    source: { key, sequencer: '0065A1' },
  };
  const decision = decideRevision(undefined, item, origin, nowMs);
  if (decision.kind !== 'append') throw new Error(`the example is ${decision.kind}`);
  return { item, revision: decision.revision, ...(format ? { format } : {}) };
}

export async function exampleReceipt(): Promise<Receipt> {
  const { item, revision, format } = await ingested();
  const event = { kind: 'created', key, sizeBytes: text.length, sequencer: '0065A1', versionId: 'v1' } as const;
  const result = { kind: 'appended', head: headAfter(revision, undefined) } as const;
  return receiptOf(event, publisher.id, format, [{ item, result }], nowMs);
}

/** The webhook of the example; `event` and `revision` make variants of it. */
export async function exampleWebhook(
  event: ArticleEvent = 'article.published',
  revisionNumber = 1,
  format = 'ninjs-3',
): Promise<{ readonly messageId: string; readonly body: string }> {
  const { revision } = await ingested();
  const partner = { id: 'evening-post', format };
  const numbered = { ...revision, revision: revisionNumber };
  const body = bodyOf(articleWebhook(numbered, event, partner, undefined));
  return { messageId: messageIdOf(numbered, partner.id), body };
}
