// oxlint-disable no-control-regex -- control characters are what is looked for here.
/** Parameters that tell who clicked where, and nothing about the page (Urchin/Google, Meta, Microsoft, HubSpot, Mailchimp, Matomo, feeds). */
const trackingParameters =
  /^(utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|hsCtaTracking|mtm_\w+|pk_\w+|piwik_\w+|ns_\w+|at_medium|at_campaign\w*|cmpid|cmp|icid|ocid|smid|smtyp|sref|s_cid|ncid|xtor|guccounter|guce_\w+|_ga|_gl|spm|oly_\w+|vero_\w+|wickedid|ref_src|ref_url|__twitter_impression)$/i;

/** Names that mean something else with other values: how feeds mark the way a reader came. */
const trackingPairs =
  /^(?:rss=1|(?:ref|from|source|src|partner|emc|mod|\.tsrc|via)=(?:rss|feed|atom)[\w-]*|feedType=RSS|feature=(?:share|youtu\.be))$/i;

/** Parameters of signed, expiring addresses: they change at each export of the same picture. */
const signatureParameters =
  /^(X-Amz-\w+|AWSAccessKeyId|Expires|Signature|Key-Pair-Id|Policy|GoogleAccessId|X-Goog-\w+|sig|se|st|sp|sv|sr|token|hdnea|__gda__)$/i;

const asciiSpaceAndControls =
  /[\u0000-\u0020\u007f-\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]/g;

/**
 * The safe, absolute form of an address, or undefined when it has none: http, https (and mailto where `mail` is set), resolved against `base`.
 * White space and control characters of every kind are judged as removed, since a later trim would make `U+00A0 javascript:` live.
 */
export function safeUrl(address: string, base?: string, options: { mail?: boolean } = {}): string | undefined {
  const trimmed = address.replace(/^[\s\u0000-\u0020]+|[\s\u0000-\u0020]+$/g, '');
  if (trimmed === '' || trimmed.length > maxUrlCharacters) return undefined;
  const squeezed = trimmed.replace(asciiSpaceAndControls, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(squeezed)?.[1]?.toLowerCase();
  if (scheme === 'mailto') return options.mail && /^mailto:[^\s<>"]+@[^\s<>"]+$/i.test(trimmed) ? trimmed : undefined;
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return undefined;
  // Browsers read `\\host` as `//host`; what needs squeezing to be an address is not meant well.
  if (/^[\u0080-\uffff]/.test(trimmed) && squeezed !== trimmed) return undefined;
  const parsed = parse(trimmed, base);
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return undefined;
  if (parsed.username || parsed.password || parsed.hostname === '') return undefined;
  return parsed.href;
}

/**
 * The address under which an article is known: absolute, without fragment and tracking parameters; undefined when `address` is none,
 * or is a bare site (`https://example.com/`), which identifies no article. `!#` fragments of old single-page sites are dropped too.
 */
export function canonicalUrl(address: string, base?: string): string | undefined {
  const safe = safeUrl(address, base);
  if (!safe) return undefined;
  const url = new URL(safe);
  if (url.pathname === '/' && url.search === '') return undefined;
  url.hash = '';
  const tracked = [...url.searchParams]
    .filter(([name, value]) => trackingParameters.test(name) || trackingPairs.test(`${name}=${value}`))
    .map(([name]) => name);
  // Untouched queries keep their exact spelling: rewriting one would make another address.
  for (const name of tracked) url.searchParams.delete(name);
  return url.href;
}

/** An address without what makes it expire, for telling whether two exports mean the same file. */
export function unsignedUrl(address: string): string {
  const url = parse(address);
  if (!url) return address;
  const signed = [...url.searchParams.keys()].filter((name) => signatureParameters.test(name));
  for (const name of signed) url.searchParams.delete(name);
  return url.href;
}

/** Longer addresses are data, not addresses. */
const maxUrlCharacters = 2048;

function parse(address: string, base?: string): URL | undefined {
  // A base that is no address itself takes nothing from one that needs none.
  return URL.parse(address, base) ?? URL.parse(address) ?? undefined;
}
