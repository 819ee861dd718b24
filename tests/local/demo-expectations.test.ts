import { describe, expect, test } from 'vitest';
import { expectedOf, missingOf } from '../../local/demo-expectations.ts';
import type { HeldWebhook } from '../../local/receiver.ts';
import type { ArticleState, Revision } from '../../shared/article/revision.ts';
import type { Filter } from '../../shared/partners/partner.ts';

const revisionOf = (state: ArticleState, language = 'en') => ({
  revision: async () => ({ state, publisherId: 'demo', article: { language } }) as Revision,
});
const held = (revision: number, type = 'article.published'): HeldWebhook => ({
  messageId: `msg_${revision}`,
  type,
  articleId: 'a',
  revision,
});
const partner = (id: string, filter: Filter = {}, webhooks: readonly HeldWebhook[] = []) => ({
  id,
  filter,
  territories: ['GB'],
  held: () => webhooks,
});
const accepted = { status: 'accepted', articleId: 'a', revision: 2, reasons: [], warnings: [] } as const;

describe('expectedOf', () => {
  test('a live revision is expected at each partner whose filter it passes', async () => {
    const partners = [partner('all'), partner('german', { languages: ['de'] })];
    expect((await expectedOf(accepted, partners, revisionOf('live'))).map(({ partnerId }) => partnerId)).toEqual([
      'all',
    ]);
    expect(await expectedOf(accepted, partners, revisionOf('live', 'de-AT'))).toHaveLength(2);
  });

  test('nothing is expected where an article is not licensed', async () => {
    const licensedIn = (territory: string) => ({
      revision: async () =>
        ({
          state: 'live',
          publisherId: 'demo',
          article: {},
          acceptedAtMs: 0,
          licenses: [{ territories: [territory] }],
        }) as unknown as Revision,
    });
    expect(await expectedOf(accepted, [partner('all')], licensedIn('GB'))).toHaveLength(1);
    expect(await expectedOf(accepted, [partner('all')], licensedIn('AU'))).toEqual([]);
  });

  test('a retraction is expected where the article is held, whatever the filter says', async () => {
    const partners = [partner('all'), partner('german', { languages: ['de'] }, [held(1)])];
    expect(await expectedOf(accepted, partners, revisionOf('retracted'))).toEqual([
      { partnerId: 'german', articleId: 'a', revision: 2, isRetraction: true },
    ]);
  });

  test('nothing is expected of what is held back, only stored, or rejected', async () => {
    const partners = [partner('all', {}, [held(1)])];
    expect(await expectedOf(accepted, partners, revisionOf('held'))).toEqual([]);
    expect(await expectedOf(accepted, partners, revisionOf('stored'))).toEqual([]);
    expect(await expectedOf({ ...accepted, status: 'rejected' }, partners, revisionOf('live'))).toEqual([]);
  });

  test('a receipt of a revision that is not stored is an error', async () => {
    await expect(expectedOf(accepted, [partner('all')], { revision: async () => undefined })).rejects.toThrow(
      'not stored',
    );
  });
});

describe('missingOf', () => {
  const expected = (isRetraction = false) => [{ partnerId: 'all', articleId: 'a', revision: 2, isRetraction }];

  test.each([
    ['nothing', [], 1],
    ['an older revision', [held(1)], 1],
    ['that revision', [held(2)], 0],
    ['a later one, which superseded it', [held(3)], 0],
    ['another article', [{ ...held(2), articleId: 'b' }], 1],
  ])('holding %s', (_, webhooks, missing) => {
    expect(missingOf(expected(), [partner('all', {}, webhooks)])).toHaveLength(missing);
  });

  test('a retraction is met by an article.retracted alone', () => {
    expect(missingOf(expected(true), [partner('all', {}, [held(2, 'article.updated')])])).toHaveLength(1);
    expect(missingOf(expected(true), [partner('all', {}, [held(2, 'article.retracted')])])).toEqual([]);
  });

  test('what another partner holds does not count', () => {
    expect(missingOf(expected(), [partner('other', {}, [held(2)])])).toHaveLength(1);
  });
});
