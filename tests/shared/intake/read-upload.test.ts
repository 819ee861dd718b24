import { describe, expect, test } from 'vitest';
import { uploadLimits } from '../../../shared/contract/limits.ts';
import { rejectionReasons, warningCodes } from '../../../shared/contract/reasons.ts';
import {
  acceptedOf,
  codesOf,
  htmlOf,
  readAs,
  readSample,
  rejectedOf,
  textOf,
  warningCodesOf,
} from '../../support/uploads.ts';

describe('an upload that cannot be read', () => {
  test('without bytes, or with nothing but white space, is an empty file', async () => {
    expect(codesOf(await readAs('', 'a.txt'))).toEqual(['EMPTY_FILE']);
    expect(codesOf(await readAs('\n \t\n', 'a.md'))).toEqual(['EMPTY_FILE']);
  });

  test('beyond the size limit is refused before it is looked at', async () => {
    expect(codesOf(await readAs(new Uint8Array(uploadLimits.uploadBytes + 1), 'a.txt'))).toEqual(['SIZE_EXCEEDED']);
  });

  test('holding a binary under a text name is a type mismatch', async () => {
    const elf = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...Array<number>(200).fill(0)]);
    expect(codesOf(await readAs(elf, 'a.html'))).toEqual(['TYPE_MISMATCH']);
    const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + 13) % 251);
    expect(codesOf(await readAs(noise, 'a.txt'))).toEqual(['TYPE_MISMATCH']);
  });

  test('holding a picture under a picture’s name is not supported', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
    expect(codesOf(await readAs(png, 'a.png'))).toEqual(['FORMAT_UNSUPPORTED']);
  });

  test('cut in the middle of its JSON says so, with the line', async () => {
    const result = await readSample('rejected/cut-off.json');
    expect(rejectedOf(result).reasons).toEqual([
      { code: 'JSON_MALFORMED', message: 'the JSON is cut off', path: 'line 23' },
    ]);
  });

  test('of JSON or XML that no format knows is unknown', async () => {
    expect(codesOf(await readAs('{"name":"byline","version":"1.0.0"}', 'package.json'))).toEqual(['FORMAT_UNKNOWN']);
    expect(codesOf(await readAs('<?xml version="1.0"?><invoice><sum>3</sum></invoice>', 'a.xml'))).toEqual([
      'FORMAT_UNKNOWN',
    ]);
    expect(codesOf(await readAs('null', 'a.json'))).toEqual(['FORMAT_UNKNOWN']);
  });

  test('names the format it was read as even when its item is rejected', async () => {
    const result = await readSample('rejected/no-headline.txt');
    expect(result.format).toBe('plain-text');
    expect(codesOf(result)).toEqual(['FIELD_MISSING']);
  });
});

describe('several items in one upload', () => {
  test('stand each for itself: one bad item does not sink the others', async () => {
    const item = (id: string, extra: object = {}) => ({ id, title: `Title ${id}`, body: 'Some text.', ...extra });
    const { items } = await readAs(
      JSON.stringify([item('1'), item('2', { title: 7.5, body: 3 }), item('3')]),
      'list.json',
    );
    expect(items.map(({ item: name, status }) => [name, status])).toEqual([
      ['[0]', 'accepted'],
      ['[1]', 'rejected'],
      ['[2]', 'accepted'],
    ]);
  });

  test('none, and more than the limit, are reasons of the whole', async () => {
    expect(codesOf(await readAs('[]', 'a.json'))).toEqual(['NO_ARTICLES']);
    const many = Array.from({ length: uploadLimits.itemsPerUpload + 1 }, (_, index) => ({
      id: `${index}`,
      title: 'T',
      body: 'b',
    }));
    expect(codesOf(await readAs(JSON.stringify(many), 'a.json'))).toEqual(['TOO_MANY_ARTICLES']);
  });
});

describe('the same article', () => {
  test('has the same hash when it is exported again with another version number and time', async () => {
    const item = {
      uri: 'urn:a:1',
      type: 'text',
      versionCreated: '2026-01-01T10:00:00Z',
      version: '1',
      pubStatus: 'usable',
      language: 'en',
    };
    const text = { headlines: [{ value: 'A title' }], bodies: [{ contentType: 'text/plain', value: 'Some text.' }] };
    const first = acceptedOf(await readAs(JSON.stringify({ ...item, ...text }), 'a.json'));
    const again = acceptedOf(
      await readAs(
        JSON.stringify({ ...item, ...text, versionCreated: '2026-01-02T10:00:00Z', version: '2' }),
        'b.json',
      ),
    );
    expect(again.contentHash).toBe(first.contentHash);
    expect(again.versionMs).toBeGreaterThan(first.versionMs ?? 0);
    const changed = { ...text, headlines: [{ value: 'Another title' }] };
    expect(acceptedOf(await readAs(JSON.stringify({ ...item, ...changed }), 'a.json')).contentHash).not.toBe(
      first.contentHash,
    );
  });

  test('has the same result whenever it is read', async () => {
    const early = await readSample('plain-text/harbour-bridge.txt');
    const { items } = await readSample('plain-text/harbour-bridge.txt');
    expect(items).toEqual(early.items);
  });
});

describe('the samples', () => {
  test('of plain text with labels give dates, places, captions and the copyright line', async () => {
    const item = acceptedOf(await readSample('plain-text/wasserwerk.txt'));
    expect(item.attribution).toMatchObject({
      bylines: ['Katrin Sommerfeld', 'Jens Abel'],
      firstPublished: '2026-03-12T06:30:00Z',
      copyrightHolder: 'Lindenauer Bote',
      copyrightNotice: '© 2026 Lindenauer Bote. Alle Rechte vorbehalten.',
      creditLine: 'Von Katrin Sommerfeld und Jens Abel, Demo News',
    });
    expect(item.article).toMatchObject({ language: 'de', located: 'Lindenau' });
    expect(item.attribution?.imageCredits).toEqual([
      { name: 'picture-1', credit: 'Paul Brenner/Stadtarchiv Lindenau' },
    ]);
    expect(warningCodesOf(item)).toContain('DATE_WITHOUT_ZONE');
  });

  test('of Markdown keep licence, source, picture and structure, and clean the address', async () => {
    const item = acceptedOf(await readSample('markdown/molinos-de-viento.md'));
    expect(item.identity).toEqual({ nativeId: 'sierra-2026-0417', from: 'document' });
    expect(item.attribution).toMatchObject({
      bylines: ['Lucía Ferrer', 'Andrés Olmo'],
      source: 'Agencia Sierra',
      canonicalUrl: 'https://sierra.example/oficios/molinos?pagina=1',
      licenseUrl: 'https://creativecommons.org/licenses/by-nd/4.0/',
      copyrightHolder: 'El Diario de la Sierra',
      firstPublished: '2026-04-17T06:15:00Z',
      lastModified: '2026-04-18T08:00:00Z',
    });
    expect(htmlOf(item)).toContain('<h2>Una harina con nombre propio</h2>');
    expect(htmlOf(item)).toContain('<blockquote><p>No vendemos nostalgia.');
    expect(htmlOf(item)).not.toContain('Leer también');
    expect(textOf(item)).toContain('- El molino muele 90 kilos por hora con buen viento.');
  });

  test('of a link-only post are stored, not sent', async () => {
    const item = acceptedOf(await readSample('markdown/link-only.md'));
    expect(item.disposition).toEqual({ kind: 'store' });
    expect(warningCodesOf(item)).toContain('LINK_ONLY');
  });

  test('of a whole page keep the article and leave the page', async () => {
    const item = acceptedOf(await readSample('html-page/greve-du-port.html'));
    expect(item.article).toMatchObject({ language: 'fr', by: 'Hélène Carrec, Malo Tanguy' });
    expect(item.attribution).toMatchObject({
      canonicalUrl: 'https://courrier.example/economie/port-reprise',
      copyrightHolder: 'Le Courrier du Large SA',
      firstPublished: '2026-02-11T17:40:00Z',
    });
    expect(textOf(item).split('\n\n')).toHaveLength(6);
    expect(textOf(item)).toContain('Quarante navires au large');
    for (const gone of ['Accueil', 'lettre du matin', 'Bravo', 'Lire aussi', 'Mentions'])
      expect(textOf(item)).not.toContain(gone);
  });

  test('of an export in windows-1252 keep its quotes, dashes and euros, and lose its scripts', async () => {
    const item = acceptedOf(await readSample('html-page/observatory-windows-1252.html'));
    expect(item.article.headlines?.[0]?.value).toBe('“A darker sky” – the observatory’s lamps go out');
    expect(textOf(item)).toContain('€4,000');
    expect(htmlOf(item)).not.toMatch(/script|onclick|iframe/);
    expect(htmlOf(item)).toContain('<a href="https://video.example/embed/lamps">Video: the lamps go out</a>');
    expect(warningCodesOf(item)).toContain('HTML_REMOVED');
  });

  test('of a correction and a kill belong to the articles they correct and take back', async () => {
    const [first, correction] = [
      await readSample('ninjs/ferry-fares.json'),
      await readSample('ninjs/ferry-fares.correction.json'),
    ].map(acceptedOf);
    expect(correction?.article.uri).toBe(first?.article.uri);
    expect(correction?.contentHash).not.toBe(first?.contentHash);
    expect(correction?.disposition).toEqual({ kind: 'send' });
    const kill = acceptedOf(await readSample('ninjs/museum-theft.retraction.json'));
    expect(kill.article.uri).toBe(acceptedOf(await readSample('ninjs/museum-theft.json')).article.uri);
    expect(kill.disposition).toEqual({ kind: 'retract' });
    expect(kill.article.pubStatus).toBe('canceled');
  });

  test('of an embargo and of plain JSON end as the README says', async () => {
    const held = acceptedOf(await readSample('ninjs/embargo-skolmat.json'));
    expect(held.disposition).toEqual({ kind: 'hold', untilMs: Date.UTC(2099, 0, 1, 5) });
    const plain = acceptedOf(await readSample('json-article/library-nights.json'));
    expect(plain.article.headlines?.[0]?.value).toBe('Libraries stay open until midnight — on trial');
    expect(plain.attribution?.canonicalUrl).toBe('https://evening.example/news/library-nights');
  });
});

test('every reason and warning code has a sentence of its own', () => {
  for (const sentences of [rejectionReasons, warningCodes]) {
    for (const [code, sentence] of Object.entries(sentences)) {
      expect(code).toMatch(/^[A-Z0-9]+(?:_[A-Z0-9]+)*$/);
      expect(sentence.length).toBeGreaterThan(8);
    }
  }
});
