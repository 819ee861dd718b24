import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDir } from '../support/assembly.ts';
import { heldBy, runDemo, writeArticles } from '../support/demo.ts';

const articles = 12;
const germanArticles = 4;

test('a demo killed while it ingests and again while it delivers ends with every webhook delivered, once it is started anew', async () => {
  const dir = temporaryDir();
  const files = writeArticles(join(dir, 'files'), articles);

  const whileIngesting = await runDemo(dir, files, (line) => /receipt +story/.test(line));
  expect(whileIngesting.code).toBeNull();

  const whileDelivering = await runDemo(dir, files, (line) => /webhook .*Ferry story/.test(line));
  expect(whileDelivering.code).toBeNull();
  expect(whileDelivering.result).toBeUndefined();

  const { code, result, lines } = await runDemo(dir, files);
  expect(result?.deliveries.failed, lines.join('\n')).toBe(0);
  expect(code).toBe(0);

  // Counted apart from what the demo says of itself: one first revision of each story, at each partner that takes it.
  const stories = (partnerId: string): number =>
    new Set(heldBy(dir, partnerId).filter((held) => held.endsWith(' 1'))).size;
  const everything = stories('harbour-daily');
  expect(everything).toBeGreaterThanOrEqual(articles);
  expect(stories('late-edition')).toBe(everything);
  expect(stories('deutsche-seite')).toBeGreaterThanOrEqual(germanArticles);
  expect(result?.articles).toBeGreaterThanOrEqual(articles);
}, 280_000);
