import { describe, expect, test } from 'vitest';
import { problemLine, readOwnProfile, readPublishers } from '../../../shared/partners/registry-file.ts';

function problemsOf(text: string): string[] {
  const read = readPublishers(text);
  return read.ok ? [] : read.problems.map((problem) => problemLine('p.yaml', problem));
}

describe('what is wrong in a registry file', () => {
  test('is told all at once, with line, column and field, in the order of the file', () => {
    expect(
      problemsOf(
        `publishers:
  - id: Bad Id
    nam: Gazette
    language: englishlong_x
    promoWords: Also
    active: yes
  - id: post
    name:
    timeZone: Mars/Base
    url: ftp://post.example
  -
`,
      ),
    ).toEqual([
      'p.yaml:2:5  publishers[0].id  "Bad Id" is no id: use a-z, 0-9 and "-", at most 63',
      'p.yaml:2:5  publishers[0].name  is missing',
      'p.yaml:3:5  publishers[0].nam  is not known here: did you mean name?',
      'p.yaml:4:5  publishers[0].language  "englishlong_x" is no language tag: use BCP 47, as "en" or "pt-BR"',
      'p.yaml:5:5  publishers[0].promoWords  should be a list, not "Also"',
      'p.yaml:6:5  publishers[0].active  "yes" is neither true nor false',
      'p.yaml:8:5  publishers[1].name  is empty: give it a value or leave it out',
      'p.yaml:9:5  publishers[1].timeZone  "Mars/Base" is no time zone: use an IANA name, as "Europe/Berlin"',
      'p.yaml:10:5  publishers[1].url  "ftp://post.example" is no web address: start with https://',
      'p.yaml:11:4  publishers[2]  should hold "name: value" lines, not nothing',
    ]);
  });

  test.each([
    ['anchors', 'publishers:\n  - &a\n    id: x\n    name: X\n', 'p.yaml:3:5  anchors'],
    ['aliases', 'publishers:\n  - &a\n    id: x\n    name: X\n  - *a\n', 'p.yaml:5:5  aliases'],
    ['tags', 'publishers:\n  - {id: a, name: !!js/function x}\n', 'p.yaml:2:33  tags (tag:yaml.org,2002:js/function)'],
    ['merge keys', 'publishers:\n  - {id: a, name: A, "<<": {x: y}}\n', 'p.yaml:2:22  publishers[0].<<  is not known'],
    ['an empty file', '', 'p.yaml:1:1  should hold "name: value" lines, not nothing'],
    ['an empty list', 'publishers: []', 'p.yaml:1:1  publishers  is an empty list'],
    ['another file', 'partners: []', 'p.yaml:1:1  partners  is not known here'],
    ['a doubled name', 'publishers:\n  - id: a\n    id: b\n', 'p.yaml:3:5  this is not YAML: Map keys must be unique'],
    ['a doubled id', 'publishers:\n  - {id: a, name: A}\n  - {id: a, name: B}\n', 'p.yaml:3:6  publishers[1].id  "a"'],
    ['broken YAML', 'publishers:\n - id: a\n  - z\n', 'p.yaml:3:3  this is not YAML'],
    [
      'control characters',
      'publishers:\n  - {id: a, name: "A\\e[2J"}\n',
      'p.yaml:2:13  publishers[0].name  holds control',
    ],
    [
      'a prototype',
      'publishers:\n  - {id: a, name: A, __proto__: {active: x}}\n',
      'p.yaml:2:22  publishers[0].__proto__',
    ],
    ['brackets by the hundred', '['.repeat(60), 'p.yaml:1:1  the file is nested deeper than 50 levels'],
    ['dashes by the hundred', `publishers:\n${'- '.repeat(100)}x`, 'p.yaml:1:1  the file is nested deeper'],
    ['indents by the hundred', `publishers:\n${' '.repeat(300)}x: y`, 'p.yaml:1:1  the file is nested deeper'],
    ['a file without end', ' '.repeat(9_000_000), 'p.yaml:1:1  the file is longer than'],
  ])('%s', (_, text, said) => {
    expect(problemsOf(text).join('\n')).toContain(said);
  });
});

test('scalars stay what was written: ids with zeros, a language called no', () => {
  const read = readPublishers('publishers:\n  - id: 0123\n    name: 1.10\n    language: no\n');
  expect(read).toMatchObject({ ok: true, entries: [{ id: '0123', name: '1.10', language: 'no' }] });
});

test('JSON is YAML', () => {
  const text = JSON.stringify({ $schema: 'x.json', publishers: [{ id: 'a', name: 'A', active: 'true' }] });
  expect(readPublishers(text)).toMatchObject({ ok: true, entries: [{ id: 'a' }] });
});

test('a problem that shows later is told at the place of its field, or of what is around it', () => {
  const read = readPublishers('publishers:\n  - id: a\n    name: A\n');
  if (!read.ok) throw new Error('not read');
  expect(read.problemAt(['publishers', 0, 'name'], 'no')).toEqual({
    line: 3,
    column: 5,
    field: 'publishers[0].name',
    message: 'no',
  });
  expect(read.problemAt(['publishers', 0, 'url'], 'no')).toMatchObject({ line: 2, column: 5 });
});

describe('a profile by itself', () => {
  const own = (text: string): unknown => {
    const read = readOwnProfile(text, 'check');
    return read.ok ? read.profile : read.problems.map((problem) => problemLine('p.yaml', problem));
  };

  test('needs a name, and gets an id where it has none', () => {
    expect(own('name: Gazette\nusageTerms: For partners\n')).toEqual({
      id: 'check',
      name: 'Gazette',
      usageTerms: 'For partners',
      active: true,
    });
    expect(own('id: gazette\nname: Gazette\n')).toMatchObject({ id: 'gazette' });
    expect(own('timezone: Europe/Berlin\n')).toEqual([
      'p.yaml:1:1  name  is missing',
      'p.yaml:1:1  timezone  is not known here: did you mean timeZone?',
    ]);
  });

  test('may stand in a publishers.yaml, alone', () => {
    const entry = '  - {id: a, name: A}\n';
    expect(own(`publishers:\n${entry}`)).toMatchObject({ id: 'a', name: 'A' });
    expect(own(`publishers:\n${entry}  - {id: b, name: B}\n`)).toEqual([
      'p.yaml:1:1  publishers  holds 2 publishers: leave the one to check with',
    ]);
  });
});
