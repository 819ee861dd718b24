import type { Article } from '../article/article.ts';
import type { Attribution } from '../article/attribution.ts';

/** One way of rendering the canonical article for a partner. */
export interface OutputFormat {
  /** What partners name in their registration. */
  readonly id: string;
  /** The value of `data.article`: an object for JSON formats, text for others. */
  readonly render: (article: Article, attribution: Attribution | undefined) => unknown;
}

/** ninjs 3.1 is the canonical model itself. */
const ninjs3: OutputFormat = { id: 'ninjs-3', render: (article) => article };

export const outputFormats: readonly OutputFormat[] = [ninjs3];

/** The format of that id; undefined when there is none. */
export function outputFormat(id: string): OutputFormat | undefined {
  return outputFormats.find((format) => format.id === id);
}
