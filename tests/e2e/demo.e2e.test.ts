import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formats } from '../../shared/formats/registry.ts';
import { temporaryDir } from '../support/assembly.ts';
import { heldBy, runDemo, writeArticles } from '../support/demo.ts';

test('npm start -- --once delivers the samples and the files named, and says so in its last line', async () => {
  const dir = temporaryDir();
  const files = writeArticles(join(dir, 'files'), 3);
  const broken = join(dir, 'files', 'half.json');
  writeFileSync(broken, '{"uri": "urn:x:half", "headlines": [{"val');

  const { code, result, lines } = await runDemo(dir, [...files, broken]);
  const shown = lines.join('\n');
  expect(result, shown).toMatchObject({ deliveries: { failed: 0 } });
  expect(code).toBe(0);
  expect(shown).toMatch(/receipt +story-0\.md +new, revision 1/);
  expect(shown).toMatch(/receipt +half\.json +rejected · JSON_MALFORMED/);
  expect(shown).toMatch(/webhook +Late Edition .*503, come back in 1 s, attempt 2/);
  expect(shown).toMatch(/webhook +Late Edition .*signature valid, attempt 3/);

  // Every format that is read comes out as a webhook: the headline of a receipt that names the format is one a partner got.
  const delivered = lines.filter((line) => /webhook .*signature valid/.test(line)).join('\n');
  const arrived = lines.flatMap((line) => {
    const [, headline, format] = /receipt .* new, revision 1 · (“.*?”).*read as ([a-z0-9-]+)/.exec(line) ?? [];
    return headline && format && delivered.includes(headline) ? [format] : [];
  });
  expect(formats.map(({ id }) => id).filter((id) => !arrived.includes(id))).toEqual([]);

  const held = ['harbour-daily', 'deutsche-seite', 'late-edition'].map((partnerId) => heldBy(dir, partnerId));
  expect(result?.signaturesVerified).toBe(held.flat().length);
  // Some samples are licensed for Britain only: Late Edition, which publishes in America, gets all the others.
  expect(held[2]?.filter((webhook) => !held[0]?.includes(webhook))).toEqual([]);
  expect(held[2]?.length).toBeGreaterThan((held[0]?.length ?? 0) * 0.8);
  expect(held[1]?.length).toBeLessThan(held[0]?.length ?? 0);
  expect(result?.rejected).toBeGreaterThanOrEqual(1);

  // A second run has nothing new to send: the same content makes no revision.
  const again = await runDemo(dir, files);
  expect(again.code).toBe(0);
  expect(again.lines.join('\n')).toMatch(/receipt +story-0\.md +unchanged, revision 1/);
  expect(again.result?.signaturesVerified).toBe(result?.signaturesVerified);
}, 300_000);

test('npm start refuses what is not a file, without starting anything', async () => {
  const { code, lines } = await runDemo(temporaryDir(), ['no-such-file.md']);
  expect(code).toBe(2);
  expect(lines.join('\n')).toContain('no-such-file.md is not a file');
});
