/**
 * A text as a URI by RFC 3986, as ninjs wants identifiers and addresses: letters beyond ASCII, brackets and a second `#` are escaped, as browsers do, and in
 * web addresses what browsers let through (`?w=600|h=400`);
 * what is escaped already stays. Undefined for what has no scheme, holds blanks, or would run (`javascript:`).
 */
export function asUri(text: string): string | undefined {
  const trimmed = text.trim();
  const tidy = /^https?:\/\//i.test(trimmed) ? trimmed.replace(/[{}|\\^`]/g, encodeURIComponent) : trimmed;
  if (!/^[a-z][a-z0-9+.-]{1,30}:[^\s<>"{}|\\^`]+$/i.test(tidy) || /^(?:javascript|data|vbscript):/i.test(tidy))
    return undefined;
  const [before = '', ...fragments] = tidy.split('#');
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?\[[0-9a-f:.]+\]/i.exec(before)?.[0] ?? '';
  const address = host + escaped(before.slice(host.length));
  return fragments.length === 0 ? address : `${address}#${fragments.map(escaped).join('%23')}`;
}

/** A part of what a URI names, as a URI of its own: `urn:a:1#picture-1`. */
export function partOf(uri: string, name: string): string {
  return `${uri}${uri.includes('#') ? '.' : '#'}${name}`;
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^\u0021-\u007e]|[[\]]/gu, encodeURIComponent);
}
