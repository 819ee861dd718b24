import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import {
  figurePictures,
  isEmoji,
  isFigure,
  isTracker,
  pictureOf,
  shareCaption,
} from '../../../shared/normalize/body-figures.ts';
import type { Element } from '../../../shared/normalize/html-tree.ts';
import { elementsOf, textOf } from '../../../shared/normalize/html-tree.ts';

const first = (html: string): Element => elementsOf(parseFragment(html))[0] as Element;

test('figures are told by their element or by the class WordPress gives them', () => {
  expect(isFigure(first('<figure></figure>'))).toBe(true);
  expect(isFigure(first('<div class="wp-caption alignleft"></div>'))).toBe(true);
  expect(isFigure(first('<div class="gallery"></div>'))).toBe(false);
});

test('a caption parts into words and credit', () => {
  const figure = first(
    '<div class="wp-caption"><img src="https://a.example/b.jpg"><p class="wp-caption-text">A crowd waits. (Ann/AP)</p></div>',
  );
  expect(figurePictures(figure, undefined)).toEqual([
    { url: 'https://a.example/b.jpg', caption: 'A crowd waits.', credit: 'Ann/AP' },
  ]);
});

test('a figure without a picture is none', () => {
  expect(figurePictures(first('<figure><table></table></figure>'), undefined)).toEqual([]);
});

test('of several sizes the largest is taken where the address itself is a placeholder', () => {
  const image = first('<img src="/blank.gif" srcset="https://a.example/s.jpg 320w, https://a.example/l.jpg 1280w">');
  expect(pictureOf(image, 'https://a.example/').url).toBe('https://a.example/l.jpg');
});

test('a tracker is one or two dots large, or named so and undescribed', () => {
  expect(isTracker(first('<img width="1" height="1">'), 'https://a.example/x.gif')).toBe(true);
  expect(isTracker(first('<img>'), 'https://track.example/?id=1')).toBe(true);
  expect(isTracker(first('<img alt="A pixel">'), 'https://a.example/pixel.gif')).toBe(false);
  expect(isTracker(first('<img>'), 'https://a.example/photo.jpg')).toBe(false);
});

test('a pictogram is told by its class or folder, or by an alternative text of nothing else', () => {
  expect(isEmoji(first('<img class="wp-smiley" alt=":)" src="s.gif">'))).toBe(true);
  expect(isEmoji(first('<img alt="❤️" src="h.png">'))).toBe(true);
  expect(isEmoji(first('<img alt="7" src="7.png">'))).toBe(false);
  expect(isEmoji(first('<img alt="Quay" src="q.jpg">'))).toBe(false);
});

test('a gallery’s caption is that of its pictures that have none of their own', () => {
  const gallery = (inner: string): ReturnType<typeof first> =>
    first(`<figure>${inner}<figcaption>All</figcaption></figure>`);
  const own = '<figure><img src="a.jpg"><figcaption>A</figcaption></figure>';
  const mixed = gallery(`${own}<figure><img src="b.jpg"></figure>`);
  expect(shareCaption(mixed)).toBe(true);
  expect(textOf(mixed)).toBe('AAll');
  const all = gallery(own);
  expect(shareCaption(all)).toBe(true);
  expect(textOf(all)).toBe('AAll');
  expect(all.childNodes).toHaveLength(2);
  expect(shareCaption(first('<figure><img src="a.jpg"><figcaption>A</figcaption></figure>'))).toBe(false);
});
