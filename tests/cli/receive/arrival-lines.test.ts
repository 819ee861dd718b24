import { expect, test } from 'vitest';
import { arrivalLines } from '../../../cli/receive/arrival-lines.ts';
import type { ReceivedWebhook, Verdict } from '../../../cli/receive/held-articles.ts';

const webhook: ReceivedWebhook = {
  messageId: 'msg_1',
  type: 'article.published',
  data: {
    articleId: 'ferry-1',
    revision: 2,
    article: { headlines: [{ value: 'Ferry \u001b[2J\u202eis back' }] },
    attribution: {
      creditLine: 'By Mara Quay',
      copyrightNotice: '© Gazette',
      usageTerms: 'With credit.',
      canonicalUrl: 'https://g.example/1',
    },
  },
};

const lines = (verdict: Verdict, changes: Partial<ReceivedWebhook> = {}): string[] =>
  arrivalLines({ kind: 'webhook', status: 204, verdict, webhook: { ...webhook, ...changes } });

test('a new article is shown with its credit, and cannot steer the terminal', () => {
  expect(lines('published')).toEqual([
    '+ article.published  ferry-1  revision 2  “Ferry [2Jis back”  → 204',
    '    By Mara Quay',
    '    © Gazette · With credit.',
    '    https://g.example/1',
  ]);
});

test('what means nothing new says why', () => {
  expect(lines('repeat')).toEqual([
    '= article.published  ferry-1  revision 2  “Ferry [2Jis back”  (came before: nothing to do)  → 204',
  ]);
  expect(lines('older')[0]).toContain('ignored');
  expect(lines('challenge', { type: 'partner.verify', data: { challenge: 'x' } })).toEqual([
    '? partner.verify  (answered)  → 204',
  ]);
});

test('headlines of other renderings are found, and articles without one shown', () => {
  expect(lines('retracted', { data: { article: { headline: 'Schema' } } })[0]).toContain('“Schema”');
  expect(lines('retracted', { data: { article: { mediaType: 'text/html', value: '<p>' } } })[0]).toBe(
    '- article.published  → 204',
  );
});

test('a refusal says its reason', () => {
  expect(arrivalLines({ kind: 'refused', status: 401, reason: 'too-old' })).toEqual(['✗ refused: too-old  → 401']);
});
