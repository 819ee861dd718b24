import type { Context } from 'hono';
import type { ActivityWatch } from './data/activity.ts';
import type { Html } from './parts/html.ts';
import type { ConsoleStack } from './stack.ts';

/** The places of the navigation. */
export const sections = [
  { id: 'overview', path: '/', title: 'Overview' },
  { id: 'articles', path: '/articles', title: 'Articles' },
  { id: 'uploads', path: '/uploads', title: 'Uploads' },
  { id: 'partners', path: '/partners', title: 'Partners' },
  { id: 'dead-letters', path: '/dead-letters', title: 'Dead letters' },
  { id: 'metrics', path: '/metrics', title: 'Metrics' },
] as const;
export type SectionId = (typeof sections)[number]['id'];

/** One page, before the frame of the console is put around it. */
export interface PageView {
  readonly title: string;
  readonly section?: SectionId;
  readonly main: Html;
  /** Shown once, as it stands: never made anew while it is open. */
  readonly isStill?: true;
  /** @default 200 */
  readonly status?: 200 | 400 | 404 | 500 | 502;
}

/** What pages are made from. */
export interface PageDeps {
  readonly stack: ConsoleStack;
  readonly activity: ActivityWatch;
  readonly nowMs: number;
  /** What forms must carry. */
  readonly formToken: string;
}

export type Page = (deps: PageDeps, c: Context) => Promise<PageView>;

/** What was asked for is not there, or the question makes no sense: one line with a next step. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
  readonly status: 400 | 404;
  constructor(message: string, status: 400 | 404 = 404) {
    super(message);
    this.status = status;
  }
}
