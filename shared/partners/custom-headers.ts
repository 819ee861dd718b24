/**
 * Headers that a partner wants beside those of the webhook. They must not change what the request is, or what it is signed as: the names that
 * HTTP, the signature and the body need are ours.
 */

/** RFC 9110 §5.6.2. */
const tokenPattern = /^[!#$%&'*+.^_`|~0-9a-z-]{1,64}$/i;

/** Visible ASCII with single spaces between (RFC 9110 §5.5); no line breaks, by which one header becomes two. */
const valuePattern = /^[\x21-\x7e]+(?:[ \t][\x21-\x7e]+)*$/;
const valueCharacters = 2048;

/** Names whose meaning is ours: they frame the request, say where it goes, or what its body is. */
const oursPattern =
  /^(?:webhook-.*|content-.*|host|connection|keep-alive|proxy-.*|transfer-encoding|te|trailer|upgrade|expect|user-agent|accept-encoding|date|via|forwarded|x-forwarded-.*|http2-settings)$/i;

/** Names that carry secrets: they belong in the key table, not in a file that is shared. */
const secretPattern = /^(?:authorization|cookie|x-api-key|api-key|x-auth-.*|.*-(?:token|secret|key|password))$/i;

/** At most this many of a partner. */
export const customHeadersMax = 20;

/** What is wrong with a header that a partner wants; undefined when nothing is. */
export function headerProblem(name: string, value: string): string | undefined {
  if (!tokenPattern.test(name)) return 'is no header name: use letters, digits and "-"';
  if (oursPattern.test(name)) return 'is set by Byline and cannot be changed';
  if (value.length > valueCharacters) return `has more than ${valueCharacters} characters`;
  if (!valuePattern.test(value)) return 'has a value that HTTP cannot carry: use visible ASCII in one line';
  return undefined;
}

/** Whether a header of that name holds a secret. */
export function isSecretHeader(name: string): boolean {
  return secretPattern.test(name);
}
