import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Transition, transitions } from '../../shared/delivery/transitions.ts';

const file = join(import.meta.dirname, '../../docs/delivery.md');
const marker = '<!-- transitions: checked against shared/delivery/transitions.ts -->\n';

// After a change of the table: BYLINE_WRITE_DOCS=1 npx vitest run tests/docs
test('docs/delivery.md has the table of transitions', () => {
  const rows = transitions.map(({ from, to, when }: Transition) => {
    const states = [...from, to].map((state) => (state === 'none' ? '(none)' : `\`${state}\``));
    return `| ${states.slice(0, -1).join(', ')} | ${states.at(-1)} | ${when} |`;
  });
  const table = `${marker}| from | to | when |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  if (process.env.BYLINE_WRITE_DOCS) {
    const [before = '', after = ''] = readFileSync(file, 'utf8').split(marker);
    writeFileSync(file, `${before}${table}\n${after.replace(/^(?:\|.*\n)*\n?/, '')}`);
  }
  expect(readFileSync(file, 'utf8')).toContain(table);
});
