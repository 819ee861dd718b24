import type { IncomingHttpHeaders } from 'node:http';
import { deliveryLimits } from '../contract/limits.ts';

/**
 * What a partner said beside an error status, for people to read: the beginning of a text, without control characters; undefined for what is no text.
 * Never trusted, never acted on.
 */
export function answerText(headers: IncomingHttpHeaders, beginning: Uint8Array): string | undefined {
  const type = headers['content-type'] ?? 'text/plain';
  if (!/^(?:text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|problem))/i.test(type)) return undefined;
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') return undefined;
  const text = new TextDecoder()
    .decode(beginning)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, deliveryLimits.answerTextCharacters);
  return text === '' ? undefined : text;
}
