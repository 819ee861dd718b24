import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Publisher } from '../../shared/article/publisher.ts';
import type { Revision } from '../../shared/article/revision.ts';
import { articleEvents } from '../../shared/partners/partner.ts';
import { outputFormats } from '../../shared/outputs/registry.ts';
import { articleWebhook, bodyOf } from '../../shared/webhooks/envelope.ts';
import { isCredited } from '../support/invariants.ts';
import { partnerOf } from '../support/partners.ts';
import { revisionOf } from '../support/revisions.ts';
import { runsOf, timeout } from '../support/schedule-count.ts';
import { readAs } from '../support/uploads.ts';

const words = fc.constantFrom(
  '',
  ' ',
  'Harbour News',
  'Ann Author',
  '© 2026 Harbour News',
  'With credit.',
  '<b></b>',
  '\u0000',
);
const maybe = fc.option(words, { nil: undefined });
const rights = fc.record({
  by: maybe,
  copyrightholder: maybe,
  copyrightnotice: maybe,
  usageterms: maybe,
  creditline: maybe,
});
const profile: fc.Arbitrary<Partial<Publisher>> = fc.record({
  copyrightHolder: maybe,
  copyrightNotice: maybe,
  usageTerms: maybe,
  licenseUrl: fc.option(fc.constantFrom('https://example.com/licence', 'javascript:1'), { nil: undefined }),
  creditLine: maybe,
  byline: maybe,
  source: maybe,
});

test(
  'invariant 8: an article is rejected, or leaves with complete attribution in every format',
  { timeout },
  async () => {
    let accepted = 0;
    const property = fc.asyncProperty(rights, profile, async (said, publisher) => {
      const document = {
        uri: 'urn:harbour:ferry',
        type: 'text',
        pubstatus: 'usable',
        headline: 'Ferry adds a night crossing',
        body_text: 'The last boat now leaves at a quarter past eleven, the harbour office said.',
        ...said,
      };
      const { items } = await readAs(JSON.stringify(document), 'ferry.json', { publisher });
      const [item] = items;
      if (item?.status !== 'accepted') {
        expect(item?.reasons.map(({ code }) => code)).toContain('ATTRIBUTION_INCOMPLETE');
        return;
      }
      accepted += 1;
      const revision: Revision = revisionOf({ article: item.article, attribution: item.attribution });
      for (const { id: format } of outputFormats)
        for (const event of articleEvents) {
          const body = bodyOf(articleWebhook(revision, event, partnerOf({ format }), undefined), undefined);
          expect(isCredited(body)).toBe(true);
        }
    });
    await fc.assert(property, { ...runsOf(0.05), numRuns: 200 } as Parameters<typeof fc.assert>[1]);
    // The profiles are drawn so that some articles are complete and some are not.
    expect(accepted).toBeGreaterThan(0);
  },
);
