import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareHandler } from 'hono';

const types = {
  'console.css': 'text/css; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'preview.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

export interface Assets {
  /** Changes with any of the files. */
  readonly version: string;
  readonly serve: MiddlewareHandler;
}

/** The console's own style, script and icon, read once. */
export function loadAssets(): Assets {
  const files = new Map(
    Object.entries(types).map(([name, type]) => [
      name,
      { type, bytes: readFileSync(join(import.meta.dirname, 'assets', name)) },
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
