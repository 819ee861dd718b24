/** Players, by their address without the scheme, and the page on which people see the same; undefined where the player's own is all there is. */
const players: readonly (readonly [RegExp, (match: RegExpExecArray, url: URL) => string | undefined])[] = [
  [
    /^(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/videoseries/,
    (_, url) => withParameter('https://www.youtube.com/playlist', 'list', url),
  ],
  [
    /^(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/([\w-]{6,20})/,
    ([, id]) => `https://www.youtube.com/watch?v=${id}`,
  ],
  [
    /^player\.vimeo\.com\/video\/(\d{1,12})/,
    ([, id], url) =>
      `https://vimeo.com/${id}${/^\w{6,20}$/.test(url.searchParams.get('h') ?? '') ? `/${url.searchParams.get('h')}` : ''}`,
  ],
  [/^(?:www\.)?dailymotion\.com\/embed\/video\/(\w{3,20})/, ([, id]) => `https://www.dailymotion.com/video/${id}`],
  [
    /^(?:www\.)?instagram\.com\/(p|reel|tv)\/([\w-]{5,40})\/embed/,
    ([, kind, id]) => `https://www.instagram.com/${kind}/${id}/`,
  ],
  [/^open\.spotify\.com\/embed\/(\w+\/\w{10,40})/, ([, path]) => `https://open.spotify.com/${path}`],
  [/^embed\.podcasts\.apple\.com(\/.+)/, ([, path]) => `https://podcasts.apple.com${path}`],
  [/^embed\.ted\.com\/talks\/([\w/-]{3,120})/, ([, talk]) => `https://www.ted.com/talks/${talk}`],
  [/^(?:www\.)?archive\.org\/embed\/([\w.-]{3,120})/, ([, id]) => `https://archive.org/details/${id}`],
  [
    /^platform\.(?:twitter|x)\.com\/embed\/tweet\.html/i,
    (_, url) => withParameter('https://twitter.com/i/status/', 'id', url),
  ],
  // Their page stands in the address: Embedly, as Medium has it, and the plugins of Facebook and SoundCloud.
  [/^cdn\.embedly\.com\/widgets\/media\.html/, (_, url) => pageIn(url, 'url')],
  [/^(?:www\.)?facebook\.com\/plugins\/(?:post|video)\.php/, (_, url) => pageIn(url, 'href')],
  [/^w\.soundcloud\.com\/player/, (_, url) => pageIn(url, 'url')],
  [/^iframe\.ly\/api\/iframe/, (_, url) => pageIn(url, 'url')],
];

/**
 * The page of what a player plays, for people to follow; `address` itself, absolute and safe, where no other is known. A player's address shows little, or
 * an error, outside of a frame.
 */
export function pageOfPlayer(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  // WordPress embeds a post of another site by its own address, with a secret for the frame.
  if (/\/embed\/?$/.test(url.pathname) && url.hash.includes('secret='))
    return `${url.origin}${url.pathname.replace(/embed\/?$/, '')}${url.search}`;
  const place = url.host + url.pathname;
  for (const [pattern, pageOf] of players) {
    const match = pattern.exec(place);
    if (match) return pageOf(match, url) ?? address;
  }
  return address;
}

function withParameter(page: string, name: string, url: URL): string | undefined {
  const value = url.searchParams.get(name);
  if (value === null || !/^[\w-]{3,60}$/.test(value)) return undefined;
  return page.endsWith('/') ? `${page}${value}` : `${page}?${name}=${value}`;
}

/** An address in a parameter; programs' own (`api.soundcloud.com/tracks/1`) are no pages. */
function pageIn(url: URL, name: string): string | undefined {
  const page = URL.parse(url.searchParams.get(name) ?? '');
  const isPage =
    page !== null && /^https?:$/.test(page.protocol) && page.username === '' && !page.host.startsWith('api.');
  return isPage ? page.href : undefined;
}
