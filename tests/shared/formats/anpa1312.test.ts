import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, htmlOf, readAs, readSample } from '../../support/uploads.ts';

const wire = (
  body: string,
  header = 'r a\u0013\u0011 BC-Test     11-02 0090',
  trailer = 'AP-XX-11-02-26 2210GMT<',
): string => `\u0016\u0016\u0001a0001\u001f-----\r\n${header}\r\n\u0002${body}\u0003${trailer}\r\n\u0004`;

describe('ANPA 1312', () => {
  test('keyword, headline, notes and byline stand before the text', async () => {
    const result = await readSample('anpa1312/glance.txt');
    expect(result.format).toBe('anpa1312');
    const item = acceptedOf(result);
    expect(item.article).toMatchObject({
      headlines: [{ role: 'main', value: 'Northern League at a Glance' }],
      by: 'The Northern Wire',
      slugline: 'League--Glance',
      edNote: 'Eds: Updates with evening games.',
      urgency: 4,
      versionCreated: '2026-11-02T22:10:00Z',
    });
    expect(item.identity.nativeId).toBe('anpa-a0007-2026-11-02');
  });

  test('subheadings and table rows keep their form, and a note to editors stays out of the body', async () => {
    const html = htmlOf(acceptedOf(await readSample('anpa1312/glance.txt')));
    expect(html).toBe(
      '<p>NORTHPORT (NW) — Three games were played on Monday &amp; one was called off. Rain stopped play at Elm Park.</p><h3>STANDINGS</h3>' +
        '<table><tbody><tr><td></td><td>W</td><td>L</td></tr><tr><td>North Port</td><td>7</td><td>2</td></tr><tr><td>Elm Park</td><td>5</td><td>4</td></tr></tbody></table>',
    );
  });

  test('a list of headlines is no article', async () => {
    expect(
      codesOf(await readAs(wire('^BC-Top-Headlines,90<\r\n^Top News<\r\n^One story<\r\n^Another story<\r\n'), 'h.txt')),
    ).toEqual(['EMPTY_ARTICLE']);
  });

  test('a kill retracts', async () => {
    expect(
      acceptedOf(
        await readAs(wire('^BC-Test, KILL<\r\n^KILL<\r\n', 'u a\u0013\u0011 BC-Test, KILL     11-02 0010'), 'k.txt'),
      ).disposition,
    ).toEqual({ kind: 'retract' });
  });

  test('Kyodo’s headline ends with a plus sign, and its day stands before the month', async () => {
    const body =
      'BC-Tea\r\nTea: Harvest opens in Uji+\r\n     KYOTO, May 11 Kyodo - The harvest \r\nopened on Monday.\r\n     Rain is expected.\r\n==Kyodo\r\n';
    const text = wire(body, 'u s\u0014\u0012 BC-Tea   11-05 0344', 'KWS-21:37-11-05-26').replace('a0001', 'a0001KYODO');
    const item = acceptedOf(await readAs(text, 'k.txt'));
    expect(item.article).toMatchObject({
      headlines: [{ value: 'Tea: Harvest opens in Uji' }],
      versionCreated: '2026-05-11T19:37:00Z',
    });
    expect(item.attribution?.source).toBe('Kyodo');
    expect(htmlOf(item)).toBe('<p>KYOTO, May 11 Kyodo - The harvest opened on Monday.</p><p>Rain is expected.</p>');
  });

  test('the agency under a byline is no subheading, quotation marks are set as such, and Eastern time is read', async () => {
    const body =
      "^BC-US--Fire, 1st Ld-Writethru,90<\r\n^Fire closes road<\r\n^By ANN AUTHOR=\r\n^Associated Press=\r\n\tTOLM (AP) _ ``It was fast,'' she said.\r\n";
    const item = acceptedOf(await readAs(wire(body, undefined, 'AP-NY-03-02-26 1430EST<'), 'b.txt'));
    expect(item.article).toMatchObject({ by: 'ANN AUTHOR, Associated Press', versionCreated: '2026-03-02T19:30:00Z' });
    expect(htmlOf(item)).toBe('<p>TOLM (AP) — “It was fast,” she said.</p>');
  });
});
