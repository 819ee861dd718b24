import { describe, expect, test } from 'vitest';
import { readXml } from '../../../shared/formats/xml.ts';
import type { XmlElement } from '../../../shared/formats/xml.ts';
import { allAt, attributeAt, attributeOf, lineAt } from '../../../shared/formats/xml-tree.ts';
import { nitf } from '../../../shared/outputs/nitf.ts';
import { outgoingExample } from '../../support/outgoing.ts';

async function rendered(...example: Parameters<typeof outgoingExample>): Promise<XmlElement> {
  return (await readXml(String(nitf.render(await outgoingExample(...example))))).root;
}

describe('NITF', () => {
  test('has credit and rights where the standard has them', async () => {
    const root = await rendered();
    const docdata = 'head/docdata';
    expect(attributeAt(root, `${docdata}/doc-id`, 'regsrc')).toBe('Coast Wire');
    expect(allAt(root, `${docdata}/del-list/from-src`).map((hand) => attributeOf(hand, 'src-name'))).toEqual([
      'Pier Desk',
      'Coast Wire',
      'Harbour Gazette',
    ]);
    expect(attributeAt(root, `${docdata}/doc.copyright`, 'holder')).toBe('Coast Wire plc');
    expect(attributeAt(root, `${docdata}/doc.copyright`, 'year')).toBe('2026');
    expect(attributeAt(root, `${docdata}/doc.rights`, 'limitations')).toBe(
      'Publish with credit and link.\nNo changes.',
    );
    expect(attributeAt(root, 'head/pubdata', 'ex-ref')).toBe('https://harbour-gazette.example/2026/night-ferry');
    const head = 'body/body.head';
    expect(allAt(root, `${head}/byline/person`)).toHaveLength(2);
    expect(lineAt(root, `${head}/distributor`)).toBe('Harbour Gazette');
    expect(lineAt(root, `${head}/note/body.content/p`)).toBe('© 2026 Coast Wire plc');
    expect(lineAt(root, 'body/body.end/tagline')).toMatch(/^By Mara Quay and Ida von Bergen/);
  });

  test('has the territory and the end of a licence', async () => {
    const outgoing = await outgoingExample();
    const attribution = {
      ...outgoing.attribution!,
      rules: { territories: ['DE', 'AT'], until: '2027-01-01T00:00:00Z' },
    };
    const { root } = await readXml(String(nitf.render({ ...outgoing, attribution })));
    expect(attributeAt(root, 'head/docdata/doc.rights', 'geography')).toBe('DE, AT');
    expect(attributeAt(root, 'head/docdata/doc.rights', 'enddate')).toBe('20270101T000000Z');
  });

  test('says an embargo by status and release, never by expiry', async () => {
    const root = await rendered({ expires: undefined });
    expect(attributeAt(root, 'head/docdata', 'management-status')).toBe('embargoed');
    expect(attributeAt(root, 'head/docdata/date.release', 'norm')).toBe('20261120T080000Z');
    expect(allAt(root, 'head/docdata/date.expire')).toEqual([]);
  });

  test('says a correction with its note', async () => {
    const root = await rendered();
    expect(attributeAt(root, 'head/docdata/correction', 'info')).toBe('An earlier version gave a wrong hour.');
    expect(allAt(root, 'head/revision-history').map((entry) => attributeOf(entry, 'comment'))).toContain('corrected');
  });

  test('of a retraction is canceled, and has none of its text', async () => {
    const root = await rendered({}, 'retraction');
    expect(attributeAt(root, 'head/docdata', 'management-status')).toBe('canceled');
    expect(lineAt(root, 'body/body.content/p')).toBe('This article has been retracted. Take it down.');
  });

  test('keeps versions that are no token out of du-key', async () => {
    const root = await rendered({ version: 'second edition' });
    expect(attributeAt(root, 'head/docdata/du-key', 'version')).toBeUndefined();
    expect(allAt(root, 'head/meta').map((meta) => attributeOf(meta, 'content'))).toContain('second edition');
  });
});
