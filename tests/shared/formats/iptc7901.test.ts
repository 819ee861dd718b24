import { describe, expect, test } from 'vitest';
import type { AcceptedItem } from '../../../shared/intake/intake.ts';
import { acceptedOf, htmlOf, readAs, readSample, warningCodesOf } from '../../support/uploads.ts';

const messages = async (): Promise<readonly AcceptedItem[]> =>
  (await readSample('iptc7901/two-messages.txt')).items.map((item) => {
    if (item.status !== 'accepted') throw new Error(JSON.stringify(item.reasons));
    return item;
  });

const wire = (body: string): string =>
  `\u0001abc0001 4 i 100  agency 0001\r\n\r\nTest/slug/\r\n\u0002${body}\r\n\u0003021015 GMT Nov 26\r\n`;

describe('IPTC 7901', () => {
  test('messages of one file are read one by one', async () => {
    const [first, second] = await messages();
    expect(first?.article).toMatchObject({
      headlines: [{ role: 'main', value: 'Harbour of Tolm to grow by a third, port authority says' }],
      slugline: 'Harbour/economy',
      urgency: 3,
      located: 'Tolm',
      versionCreated: '2026-11-02T10:15:00Z',
      altIds: [{ role: 'transmission', value: 'xyz0101' }],
    });
    expect(first?.attribution).toMatchObject({
      source: 'agency',
      bylines: ['Vera Lund', 'agency'],
      copyrightNotice: '(c) 2026 agency',
    });
    expect(second?.article.headlines).toEqual([{ role: 'main', value: 'Tolm wins chess final' }]);
    expect(first?.identity.nativeId).toBe('xyz0101-2026-11-02');
  });

  test('lines broken at the wire’s width are joined to paragraphs', async () => {
    const [first] = await messages();
    expect(htmlOf(first as AcceptedItem)).toBe(
      '<p>Tolm (agency) - The harbour of Tolm will grow by a third within four years, the port authority said on Monday.</p><p>Dredging is to begin in May.</p>',
    );
  });

  test('notes go to editors, links are related, contacts to nobody', async () => {
    const [first] = await messages();
    expect(first?.article.edNote).toBe('(c) 2026 agency\nAdds date of dredging');
    expect(first?.article.associations).toMatchObject([{ rel: 'related', uri: 'https://port.example/plan' }]);
    expect(JSON.stringify(first)).not.toMatch(/desk@|\+99|V\. Lund/);
    expect(warningCodesOf(first as AcceptedItem)).toContain('FIELD_IGNORED');
  });

  test('marks of a version are no headline, and a kill retracts', async () => {
    const corrected = acceptedOf(
      await readAs(
        wire('CORRECTION\r\n3RD LEAD\r\nA long headline\r\nover two lines\r\nBy A Bee =\r\n\r\nText of it.'),
        'w.txt',
      ),
    );
    expect(corrected.article.headlines).toEqual([{ role: 'main', value: 'A long headline over two lines' }]);
    expect(acceptedOf(await readAs(wire('KILL\r\nA headline\r\n\r\n'), 'k.txt')).disposition).toEqual({
      kind: 'retract',
    });
  });

  test('text whose control characters were stripped is read as well', async () => {
    const stripped =
      'abc0001 4 i 100  agency 0001\n\n/test/slug/\nA headline for it\nBy A Bee, agency  =\n \nCity (agency) - Text.\n\n\n021015 GMT Dez 26\n';
    const item = acceptedOf(await readAs(stripped, 'w.txt'));
    expect(item.article).toMatchObject({
      slugline: 'test/slug',
      versionCreated: '2026-12-02T10:15:00Z',
      headlines: [{ value: 'A headline for it' }],
    });
    expect(htmlOf(item)).toBe('<p>City (agency) - Text.</p>');
  });

  test('a category may have two letters, as the German agencies write it', async () => {
    const result = await readAs(wire('A headline =\r\n\r\nCity (dpa) - Text.').replace(' i 100', ' pl 100'), 'w.txt');
    expect(result.format).toBe('iptc7901');
    expect(acceptedOf(result).article.subjects).toEqual([{ literal: 'pl', rel: 'category' }]);
  });

  test('a note in brackets is for editors, a second headline a subheadline, the desk’s end mark nobody’s', async () => {
    const item = acceptedOf(
      await readAs(
        wire(
          '(Berichtigung: im 2. Absatz)\r\nStorm over Tolm\r\nUtl.: Crews at work =\r\n\r\n   Tolm (APA) - A storm\r\ncame.\r\n   It went.\r\n(Schluss) ab/cd',
        ),
        'w.txt',
      ),
    );
    expect(item.article).toMatchObject({
      headlines: [{ value: 'Storm over Tolm' }, { role: 'subhead', value: 'Crews at work' }],
      edNote: 'Berichtigung: im 2. Absatz',
    });
    expect(htmlOf(item)).toBe('<p>Tolm (APA) - A storm came.</p><p>It went.</p>');
  });

  test('a slugline in capitals over the headline is none of it, and a French trailer tells the time', async () => {
    const text =
      '\u0001AFP0102 3 I 85\r\n\u0002NORD/PORT - URGENT\r\nLe port ferme\r\n\r\nTOLM, 3 mai (AFP) - Le port ferme.\r\n\u0003AFP 031405 GMT MAI 26\r\n';
    expect(acceptedOf(await readAs(text, 'w.txt')).article).toMatchObject({
      slugline: 'NORD/PORT',
      headlines: [{ value: 'Le port ferme' }],
      located: 'TOLM',
      versionCreated: '2026-05-03T14:05:00Z',
    });
  });

  test('a flash is its headline and its text', async () => {
    const item = acceptedOf(await readAs(wire('TOLM (agency) - The port closes.'), 'w.txt'));
    expect(item.article.headlines).toEqual([{ role: 'main', value: 'TOLM (agency) - The port closes' }]);
    expect(htmlOf(item)).toBe('<p>TOLM (agency) - The port closes.</p>');
    expect(warningCodesOf(item)).toContain('FIELD_INFERRED');
  });
});
