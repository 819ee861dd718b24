import { expect, test } from 'vitest';
import { cleanBody } from '../../../shared/normalize/clean-body.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';

async function clean(html: string): Promise<{ html: string; codes: readonly string[] }> {
  const warnings = new Warnings();
  const body = await cleanBody(html, { baseUrl: 'https://paper.example/a', warnings });
  return { html: body.html, codes: warnings.list().map(({ code }) => code) };
}

test.each([
  [
    'a bookmark is a link with its title, and its caption',
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://o.example/r"><div class="kg-bookmark-content">' +
      '<div class="kg-bookmark-title">The report</div><div class="kg-bookmark-description">Long words…</div>' +
      '<div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://o.example/i.png"><span>O</span></div></div></a>' +
      '<figcaption>Worth reading</figcaption></figure>',
    '<p><a href="https://o.example/r">The report</a></p><p>Worth reading</p>',
  ],
  [
    'a recording is a link without its controls',
    '<div class="kg-card kg-audio-card"><audio src="/t.mp3"></audio><div class="kg-audio-title">The talk</div><span>0:00</span><div>/<span>92</span></div></div>',
    '<p><a href="https://paper.example/t.mp3">The talk</a></p>',
  ],
  [
    'a film without a caption is a link with its address',
    '<figure class="kg-card kg-video-card"><div><video src="https://paper.example/f.mp4"></video><span>0:00</span></div></figure>',
    '<p><a href="https://paper.example/f.mp4">https://paper.example/f.mp4</a></p>',
  ],
  [
    'a file is a link without its size',
    '<div class="kg-card kg-file-card"><a href="/plan.pdf"><div class="kg-file-card-title">The plan</div><div>2 MB</div></a></div>',
    '<p><a href="https://paper.example/plan.pdf">The plan</a></p>',
  ],
  [
    'a file’s second link is not the first once more',
    '<div class="wp-block-file"><a href="/plan.pdf">The plan</a><a href="/plan.pdf" class="wp-block-file__button">Download</a></div>',
    '<p><a href="https://paper.example/plan.pdf">The plan</a></p>',
  ],
  [
    'a note keeps its sign in its line',
    '<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Mind the <b>tide</b>.</div></div>',
    '<p>💡 Mind the <b>tide</b>.</p>',
  ],
  [
    'a player that Squarespace fills is a link',
    '<div class="sqs-block video-block sqs-block-video" data-block-json="{&quot;url&quot;:&quot;https://v.example/1&quot;}"><div></div></div>',
    '<p><a href="https://v.example/1">https://v.example/1</a></p>',
  ],
  [
    'footnotes stand with their numbers',
    '<p>Text<a class="footnote-anchor" href="#footnote-1">1</a></p><div class="footnote"><a class="footnote-number" href="#a">1</a><div class="footnote-content"><p>A <b>note</b>.</p></div></div>',
    '<p>Text<sup>[1]</sup></p><p>[1] A <b>note</b>.</p>',
  ],
  [
    'elements of AMP are those of HTML',
    '<amp-img src="/p.jpg" alt="A pier" width="800" height="600"></amp-img><amp-youtube data-videoid="abc123XYZ_0"></amp-youtube>',
    '<figure><img src="https://paper.example/p.jpg" alt="A pier" width="800" height="600" /></figure>' +
      '<p><a href="https://www.youtube.com/watch?v=abc123XYZ_0">https://www.youtube.com/watch?v=abc123XYZ_0</a></p>',
  ],
])('%s', async (_, card, shown) => {
  expect((await clean(`<p>A</p>${card}`)).html).toBe(`<p>A</p>${shown}`);
});

test.each([
  '<div class="kg-card kg-button-card"><a href="https://paper.example/#/portal/signup" class="kg-btn">Join</a></div>',
  '<div class="kg-card kg-signup-card"><h2>Join</h2><form></form></div>',
  '<div class="subscription-widget-wrap-editor"><p>Thanks for reading!</p><form></form></div>',
  '<div class="sqs-block newsletter-block"><form>Your address</form></div>',
  '<p class="button-wrapper"><a class="button" href="https://paper.example/a?action=share">Share</a></p>',
])('what asks to join or to share leaves the text, and is said: %s', async (card) => {
  expect(await clean(`<p>A</p>${card}`)).toEqual({ html: '<p>A</p>', codes: ['FURNITURE_REMOVED'] });
});

test('a button to something else stays', async () => {
  const button =
    '<div class="kg-card kg-button-card"><a href="https://paper.example/report" class="kg-btn">The report</a></div>';
  expect((await clean(button)).html).toBe('<p><a href="https://paper.example/report">The report</a></p>');
});
