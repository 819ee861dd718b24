import { describe, expect, test } from 'vitest';
import { readXml } from '../../../shared/formats/xml.ts';
import type { XmlElement } from '../../../shared/formats/xml.ts';
import { allAt, attributeAt, attributeOf, lineAt, lineOf } from '../../../shared/formats/xml-tree.ts';
import { newsmlG2 } from '../../../shared/outputs/newsml-g2.ts';
import { outgoingExample } from '../../support/outgoing.ts';

async function rendered(...example: Parameters<typeof outgoingExample>): Promise<XmlElement> {
  return (await readXml(String(newsmlG2.render(await outgoingExample(...example))))).root;
}

describe('NewsML-G2', () => {
  test('has credit and rights where the standard has them', async () => {
    const root = await rendered();
    expect(lineAt(root, 'rightsInfo/copyrightHolder/name')).toBe('Coast Wire plc');
    expect(lineAt(root, 'rightsInfo/copyrightNotice')).toBe('© 2026 Coast Wire plc');
    expect(allAt(root, 'rightsInfo/usageTerms').map(lineOf)).toEqual([
      'Publish with credit and link.',
      'No changes.',
      'With this article only.',
    ]);
    expect(attributeAt(root, 'rightsInfo/link', 'href')).toBe('https://coast-wire.example/terms');
    expect(allAt(root, 'hopHistory/hop/party/name').map(lineOf)).toEqual(['Pier Desk', 'Coast Wire']);
    expect(lineAt(root, 'pubHistory/published/timestamp')).toBe('2026-11-20T09:00:00Z');
    expect(lineAt(root, 'itemMeta/provider/name')).toBe('Harbour Gazette');
    expect(lineAt(root, 'contentMeta/infoSource/name')).toBe('Coast Wire');
    expect(lineAt(root, 'contentMeta/creditline')).toMatch(/^By Mara Quay/);
    expect(allAt(root, 'contentMeta/creator/name').map(lineOf)).toEqual(['Mara Quay', 'Ida von Bergen']);
  });

  test('keeps a picture’s rights apart from the article’s, as rights of that part', async () => {
    const root = await rendered();
    const [, rights] = allAt(root, 'rightsInfo');
    expect(attributeOf(rights, 'idrefs')).toBe(attributeAt(root, 'contentSet/remoteContent', 'id'));
    expect(lineAt(rights, 'usageTerms')).toBe('With this article only.');
    expect(lineAt(root, 'partMeta/creditline')).toBe('Ann Lens / Coast Wire');
  });

  test('counts Byline’s revisions, signals a correction, and holds an embargo', async () => {
    const root = await rendered();
    expect(attributeOf(root, 'version')).toBe('3');
    expect(attributeAt(root, 'itemMeta/signal', 'qcode')).toBe('sig:correction');
    expect(lineAt(root, 'itemMeta/embargoed')).toBe('2026-11-20T08:00:00Z');
    expect(attributeAt(root, 'itemMeta/pubStatus', 'qcode')).toBe('stat:usable');
  });

  test('of a retraction is an update that is canceled, without its text', async () => {
    const root = await rendered({}, 'retraction');
    expect(attributeAt(root, 'itemMeta/pubStatus', 'qcode')).toBe('stat:canceled');
    expect(attributeAt(root, 'itemMeta/signal', 'qcode')).toBe('sig:update');
    expect(lineAt(root, 'contentSet/inlineXML/html/body')).toBe('This article has been retracted. Take it down.');
  });
});
