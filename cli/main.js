#!/usr/bin/env node
// The command line is TypeScript, which Node 24 runs as it is; on an older Node it runs on the one this package brings.
import { spawnSync } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

if (Number.parseInt(process.versions.node, 10) >= 24) {
  // Compiled once, kept in the temporary folder: the second start takes half the time. Programs started from here use it, too.
  process.env.NODE_COMPILE_CACHE ??= module.enableCompileCache().directory ?? '';
  await import('./main.ts');
} else {
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  const main = fileURLToPath(new URL('./main.js', import.meta.url));
  const { status, error } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error) throw error;
  process.exitCode = status ?? 1;
}
