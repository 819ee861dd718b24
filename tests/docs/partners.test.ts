import { describe, expect, test } from 'vitest';
import { type DescribedSchema, meaningsOf, publishedSchema, registrySchemas } from '../support/json-schemas.ts';
import { tableAfter, writeTable } from '../support/documents.ts';

const page = 'docs/partners.md';

// After a change of a shape, or of the output formats: BYLINE_WRITE_DOCS=1 npx vitest run tests/docs && npm run format
const schema = registrySchemas.partners as {
  readonly properties: { readonly partners: { readonly items: DescribedSchema } };
  readonly $defs: { readonly filter: DescribedSchema };
};

describe('docs/schemas/', () => {
  test.each(Object.entries(registrySchemas))(
    '%s.schema.json is what the files are read by; BYLINE_WRITE_DOCS=1 writes it',
    (name, current) => {
      expect(publishedSchema(name, current)).toEqual(current);
    },
  );
});

describe('docs/partners.md', () => {
  test('lists every field of a partner', () => {
    const fields = meaningsOf(schema.properties.partners.items);
    writeTable(page, '<!-- partner fields:', fields);
    expect(tableAfter(page, '<!-- partner fields:')).toEqual(fields);
  });

  test('lists every field of a filter', () => {
    const fields = meaningsOf(schema.$defs.filter);
    writeTable(page, '<!-- filter fields:', fields);
    expect(tableAfter(page, '<!-- filter fields:')).toEqual(fields);
  });
});
