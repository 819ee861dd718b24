import { defineConfig } from 'vitest/config';

/** `npm run test:browser`: the console in a real Chromium, over one local stack for the whole suite. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.browser.ts'],
    globalSetup: ['tests/browser/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One stack, whose partners are broken and mended: one test after the other.
    maxWorkers: 1,
    fileParallelism: false,
  },
});
