import { expect, test } from 'vitest';
import { creditedBodyHtml, retractionHtml } from '../../../shared/outputs/visible-attribution.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('the credit stands under the text, after the note of what was corrected, in an element of its own', async () => {
  const outgoing = await outgoingExample({ correction: 'It said <Monday>.' });
  expect(creditedBodyHtml(outgoing)).toMatch(/<\/figure><div class="byline-attribution"><p>It said .*<\/p>/);
  expect(creditedBodyHtml(outgoing)).toContain(outgoing.attribution?.html);
  expect(creditedBodyHtml(outgoing)).not.toContain('<Monday>');
});

test('of a retraction nothing stands there but that', async () => {
  expect(creditedBodyHtml(await outgoingExample({}, 'retraction'))).toBe(retractionHtml);
});
