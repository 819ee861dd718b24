import { expect, test } from 'vitest';
import { extractPage } from '../../../shared/normalize/extract-page.ts';
import { pageGenres } from '../../support/page-genres.ts';
import { languageThemes } from '../../support/page-languages.ts';
import { pageThemes, title } from '../../support/page-themes.ts';
import { newsThemes } from '../../support/page-themes-news.ts';

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

test.each([...pageThemes, ...newsThemes, ...pageGenres].map((theme) => [theme.theme, theme] as const))(
  'reads all of the story, and nothing beside, out of %s',
  (_, { html, kept, foreign }) => {
    const page = extractPage(html, { url: 'https://quay.example/news/crane' });
    const text = squeezed(page.bodyText);
    expect(kept.filter((wanted) => !text.includes(squeezed(wanted)))).toEqual([]);
    expect(foreign.filter((other) => text.includes(other))).toEqual([]);
    expect(page.title).toBe(title);
  },
);

test.each(languageThemes.map((theme) => [theme.theme, theme] as const))(
  'tells a story from the lines around it that no name marks, by their words in the language %s',
  (_, { html, kept }) => {
    const { bodyText } = extractPage(html, { url: 'https://quay.example/news/crane' });
    expect(bodyText.split('\n\n').map(squeezed)).toEqual(kept.map(squeezed));
  },
);
