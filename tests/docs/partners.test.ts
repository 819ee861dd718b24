import { describe, expect, test } from 'vitest';
import { outputFormats } from '../../shared/outputs/registry.ts';
import { filterShape, partnersFile } from '../../shared/partners/partner-profile.ts';
import { publishersFile } from '../../shared/partners/publisher-profile.ts';
import { jsonSchemaOf, publishedSchema } from '../support/json-schemas.ts';
import { tableAfter, writeTable } from '../support/documents.ts';

const page = 'docs/partners.md';

interface Described {
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
}

// After a change of a shape, or of the output formats: BYLINE_WRITE_DOCS=1 npx vitest run tests/docs && npm run format
const schemas = {
  publishers: jsonSchemaOf('Publishers of Byline', publishersFile),
  partners: jsonSchemaOf('Partners of Byline', partnersFile(outputFormats.map(({ id }) => id)), {
    filter: filterShape,
  }),
};
const schema = schemas.partners as unknown as {
  readonly properties: { readonly partners: { readonly items: Described } };
  readonly $defs: { readonly filter: Described };
};

describe('docs/schemas/', () => {
  test.each(Object.entries(schemas))(
    '%s.schema.json is what the files are read by; BYLINE_WRITE_DOCS=1 writes it',
    (name, current) => {
      expect(publishedSchema(name, current)).toEqual(current);
    },
  );
});

function meanings({ properties }: Described): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, { description = '' }]) => [name, description]));
}

describe('docs/partners.md', () => {
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
