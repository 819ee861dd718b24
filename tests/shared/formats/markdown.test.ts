import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, htmlOf, readAs } from '../../support/uploads.ts';

const read = (text: string, name = 'a.md') => readAs(text, name);

describe('the headline', () => {
  test.each([
    ['is the front matter’s', '---\ntitle: 1984\n---\n# Other\n\nb', '1984'],
    ['or the first heading', '# A *new* `bridge` {#top}\n\nb', 'A new bridge'],
    ['or a line underlined', 'A title\n---\ntext', 'A title'],
    ['without its markup', '# <img src=x onerror=alert(1)> News & more\n\nb', 'News & more'],
  ])('%s', async (_, text, headline) => {
    expect(acceptedOf(await read(text)).article.headlines?.[0]?.value).toBe(headline);
  });

  test('is needed', async () => {
    expect(codesOf(await read('just a line\nand another'))).toEqual(['FIELD_MISSING']);
  });

  test('is not repeated in the body', async () => {
    expect(htmlOf(acceptedOf(await read('---\ntitle: A title\n---\n# A Title!\n\nText.')))).toBe('<p>Text.</p>');
  });
});

describe('the body', () => {
  test('keeps structure, tables and HTML that people write', async () => {
    const html = htmlOf(
      acceptedOf(
        await read(
          '# T\n\n## Sub\n\n~~old~~ **new**\n\n|a|b|\n|-|-|\n|1|2|\n\n<figure><img src="https://a.example/b.jpg" alt="b"></figure>\n',
        ),
      ),
    );
    expect(html).toContain('<h2>Sub</h2>');
    expect(html).toContain('<s>old</s> <strong>new</strong>');
    expect(html).toContain('<td>2</td>');
    expect(html).toContain('<figure><img src="https://a.example/b.jpg" alt="b" /></figure>');
  });

  test('that is nothing but markup is taken literally', async () => {
    expect(htmlOf(acceptedOf(await read('# T\n\n<script>alert(1)</script>\n')))).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    );
  });

  test('leaves templates and wiki links as they were typed', async () => {
    expect(htmlOf(acceptedOf(await read('# T\n\n{{ site.secret }} ![[../x.md]]')))).toBe(
      '<p>{{ site.secret }} ![[../x.md]]</p>',
    );
  });

  test('empty, or made to explode, is refused', async () => {
    expect(codesOf(await read('---\ntitle: T\n---\n'))).toEqual(['EMPTY_ARTICLE']);
    expect(codesOf(await read(`# T\n\n${'>'.repeat(1000)}x`))).toEqual(['MD_TOO_DEEP']);
    expect(codesOf(await read(`# T\n\n${'* '.repeat(1000)}x`))).toEqual(['MD_TOO_DEEP']);
    expect(
      codesOf(await read(`# T\n\n[a]: https://p.example/ "${'x'.repeat(10_000)}"\n${'[a] '.repeat(5_000)}`)),
    ).toEqual(['OUTPUT_TOO_LARGE']);
  });
});

test('a date in the file’s name is the publication’s', async () => {
  const item = acceptedOf(await read('# T\n\nText.', 'blog/2026-05-03-a-title.md'));
  expect(item.attribution?.firstPublished).toBe('2026-05-02T22:00:00Z');
  expect(item.warnings).toContainEqual(expect.objectContaining({ code: 'FIELD_INFERRED', path: 'published' }));
});

test('a draft is not sent, and a date ahead holds', async () => {
  expect(codesOf(await read('---\ntitle: T\ndraft: true\n---\nText.'))).toEqual(['STATUS_NOT_PUBLISHABLE']);
  expect(acceptedOf(await read('---\ntitle: T\ndate: 2099-01-01\n---\nText.')).disposition).toMatchObject({
    kind: 'hold',
  });
});
