import type { MiddlewareHandler } from 'hono';

/**
 * The console's own pages run its one script and load its one style; nothing inline, nothing from elsewhere, in no frame. Where markup becomes
 * part of the page, only the script's own policy `console` may make it.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types console',
].join('; ');

/** An article's own markup: no script, no form, no request but for its one style and, where asked for, pictures; an origin of its own. */
export function previewPolicy(withPictures: boolean, origin: string): string {
  return [
    'sandbox',
    "default-src 'none'",
    `style-src ${origin}/assets/preview.css`,
    ...(withPictures ? ['img-src https: http: data:'] : []),
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', pagePolicy);
  headers.set('x-content-type-options', 'nosniff');
  // Not `no-referrer`: forms would then be sent with the origin `null`, which is refused.
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', c.req.path.startsWith('/assets/') ? 'cross-origin' : 'same-origin');
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
};
