import { expect, test } from 'vitest';
import { documentText, outputFormat, outputFormats, renderArticle } from '../../../shared/outputs/registry.ts';
import { revisionOf } from '../../support/revisions.ts';

test('every format is found by its id, once', () => {
  for (const format of outputFormats) expect(outputFormat(format.id)).toBe(format);
  expect(new Set(outputFormats.map(({ id }) => id)).size).toBe(outputFormats.length);
});

test.each(['', 'telex', 'NINJS-3', '__proto__', 'toString'])('there is no format %j', (id) => {
  expect(outputFormat(id)).toBeUndefined();
});

test('a rendering says what it is: an object for JSON, a text with its media type for others', () => {
  const { article, attribution } = revisionOf();
  const outgoing = { article, attribution, revision: 1, acceptedAt: '2026-11-23T09:30:00Z' };
  for (const { id, mediaType } of outputFormats) {
    const rendered = renderArticle(id, outgoing);
    expect(rendered.mediaType).toBe(mediaType);
    expect(typeof rendered.value).toBe(rendered.kind === 'json' ? 'object' : 'string');
    const text = documentText(rendered);
    expect(rendered.kind === 'json' ? JSON.parse(text) : text).toEqual(rendered.value);
  }
});

test('an unknown format is an error of ours, since registrations are checked', () => {
  const { article, attribution } = revisionOf();
  expect(() => renderArticle('telex', { article, attribution, revision: 1, acceptedAt: '' })).toThrow('telex');
});
