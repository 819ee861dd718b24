import { describe, expect, test } from 'vitest';
import { publishersFile } from '../../../shared/partners/publisher-profile.ts';
import { readPublishers } from '../../../shared/partners/registry-file.ts';
import { documentText } from '../../support/documents.ts';
import { jsonSchemaOf, publishedSchema } from '../../support/json-schemas.ts';

describe('publishers.yaml', () => {
  // After a change of the shape: BYLINE_WRITE_DOCS=1 npx vitest run tests/shared/partners && npm run format
  test('is completed by editors as it is read', () => {
    const schema = jsonSchemaOf('Publishers of Byline', publishersFile);
    expect(publishedSchema('publishers', schema)).toEqual(schema);
    expect(schema).toMatchObject({
      properties: { publishers: { items: { required: ['id', 'name'], additionalProperties: false } } },
    });
  });

  test('has an example that is read as it stands', () => {
    const read = readPublishers(documentText('examples/publishers.yaml'));
    expect(read).toMatchObject({ ok: true, entries: [{ id: 'harbour-gazette', active: true }] });
  });

  test('takes every field of a profile, and takes uploads unless told otherwise', () => {
    const read = readPublishers(
      `publishers:
  - id: harbour-gazette
    name: Harbour Gazette
    url: https://harbour-gazette.example
    logo: https://harbour-gazette.example/logo.svg
    language: en-GB
    timeZone: Europe/London
    creditLine: By {byline}, {publisher}
    byline: Staff
    source: Harbour Gazette
    copyrightHolder: Harbour Gazette Ltd
    copyrightNotice: © {year} Harbour Gazette Ltd
    usageTerms: Publish with credit and link.
    licenseUrl: https://harbour-gazette.example/licence
    promoWords: ["Also read:"]
  - {id: closed, name: Closed, active: false}
`,
    );
    expect(read).toMatchObject({
      ok: true,
      entries: [
        { timeZone: 'Europe/London', promoWords: ['Also read:'], active: true },
        { id: 'closed', active: false },
      ],
    });
  });
});
