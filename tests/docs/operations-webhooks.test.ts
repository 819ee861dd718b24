import { expect, test } from 'vitest';
import { deliveryFailedNotice } from '../../shared/delivery/notice.ts';
import { operationalEvents } from '../../shared/partners/operations.ts';
import { noticeEnvelope } from '../../shared/webhooks/envelope.ts';
import { jsonBlocksOf, shapeOf, tableAfter } from '../support/documents.ts';

const page = 'docs/operations-webhooks.md';

test('docs/operations-webhooks.md lists every event, with when it comes', () => {
  expect(tableAfter(page, '<!-- operational events:')).toEqual(operationalEvents);
});

test('docs/operations-webhooks.md shows a webhook as it is sent', () => {
  const notice = deliveryFailedNotice(
    {
      articleId: 'harbour-gazette-1',
      publisherId: 'harbour-gazette',
      partnerId: 'evening-star',
      revision: 2,
      event: 'article.updated',
      reason: 'HTTP_STATUS',
      status: 503,
      attempts: 12,
    },
    0,
    Date.UTC(2026, 10, 24, 12),
  );
  expect(shapeOf(jsonBlocksOf(page)[0])).toEqual(shapeOf(JSON.parse(noticeEnvelope(notice, '@pager').body.toString())));
});
