import { atom } from './atom.ts';
import { html } from './html.ts';
import { jsonFeed } from './json-feed.ts';
import { jsonLd } from './json-ld.ts';
import { markdown } from './markdown.ts';
import { ninjs2 } from './ninjs-2.ts';
import { ninjs3 } from './ninjs-3.ts';
import { rss } from './rss.ts';
import { newsmlG2 } from './newsml-g2.ts';
import { nitf } from './nitf.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';

/** Every rendering a partner can choose; the first is the default. */
export const outputFormats: readonly OutputFormat[] = [
  ninjs3,
  ninjs2,
  newsmlG2,
  nitf,
  jsonLd,
  rss,
  atom,
  jsonFeed,
  html,
  markdown,
];

/** The format of that id; undefined when there is none. */
export function outputFormat(id: string): OutputFormat | undefined {
  return outputFormats.find((format) => format.id === id);
}

/** A rendering with what it is: the same for the webhook, the pull API, the console and the command line. */
export type RenderedArticle =
  | { readonly mediaType: string; readonly kind: 'json'; readonly value: object }
  | { readonly mediaType: string; readonly kind: 'text'; readonly value: string };

/** Renders an article in a format of the registry; throws for an id that `outputFormat` does not know. Pure. */
export function renderArticle(formatId: string, outgoing: OutgoingArticle): RenderedArticle {
  const format = outputFormat(formatId);
  if (!format) throw new Error(`unknown output format ${formatId}`);
  const value = format.render(outgoing);
  const isRetraction = outgoing.article.pubStatus === 'canceled';
  const mediaType = (isRetraction ? format.retractionMediaType : undefined) ?? format.mediaType;
  return typeof value === 'string' ? { mediaType, kind: 'text', value } : { mediaType, kind: 'json', value };
}

/** The rendering as the text of a document of its own. */
export function documentText({ kind, value }: RenderedArticle): string {
  return kind === 'text' ? value : `${JSON.stringify(value, undefined, 2)}\n`;
}
