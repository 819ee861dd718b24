import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDir } from '../support/assembly.ts';
import { heldBy, runDemo, writeArticles } from '../support/demo.ts';

/** Says yes to the `count`-th line that looks like `pattern`. */
function at(count: number, pattern: RegExp): (line: string) => boolean {
  let seen = 0;
  return (line) => pattern.test(line) && ++seen === count;
}

/** The highest revision a partner holds of each article. */
function newestAt(dir: string, partnerId: string): Record<string, number> {
  const newest: Record<string, number> = {};
  for (const [articleId = '', revision] of heldBy(dir, partnerId).map((held) => held.split(' '))) {
    newest[articleId] = Math.max(newest[articleId] ?? 0, Number(revision));
  }
  return newest;
}

test('a demo killed while it ingests, and again while it delivers, ends with every webhook delivered once it is started anew', async () => {
  const dir = temporaryDir();
  const files = writeArticles(join(dir, 'files'), 3);

  const whileIngesting = await runDemo(dir, files, at(3, /✓ receipt/));
  expect(whileIngesting.code).toBeNull();
  const whileDelivering = await runDemo(dir, files, at(4, /→ webhook/));
  expect(whileDelivering.code).toBeNull();

  const { code, result, lines } = await runDemo(dir, files);
  expect(result?.deliveries.failed, lines.join('\n')).toBe(0);
  expect(code).toBe(0);

  // Counted apart from what the demo says of itself: both partners that take everything hold the same revisions of the same articles, save one that is licensed
  // where the first of them publishes, and not where the other does.
  const everything = newestAt(dir, 'harbour-daily');
  const late = newestAt(dir, 'late-edition');
  expect(everything).toMatchObject(late);
  expect(Object.keys(late)).toHaveLength(Object.keys(everything).length - 1);
  expect(Object.keys(everything).length).toBeGreaterThan(files.length);
  expect(Object.keys(newestAt(dir, 'deutsche-seite')).length).toBeGreaterThan(0);
  expect(everything).toMatchObject(newestAt(dir, 'deutsche-seite'));
}, 420_000);
