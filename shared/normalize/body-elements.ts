/** What elements are to the body of an article; those in none of these sets are unwrapped, or removed (`body-removals.ts`). */
export const embeds = new Set(['iframe', 'embed', 'video', 'audio', 'amp-youtube', 'amp-twitter']);
export const inlineTags = new Set(
  'strong em b i u s sub sup small mark abbr cite q code kbd samp var time ruby rt rp bdi'.split(' '),
);
export const blockTags = new Set('p h2 h3 h4 h5 h6 ul ol dl blockquote pre table hr'.split(' '));
export const containers = new Set(
  'div section article main header footer aside center address details summary fieldset form figure figcaption html body hgroup legend menu dir li dt dd tr td th thead tbody tfoot caption'.split(
    ' ',
  ),
);
export const renamed: Readonly<Record<string, string>> = {
  h1: 'h2',
  strike: 's',
  dir: 'ul',
  menu: 'ul',
  tt: 'code',
  acronym: 'abbr',
};
