import { describe, expect, test } from 'vitest';
import { splitFrontMatter } from '../../../shared/formats/front-matter.ts';

describe('front matter', () => {
  test('keeps every scalar as it was written', async () => {
    const { matter, body } = await splitFrontMatter(
      '---\nid: 0123\nversion: 1.10\non: no\ntime: 12:30:45\nhash: 12e7\nempty: ~\n---\nText',
    );
    expect(Object.fromEntries(matter ?? [])).toEqual({
      id: '0123',
      version: '1.10',
      on: 'no',
      time: '12:30:45',
      hash: '12e7',
      empty: '',
    });
    expect(body).toBe('Text');
  });

  test('may hold lists, maps and quoted text', async () => {
    const { matter } = await splitFrontMatter(
      '---\ntags: [a, "b"]\nimage:\n  src: x.jpg\ntitle: "&Co *and* others"\n---\n',
    );
    expect(matter?.get('tags')).toEqual(['a', 'b']);
    expect(matter?.get('image')).toEqual(new Map([['src', 'x.jpg']]));
    expect(matter?.get('title')).toBe('&Co *and* others');
  });

  test('may be TOML', async () => {
    const { matter } = await splitFrontMatter('+++\ntitle = "A"\ndate = 2026-05-03T10:15:00Z\ntags = ["a"]\n+++\nText');
    expect(Object.fromEntries(matter ?? [])).toEqual({ title: 'A', date: '2026-05-03T10:15:00.000Z', tags: ['a'] });
  });

  test('ends with its last field where it is never closed', async () => {
    expect(await splitFrontMatter('---\ntitle: A\ntext without end\n')).toEqual({
      matter: new Map([['title', 'A']]),
      body: 'text without end\n',
    });
  });

  test('is none where a rule opens the text', async () => {
    expect(await splitFrontMatter('---\nText under a rule.\n')).toEqual({ body: '---\nText under a rule.\n' });
    expect(await splitFrontMatter('Title\n---\ntext')).toEqual({ body: 'Title\n---\ntext' });
  });
});

test.each([
  ['wants to be run', '---js\n{ title: (globalThis.ran = true) }\n---\n', 'FRONT_MATTER_LANGUAGE', 'line 1'],
  ['refers to itself', '---\na: &a [*a]\n---\n', 'YAML_ALIAS', undefined],
  ['merges', '---\n<<: *b\n---\n', 'YAML_ALIAS', undefined],
  ['has tags', '---\ntitle: A\nx: !!js/function "f"\n---\n', 'YAML_TAG', 'line 3'],
  ['has a name twice', '---\ntitle: A\ntitle: B\n---\n', 'YAML_DUPLICATE_KEY', 'line 3'],
  ['has a name twice inside', '---\na:\n  b: 1\n  b: 2\n---\n', 'YAML_DUPLICATE_KEY', 'line 4'],
  ['is nested without end', `---\na: ${'['.repeat(500)}${']'.repeat(500)}\n---\n`, 'YAML_TOO_DEEP', undefined],
  ['is indented with tabs', '---\ntitle:\tA\n\tx: 1\n---\n', 'YAML_MALFORMED', undefined],
  ['is no list of fields', '---\n- a\n- b\n---\n', 'YAML_MALFORMED', undefined],
  ['is a chapter', `---\nx: ${'a '.repeat(40_000)}\n---\n`, 'FRONT_MATTER_TOO_LARGE', 'line 1'],
  ['is broken thousands of times', `---\nx: ${']'.repeat(20_000)}\n---\n`, 'YAML_MALFORMED', 'line 2'],
  ['is a book', `---\nx: "${'a'.repeat(1_100_000)}"\n---\n`, 'FRONT_MATTER_TOO_LARGE', 'line 1'],
  ['is broken TOML', '+++\ntitle = \n+++\n', 'FRONT_MATTER_MALFORMED', undefined],
])('front matter that %s is refused', async (_, text, code, path) => {
  await expect(splitFrontMatter(text)).rejects.toMatchObject({ code, ...(path ? { path } : {}) });
  expect((globalThis as { ran?: boolean }).ran).toBeUndefined();
});
