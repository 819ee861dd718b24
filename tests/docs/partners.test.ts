import { describe, expect, test } from 'vitest';
import { publishedSchema } from '../support/json-schemas.ts';
import { tableAfter, writeTable } from '../support/documents.ts';

const page = 'docs/partners.md';

interface Described {
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
}

const schema = publishedSchema('partners') as {
  readonly properties: { readonly partners: { readonly items: Described } };
  readonly $defs: { readonly filter: Described };
};

function meanings({ properties }: Described): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, { description = '' }]) => [name, description]));
}

describe('docs/partners.md', () => {
  // After a change of the shape: BYLINE_WRITE_DOCS=1 npx vitest run tests/docs
  test('lists every field of a partner', () => {
    const fields = meanings(schema.properties.partners.items);
    writeTable(page, '<!-- partner fields:', fields);
    expect(tableAfter(page, '<!-- partner fields:')).toEqual(fields);
  });

  test('lists every field of a filter', () => {
    const fields = meanings(schema.$defs.filter);
    writeTable(page, '<!-- filter fields:', fields);
    expect(tableAfter(page, '<!-- filter fields:')).toEqual(fields);
  });
});
