import { expect, test } from 'vitest';
import { pageOfPlayer } from '../../../shared/normalize/players.ts';

test.each([
  ['https://www.youtube.com/embed/abc123XYZ_0?feature=oembed', 'https://www.youtube.com/watch?v=abc123XYZ_0'],
  ['https://www.youtube-nocookie.com/embed/abc123XYZ_0', 'https://www.youtube.com/watch?v=abc123XYZ_0'],
  ['https://www.youtube.com/embed/videoseries?list=PL123abc', 'https://www.youtube.com/playlist?list=PL123abc'],
  ['https://player.vimeo.com/video/12345?h=0123abcdef&app_id=1', 'https://vimeo.com/12345/0123abcdef'],
  ['https://www.dailymotion.com/embed/video/x8abc', 'https://www.dailymotion.com/video/x8abc'],
  ['https://www.instagram.com/p/Cabc_12345/embed/captioned/', 'https://www.instagram.com/p/Cabc_12345/'],
  ['https://open.spotify.com/embed/episode/0123456789abcdef', 'https://open.spotify.com/episode/0123456789abcdef'],
  ['https://platform.twitter.com/embed/Tweet.html?dnt=true&id=12345', 'https://twitter.com/i/status/12345'],
  [
    'https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fx.example%2Fe&url=https%3A%2F%2Fx.example%2Fwatch%3Fv%3D1',
    'https://x.example/watch?v=1',
  ],
  [
    'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fp%2Fposts%2F1&width=500',
    'https://www.facebook.com/p/posts/1',
  ],
  ['https://other.example/2026/story/embed/#?secret=Ab12', 'https://other.example/2026/story/'],
])('%s plays what %s shows', (player, page) => {
  expect(pageOfPlayer(player)).toBe(page);
});

test.each([
  'https://www.youtube.com/watch?v=abc123XYZ_0',
  'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1',
  'https://cdn.embedly.com/widgets/media.html?url=javascript%3Aalert(1)',
  'https://charts.example/embed/7',
])('%s is its own page, or none is known', (address) => {
  expect(pageOfPlayer(address)).toBe(address);
});
