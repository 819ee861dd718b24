import { describe, expect, test } from 'vitest';
import { readPublishers } from '../../../shared/partners/registry-file.ts';
import { documentText } from '../../support/documents.ts';

describe('publishers.yaml', () => {
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
