import { describe, expect, test } from 'vitest';
import { rejectionReasons, warningCodes } from '../../shared/contract/reasons.ts';
import { jsonBlocksOf, shapeOf, tableAfter, writeTable } from '../support/documents.ts';
import { type DescribedSchema, meaningsOf, registrySchemas } from '../support/json-schemas.ts';
import { exampleReceipt } from '../support/night-ferry.ts';

const page = 'docs/publishers.md';

describe('docs/publishers.md', () => {
  // After a change of the codes: BYLINE_WRITE_DOCS=1 npx vitest run tests/docs
  test('lists every code that rejects, with what to do', () => {
    writeTable(page, '<!-- rejections:', rejectionReasons);
    expect(tableAfter(page, '<!-- rejections:')).toEqual(rejectionReasons);
  });

  test('lists every field of a profile', () => {
    const { properties } = registrySchemas.publishers as {
      readonly properties: { readonly publishers: { readonly items: DescribedSchema } };
    };
    const fields = meaningsOf(properties.publishers.items);
    writeTable(page, '<!-- publisher fields:', fields);
    expect(tableAfter(page, '<!-- publisher fields:')).toEqual(fields);
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
