import { describe, expect, it } from 'vitest';
import { hintWords, parsePage } from '../../../shared/normalize/page-tree.ts';
import { articleHint, hintKinds, inlineNoise, isHidden } from '../../../shared/normalize/page-words.ts';

const kindOf = (name: string): string | undefined =>
  hintKinds.find(([, pattern]) => pattern.test(hintWords(name)))?.[0];
const elementOf = (html: string) => parsePage(html)!.elements[1]!;

describe('hintKinds', () => {
  it.each([
    ['comment', 'commentList'],
    ['advertisement', 'td-ad-box'],
    ['share', 'social_icons'],
    ['newsletter', 'newsletter-signup'],
    ['related', 'recirculation-unit'],
    ['caption', 'wp-caption-text'],
    ['byline', 'author-name'],
    ['tags', 'post-tags'],
    ['hidden', 'screen-reader-text'],
  ])('takes a name for %s: %s', (kind, name) => {
    expect(kindOf(name)).toBe(kind);
  });

  it.each([
    'advice',
    'header-adventure',
    'shadow',
    'commentary',
    'content',
    'field-label-hidden',
    'elementor-widget-text-editor',
    'row',
    'tagged-text',
  ])('takes %s for no furniture', (name) => {
    expect(kindOf(name)).toBeUndefined();
  });
});

describe('articleHint', () => {
  it('knows the usual names of the place of the text', () => {
    expect(
      ['entry-content', 'articleBody', 'c-article__body', 'story-text'].map((name) =>
        articleHint.test(hintWords(name)),
      ),
    ).toEqual([true, true, true, true]);
    expect(articleHint.test(hintWords('sidebar'))).toBe(false);
  });
});

describe('isHidden', () => {
  it.each([
    ['<p hidden>a', true],
    ['<p aria-hidden="true">a', true],
    ['<p style="color:red; display : none">a', true],
    ['<p style="visibility:hidden">a', true],
    ['<p style="display:block">a', false],
    ['<p aria-hidden="false">a', false],
  ])('%s: %s', (html, hidden) => {
    expect(isHidden(elementOf(html))).toBe(hidden);
  });
});

describe('inlineNoise', () => {
  it('is what stands in a sentence for the page’s sake', () => {
    expect(inlineNoise(elementOf('<span class="sr-only">a</span>'))).toBe(true);
    expect(inlineNoise(elementOf('<span style="display:none">a</span>'))).toBe(true);
    expect(inlineNoise(elementOf('<span class="name">a</span>'))).toBe(false);
    expect(inlineNoise(elementOf('<a class="popup tooltip">a</a>'))).toBe(false);
    expect(inlineNoise(elementOf('<span aria-hidden="true">T</span>'))).toBe(false);
  });
});
