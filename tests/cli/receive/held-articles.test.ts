import { expect, test } from 'vitest';
import { HeldArticles, type ReceivedWebhook, type Verdict } from '../../../cli/receive/held-articles.ts';

const webhook = (messageId: string, type: string, revision: number): ReceivedWebhook => ({
  messageId,
  type,
  data: { articleId: 'ferry', revision },
});

test('each is taken once, in no order but that of revisions', () => {
  const held = new HeldArticles();
  const verdicts: Verdict[] = [
    webhook('1', 'article.published', 1),
    webhook('1', 'article.published', 1),
    webhook('3', 'article.updated', 3),
    webhook('2', 'article.updated', 2),
    webhook('4', 'article.retracted', 4),
    webhook('3b', 'article.updated', 3),
    webhook('5', 'article.published', 5),
  ].map((one) => {
    const verdict = held.judge(one);
    held.take(one);
    return verdict;
  });
  expect(verdicts).toEqual(['published', 'repeat', 'updated', 'older', 'retracted', 'older', 'published']);
});

test('what was not taken is no repeat', () => {
  const held = new HeldArticles();
  const first = webhook('1', 'article.published', 1);
  expect([held.judge(first), held.judge(first)]).toEqual(['published', 'published']);
});

test('what is not about an article is told apart', () => {
  const held = new HeldArticles();
  const types = ['partner.verify', 'partner.test', 'upload.rejected', 'article.renamed'];
  expect(types.map((type) => held.judge({ messageId: type, type, data: {} }))).toEqual([
    'challenge',
    'test',
    'other',
    'other',
  ]);
});
