import { describe, expect, test } from 'vitest';
import { JsonFields } from '../../../shared/formats/json-fields.ts';
import { readNinjsBody } from '../../../shared/formats/ninjs-body.ts';

const read = (item: Record<string, unknown>) => readNinjsBody(new JsonFields(item));

describe('the text of a ninjs item', () => {
  test('is its HTML, the longest of several, before its plain text', () => {
    expect(
      read({
        bodies: [
          { role: 'main', contentType: 'text/plain', value: 'A long text without any markup at all.' },
          { role: 'short', contentType: 'text/html', value: '<p>A</p>' },
          { role: 'main', contentType: 'text/html', value: '<p>A longer one.</p>' },
          { role: 'caption', contentType: 'text/html', value: '<p>A caption that is longer than all the rest.</p>' },
        ],
      }),
    ).toEqual({ body: { kind: 'html', value: '<p>A longer one.</p>' } });
  });

  test('is what earlier generations call it', () => {
    expect(read({ body_html: '<p>A</p>', body_text: 'A' })).toEqual({ body: { kind: 'html', value: '<p>A</p>' } });
  });

  test('of a flash is its description of the role text, and that is told', () => {
    const descriptions = [
      { role: 'summary', value: 'Not this' },
      { role: 'text', value: 'The bridge is closed.' },
    ];
    expect(read({ descriptions })).toMatchObject({
      body: { kind: 'text', value: 'The bridge is closed.' },
      inferences: [{ field: 'body' }],
    });
    expect(read({ descriptions, body_text: 'In full.' })).toEqual({ body: { kind: 'text', value: 'In full.' } });
  });

  test('is not made up from a summary', () => {
    expect(read({ descriptions: [{ role: 'summary', value: 'A teaser' }] })).toEqual({});
  });

  test('in NITF is its content, with HTML’s names, whatever it is called; what is spoken is none', () => {
    const value =
      '<nitf><body><body.head/><body.content><block><p>A.</p><hl2>B</hl2></block></body.content></body></nitf>';
    const html = { body: { kind: 'html', value: '<div><p>A.</p><h2>B</h2></div>' } };
    expect(read({ bodies: [{ role: 'main', contentType: 'application/nitf+xml', value }] })).toEqual(html);
    expect(read({ body_nitf: value })).toEqual(html);
    expect(
      read({ bodies: [{ role: 'main', contentType: 'application/ssml+xml', value: '<speak>A</speak>' }] }),
    ).toEqual({});
  });

  test('is in the item’s language, and HTML before NITF', () => {
    const nitf = '<body.content><block><p>A longer text in another form.</p></block></body.content>';
    expect(
      read({
        language: 'en-GB',
        bodies: [
          { lang: 'fr', contentType: 'text/html', value: '<p>Un texte bien plus long.</p>' },
          { lang: 'en', contentType: 'application/nitf+xml', value: nitf },
          { lang: 'en', contentType: 'text/html', value: '<p>A text.</p>' },
        ],
      }),
    ).toEqual({ body: { kind: 'html', value: '<p>A text.</p>' } });
    const french = [{ lang: 'fr', contentType: 'text/html', value: '<p>Un texte.</p>' }];
    expect(read({ language: 'en', bodies: french })).toEqual({ body: { kind: 'html', value: '<p>Un texte.</p>' } });
  });
});
