import { describe, expect, test } from 'vitest';
import { readXhtmlStory } from '../../../shared/formats/xhtml-story.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const read = async (inside: string, known = {}) => readXhtmlStory((await readXml(`<x>${inside}</x>`)).root, known);

describe('the text of an item', () => {
  test('keeps its markup, and loses the page’s head, the headline and the byline its fields have', async () => {
    const story = await read(
      '<html><head><title>T</title></head><body><h1>Ferry sails</h1><section class="main"><p>By Ann Author</p><p>It <b>sailed</b>.</p></section></body></html>',
      { headline: 'Ferry sails', byline: 'Ann Author' },
    );
    expect(story.body?.value).toBe('<p>It <b>sailed</b>.</p>');
  });

  test('gives headline and byline where no field has them', async () => {
    const story = await read('<h1>Ferry sails</h1><p class="byline">Ann Author</p><p>It sailed.</p>');
    expect(story).toMatchObject({
      headline: 'Ferry sails',
      byline: 'Ann Author',
      body: { value: '<p>It sailed.</p>' },
    });
  });

  test('gives what its header holds beside the fields', async () => {
    const story = await read(
      '<header><h1>T</h1><time>1 May</time><ul class="slugline"><li>k</li></ul><p class="lead">It sailed.</p></header><p>Late.</p>',
    );
    expect(story.body?.value).toBe('<p class="lead">It sailed.</p><p>Late.</p>');
  });

  test.each(['np-nonpublic', 'notepad', 'closingline', 'contacts', 'editor-note'])(
    'drops what is marked “%s”, and says so',
    async (name) => {
      const story = await read(`<p>It sailed.</p><p class="${name}">ann@desk.example</p>`);
      expect(story.body?.value).toBe('<p>It sailed.</p>');
      expect(story.warnings).toEqual([expect.objectContaining({ code: 'FURNITURE_REMOVED' })]);
    },
  );

  test('reads other vocabularies’ paragraphs and subheadings as such', async () => {
    const story = await read(
      '<paragraph>It <Ship>sailed</Ship> <Bold>late</Bold>.</paragraph><crosshead>Late</crosshead>',
    );
    expect(story.body?.value).toBe('<p>It <ship>sailed</ship> <b>late</b>.</p><h2>Late</h2>');
  });

  test('is none where there is nothing', async () => {
    expect((await read('<html><body/></html>')).body).toBeUndefined();
  });
});
