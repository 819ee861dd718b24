import { describe, expect, test } from 'vitest';
import { readSubject, splitMailHtml, splitMailText } from '../../../shared/formats/email-text.ts';

describe('the text of a release', () => {
  test.each([
    ['Text.\n\n-- \nA Bee\n+49 30 1234', 'Text.'],
    ['Text.\n\nENDS\n\nMedia contact: A Bee, 030 1234', 'Text.'],
    ['Text.\n\n###\nAbout us: 030 1234', 'Text.'],
    ['Text.\n\nPressekontakt: A Bee\n030 1234\n\nMehr Text.', 'Text.\n\n\nMehr Text.'],
    ['Text.\n\nKind regards,\nA Bee', 'Text.'],
    ['Text.\n\nMit freundlichen Grüßen\nA Bee\n\nVon meinem iPhone gesendet', 'Text.'],
    ['Text.\n\nSent from my phone', 'Text.'],
    ['Text.\n\nNotes to editors:\n1234', 'Text.'],
  ])('%j ends before its contacts', (whole, text) => {
    expect(splitMailText(whole)).toEqual({ text, isCut: true });
  });

  test.each([
    ['EMBARGOED UNTIL 12 May 2026 00:01 GMT', '12 May 2026 00:01 GMT'],
    ['*** Strictly embargoed: Next Monday ***', 'Next Monday'],
    ['Sperrfrist: 6. Oktober 2026, 10 Uhr', '6. Oktober 2026, 10 Uhr'],
    ['UNDER EMBARGO', ''],
  ])('under %j is under embargo', (line, embargo) => {
    expect(splitMailText(`${line}\n\nText.`)).toMatchObject({ text: 'Text.', embargo });
  });

  test('that speaks of an embargo later is under none', () => {
    const text = `${'A line.\n'.repeat(10)}Embargo on grain is lifted`;
    expect(splitMailText(text).embargo).toBeUndefined();
  });
});

test('the HTML of a message ends before its signature', () => {
  expect(splitMailHtml('<p>Text.</p><div class="gmail_signature">A Bee 1234</div>')).toEqual({
    html: '<p>Text.</p>',
    isCut: true,
  });
  expect(splitMailHtml('<p>Text.</p><p><b>Media contact:</b> A Bee 1234</p>')).toEqual({
    html: '<p>Text.</p>',
    isCut: true,
  });
  expect(splitMailHtml('<p>Text.</p><p>ENDS</p><p>1234</p>').html).toBe('<p>Text.</p>');
  expect(splitMailHtml('<p><b>EMBARGOED UNTIL noon</b></p><p>Text ends here.</p>')).toEqual({
    html: '<p>Text ends here.</p>',
    isCut: false,
  });
});

test.each([
  ['Fwd: RE: Pier', { headline: 'Pier' }],
  ['[EXT] Press release: Pier to be rebuilt', { headline: 'Pier to be rebuilt' }],
  ['EMBARGOED: Pier', { headline: 'Pier', embargo: '' }],
  ['FW: Embargoed until 6 May 2026 - Pier', { headline: 'Pier', embargo: '6 May 2026' }],
  ['Embargo on grain: what it means', { headline: 'Embargo on grain: what it means' }],
  ['Release: a life', { headline: 'Release: a life' }],
  ['  ', {}],
])('the subject “%s” says what it is about, and until when it is held', (subject, expected) => {
  expect(readSubject(subject)).toEqual(expected);
});
