import { describe, expect, test } from 'vitest';
import { acceptedOf, readAs, readSample, textOf, warningCodesOf } from '../../support/uploads.ts';

describe('a digitalwires entry', () => {
  test('is read with its rights, subjects and correction', async () => {
    const result = await readSample('dpa-digitalwires/brueckenbau.json');
    expect(result.format).toBe('dpa-digitalwires');
    const item = acceptedOf(result);
    expect(item.identity.nativeId).toBe('urn:newsml:agentur.example:20261105:261105-930-1');
    expect(item.attribution).toMatchObject({
      source: 'agentur',
      creditLine: 'agentur',
      copyrightNotice: 'Copyright 2026, agentur. Alle Rechte vorbehalten',
      usageTerms: 'Nutzung nach Vereinbarung',
    });
    expect(item.article).toMatchObject({
      version: '2',
      urgency: 3,
      edNote: 'Bilder folgen.',
      subjects: [{ name: 'Straßenbau', uri: 'medtop:20000337' }, { name: 'Brücke' }],
      places: [{ name: 'Alsfurt', literal: 'dpageo:9' }],
    });
    expect(item.article.descriptions).toContainEqual({ role: 'correction', value: 'Termin im ersten Absatz ergänzt.' });
    expect(item.article.associations).toMatchObject([
      { renditions: [{ href: 'https://media.agentur.example/1-2048.jpg' }, { name: 'size-512' }] },
      { rel: 'related', uri: 'https://stadt.example/bruecke' },
    ]);
    expect(textOf(item)).toMatch(/^Alsfurt \(agentur\) - Die Brücke/);
  });

  test('gives away no contact of its desks, in whatever field', async () => {
    const item = acceptedOf(await readSample('dpa-digitalwires/brueckenbau.json'));
    expect(JSON.stringify(item)).not.toMatch(/\+49|@agentur|wend@/);
    expect(warningCodesOf(item)).toContain('FIELD_IGNORED');
  });

  test('has its status in its categories where the field is empty', async () => {
    const entry = {
      format: 'digitalwires@1',
      urn: 'urn:x:1',
      headline: 'T',
      article_html: '',
      pubstatus: null,
      categories: [{ type: 'dnltype:pubstatus', name: 'canceled', qcode: 'stat:canceled' }],
    };
    expect(acceptedOf(await readAs(JSON.stringify([entry]), 'd.json')).disposition).toEqual({ kind: 'retract' });
  });
});
