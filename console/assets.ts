import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareHandler } from 'hono';

/** What is served under each name, of which files: one after the other, since later rules of style win. */
const served = {
  'console.css': {
    type: 'text/css; charset=utf-8',
    files: ['base', 'frame', 'overview', 'tables', 'forms', 'reading', 'narrow'].map((part) => `style/${part}.css`),
  },
  'console.js': { type: 'text/javascript; charset=utf-8', files: ['console.js'] },
  'preview.css': { type: 'text/css; charset=utf-8', files: ['preview.css'] },
  'icon.svg': { type: 'image/svg+xml', files: ['icon.svg'] },
} as const satisfies Record<string, { readonly type: string; readonly files: readonly string[] }>;

export interface Assets {
  /** Changes with any of the files. */
  readonly version: string;
  readonly serve: MiddlewareHandler;
}

/** The console's own style, script and icon, read once. */
export function loadAssets(): Assets {
  const files = new Map(
    Object.entries(served).map(([name, { type, files: parts }]) => [
      name,
      { type, bytes: Buffer.concat(parts.map((part) => readFileSync(join(import.meta.dirname, 'assets', part)))) },
    ]),
  );
  const hash = createHash('sha256');
  for (const { bytes } of files.values()) hash.update(bytes);
  return {
    version: hash.digest('hex').slice(0, 12),
    serve: async (c) => {
      const file = files.get(c.req.path.slice('/assets/'.length));
      if (!file) return c.text('no such file\n', 404);
      c.header('cache-control', 'private, max-age=86400');
      return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.type });
    },
  };
}
