import { expect, test } from 'vitest';
import { extractPage } from '../../../shared/normalize/extract-page.ts';
import { pageGenres } from '../../support/page-genres.ts';
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
