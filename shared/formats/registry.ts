import type { Format, Source } from './format.ts';
import { htmlPage } from './html-page.ts';
import { jsonArticle } from './json-article.ts';
import { markdown } from './markdown.ts';
import { ninjs } from './ninjs.ts';
import { plainText } from './plain-text.ts';

/**
 * Every format Byline reads. Order matters among equals only: put the exact before the general.
 * To add one: write its file beside the others, list it here, give it a sample, a test and a column in docs/formats.md.
 */
export const formats: readonly Format[] = [ninjs, htmlPage, markdown, jsonArticle, plainText];

/** The format that claims the document most surely; undefined when none does. */
export function detectFormat(source: Source): Format | undefined {
  let best: { format: Format; confidence: number } | undefined;
  for (const format of formats) {
    const confidence = format.detect(source);
    if (confidence > (best?.confidence ?? 0)) best = { format, confidence };
  }
  return best?.format;
}
