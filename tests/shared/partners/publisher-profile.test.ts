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

test('the brake is off, or whole numbers; a value of another kind is told of, not stumbled over', () => {
  const read = (more: string) => readPublishers(`publishers:\n  - { id: a, name: A, ${more} }\n`);
  expect(read('brake: off')).toMatchObject({ ok: true, entries: [{ brake: 'off' }] });
  expect(read('brake: { articles: 5, minutes: 60 }')).toMatchObject({
    ok: true,
    entries: [{ brake: { articles: 5, minutes: 60 } }],
  });
  for (const wrong of ['brake: on', 'brake: { articles: 5 }', 'brake: { articles: 0, minutes: 1 }', 'brake: [5]']) {
    const { ok, ...rest } = read(wrong);
    expect({ wrong, ok }).toEqual({ wrong, ok: false });
    expect(JSON.stringify(rest)).toContain('brake');
  }
  expect(read('active: { yes: no }')).toMatchObject({ ok: false });
  expect(read('rules: { mayChange: [nothing] }')).toMatchObject({ ok: false });
});
