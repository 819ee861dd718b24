import { describe, expect, test } from 'vitest';
import { htmlOf, readAs, readSample } from '../../support/uploads.ts';

describe('a page of an AP feed', () => {
  test('gives a story with its text, terms and picture', async () => {
    const { format, items } = await readSample('ap-media/feed.json');
    expect(format).toBe('ap-media');
    const [story] = items;
    if (story?.status !== 'accepted') throw new Error('rejected');
    expect(story.identity.nativeId).toBe('aa11');
    expect(story.article).toMatchObject({
      version: '2',
      by: 'Inga Moe',
      located: 'Vardal, Norway',
      edNote: 'UPDATES: With quotes.',
      slugline: 'EU-Ferry Strike',
    });
    expect(story.attribution).toMatchObject({
      source: 'Nordic Wire',
      copyrightNotice: 'Copyright 2026 Nordic Wire',
      usageTerms: 'Editorial use only.\nVARDAL OUT',
    });
    expect(htmlOf(story)).toContain('<h2>Back on Monday</h2>');
    expect(htmlOf(story)).not.toContain('UPDATES');
    expect(story.article.subjects).toContainEqual({
      name: 'Labor',
      rel: 'direct',
      uri: 'http://cv.wire.example/id/b1',
    });
    expect(story.article.associations?.[0]).toMatchObject({
      by: 'Arn Lie',
      usageTerms: 'No sales',
      renditions: [{ href: 'https://img.wire.example/pp1.jpg' }],
    });
  });

  test('gives a kill without a body as a retraction of the same id', async () => {
    const { items } = await readSample('ap-media/feed.json');
    expect(items[1]).toMatchObject({
      status: 'accepted',
      identity: { nativeId: 'aa12' },
      disposition: { kind: 'retract' },
    });
  });

  test('rejects a picture by itself', async () => {
    const { items } = await readSample('ap-media/feed.json');
    expect(items[2]).toMatchObject({
      status: 'rejected',
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'TYPE_UNSUPPORTED' })]),
    });
  });

  test('takes the id without the client’s query, and holds what is embargoed without a date', async () => {
    const item = {
      uri: 'https://api.wire.example/x?qt=1',
      type: 'text',
      headline: 'T',
      usageterms: ['x'],
      embargoed: 'Next Monday',
      body_text: 'Text.',
    };
    expect((await readAs(JSON.stringify({ api_version: '1.1', data: { item } }), 'a.json')).items[0]).toMatchObject({
      identity: { nativeId: 'https://api.wire.example/x' },
      disposition: { kind: 'hold' },
    });
  });

  test('has the text of a story that was joined as a whole NITF document', async () => {
    const item = {
      altids: { itemid: 'b1' },
      type: 'text',
      headline: 'A bridge',
      usageterms: [],
      pubstatus: 'usable',
      language: 'en',
    };
    const nitf = '<nitf><body><body.content><block><p>It opened.</p></block></body.content></body></nitf>';
    const { items } = await readAs(JSON.stringify({ data: { item }, nitf }), 'a.json');
    const [story] = items;
    if (story?.status !== 'accepted') throw new Error('rejected');
    expect(htmlOf(story)).toBe('<p>It opened.</p>');
  });
});
