import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { extractPage } from '../../../shared/normalize/extract-page.ts';
import { furnitureOf, pageKinds, pageOf } from '../../support/page-kinds.ts';

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

test.each(pageKinds.map((kind) => [kind.kind, kind] as const))(
  '%s keeps all of its text, and nothing beside',
  (_, kind) => {
    const { bodyText, title, language } = extractPage(pageOf(kind), { url: 'https://quay.example/story' });
    const text = squeezed(bodyText);
    expect(kind.kept.filter((wanted) => !text.includes(squeezed(wanted)))).toEqual([]);
    expect([...furnitureOf(kind.language), `${kind.title} 1`].filter((foreign) => text.includes(foreign))).toEqual([]);
    expect([title, language]).toEqual([kind.title, kind.language]);
  },
);

test('Readability finds no title, language or byline on these pages that is not found', () => {
  for (const kind of pageKinds) {
    const html = pageOf(kind);
    const theirs = new Readability(parseHTML(html).document).parse();
    const ours = extractPage(html);
    expect([ours.title, ours.language, ours.byline], kind.kind).toEqual([
      theirs?.title,
      theirs?.lang,
      theirs?.byline ?? undefined,
    ]);
  }
});
