/** Byline and date as they stand in words between a page's title and its story, where no markup tells them. */
import type { Block } from './page-blocks.ts';
import { hasBylineOpener, looksLikeNames } from './bylines.ts';
import { readDate } from './dates.ts';
import { bare } from './page-verdicts.ts';

export interface PageHead {
  readonly byline?: string;
  readonly publishedRaw?: string;
}

/** What stands between title and story is short; farther down are other stories. */
const headBlocks = 20;
const lineLength = 120;

const published =
  /^(?:first |originally )?(?:published|posted|publié|publicado|pubblicato|veröffentlicht|erstellt|gepubliceerd|geplaatst|opublikowano|dodano|yayınlanma|опубликовано|公開日?|(?:发布|發布)[時时][间間]|입력|تاريخ النشر|dipublikasikan|diterbitkan)(?!\p{L})/iu;

/** Looks through the lines between the title and the first block of the story, of all the page's blocks in order. */
export function readHead(blocks: readonly Block[], title: string | undefined, first: Block | undefined): PageHead {
  const end = first === undefined ? -1 : blocks.indexOf(first);
  const wanted = bare(title ?? '');
  const start = blocks.findLastIndex(
    ({ element, text }, index) => index < end && (element.tag === 'h1' || (wanted !== '' && bare(text) === wanted)),
  );
  if (start === -1 || end - start > headBlocks) return {};
  const lines = blocks
    .slice(start + 1, end)
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= lineLength);
  const byline = lines.find((line) => hasBylineOpener(line) && looksLikeNames(line));
  const publishedRaw = lines.find((line) => published.test(line) && readDate(line) !== undefined);
  return { ...(byline === undefined ? {} : { byline }), ...(publishedRaw === undefined ? {} : { publishedRaw }) };
}
