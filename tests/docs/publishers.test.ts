import { describe, expect, test } from 'vitest';
import { rejectionReasons, warningCodes } from '../../shared/contract/reasons.ts';
import { jsonBlocksOf, shapeOf, tableAfter, writeTable } from '../support/documents.ts';
import { exampleReceipt } from '../support/night-ferry.ts';

const page = 'docs/publishers.md';

describe('docs/publishers.md', () => {
  // After a change of the codes: BYLINE_WRITE_DOCS=1 npx vitest run tests/docs
  test('lists every code that rejects, with what to do', () => {
    writeTable(page, '<!-- rejections:', rejectionReasons);
    expect(tableAfter(page, '<!-- rejections:')).toEqual(rejectionReasons);
  });

  test('lists every warning', () => {
    writeTable(page, '<!-- warnings:', warningCodes);
    expect(tableAfter(page, '<!-- warnings:')).toEqual(warningCodes);
  });

  test('shows a receipt as ingest writes it', async () => {
    const [shown] = jsonBlocksOf(page);
    expect(shapeOf(shown)).toEqual(shapeOf(await exampleReceipt()));
  });
});
