import { describe, expect, test } from 'vitest';
import { outputFormats } from '../../../shared/outputs/registry.ts';
import { articleEvents } from '../../../shared/partners/partner.ts';
import { problemLine, readPartners } from '../../../shared/partners/registry-file.ts';
import { documentText } from '../../support/documents.ts';

const formats = outputFormats.map(({ id }) => id);

function read(text: string) {
  const file = readPartners(text, formats);
  return file.ok ? file.entries : file.problems.map((problem) => problemLine('p.yaml', problem));
}

describe('partners.yaml', () => {
  test('has an example that is read as it stands', () => {
    expect(read(documentText('examples/partners.yaml'))).toMatchObject([
      { id: 'evening-post', format: 'ninjs-3', events: articleEvents },
      { id: 'sports-ticker', filter: { subjects: ['medtop:15000000'], not: { genres: ['opinion'] } }, maxPerSecond: 5 },
      { id: 'coast-blog', events: ['article.published', 'article.retracted'], indexing: 'noindex' },
    ]);
  });

  test('takes every field of a profile', () => {
    expect(
      read(`partners:
  - id: outlet
    name: Outlet
    url: https://hooks.outlet.example/
    format: ninjs-3
    events: [article.updated, article.published]
    territories: [DE, AT]
    indexing: canonical
    signature: v1a
    status: paused
    headers: {X-Tenant: byline}
    maxBodyBytes: 2000000
    maxPerSecond: 10
    maxInFlight: 2
    filter:
      publishers: [a]
      languages: ["*"]
      contentTypes: [picture]
      subjects: [sport, "subj:15054000", Seefahrt]
      genres: [feature]
      places: [GB]
      keywords: [ferry]
      urgencyAtMost: 4
      all: [{languages: [en]}]
      any: [{languages: [de]}, {not: {all: [{keywords: [x]}]}}]
      not: {keywords: [tunnel]}
`),
    ).toMatchObject([
      {
        events: ['article.published', 'article.updated'],
        headers: { 'x-tenant': 'byline' },
        maxBodyBytes: 2_000_000,
        filter: { urgencyAtMost: 4, any: [{}, { not: { all: [{ keywords: ['x'] }] } }] },
      },
    ]);
  });

  test('names what is wrong in filters and headers at its place', () => {
    expect(
      read(`partners:
  - id: post
    name: Post
    url: https://post.example/x
    format: word
    filter:
      subjects: [sport, medtop:99999999]
      not: {langages: [de]}
      any: []
      urgencyAtMost: 12
    headers: {host: x, authorization: y, x-n: "a\\r\\nb"}
    status: removed
`),
    ).toEqual([
      expect.stringContaining('p.yaml:5:5  partners[0].format  "word" is no format: use'),
      'p.yaml:7:25  partners[0].filter.subjects[1]  "medtop:99999999" is no mediatopic or subject code of IPTC',
      'p.yaml:8:13  partners[0].filter.not.langages  is not known here: did you mean languages?',
      'p.yaml:9:7  partners[0].filter.any  is an empty list: name something or leave it out',
      'p.yaml:10:7  partners[0].filter.urgencyAtMost  12 is too large: at most 9',
      'p.yaml:11:15  partners[0].headers.host  is set by Byline and cannot be changed',
      expect.stringContaining('p.yaml:11:24  partners[0].headers.authorization  carries a secret'),
      'p.yaml:11:42  partners[0].headers.x-n  holds control characters or line breaks',
      expect.stringContaining('p.yaml:11:42  partners[0].headers.x-n  has a value that HTTP cannot carry'),
      'p.yaml:12:5  partners[0].status  "removed" is no status: use active or paused',
    ]);
  });
});

describe('a partner that fetches', () => {
  test('may do without an address, and one that says false is as one that says nothing', () => {
    expect(read('partners:\n  - {id: a, name: A, pull: true}\n')).toMatchObject([{ id: 'a', pull: true }]);
    const [other] = read('partners:\n  - {id: b, name: B, url: "https://b.example/", pull: false}\n') as object[];
    expect(other).not.toHaveProperty('pull');
  });

  test('is the only one that may', () => {
    const [line] = read('partners:\n  - {id: a, name: A}\n') as string[];
    expect(line).toContain('lacks "url", where webhooks are sent; one that fetches says pull: true');
  });
});
