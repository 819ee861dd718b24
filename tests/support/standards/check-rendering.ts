import type { RenderedArticle } from '../../../shared/outputs/registry.ts';
import { atomEntry, rss20, tombstone } from './feeds.ts';
import { pageViolations } from './html-page.ts';
import { jsonFeed11 } from './json-feed-1-1.ts';
import { jsonViolations } from './json-model.ts';
import { matterViolations } from './markdown.ts';
import { newsmlG2 } from './newsml-g2-2-31.ts';
import { ninjs21, ninjs31 } from './ninjs.ts';
import { nitf36 } from './nitf-3-6.ts';
import { schemaOrgViolations } from './schema-org.ts';
import { violations } from './xml-model.ts';

type Check = (rendered: RenderedArticle) => Promise<readonly string[]> | readonly string[];

const xml =
  (root: string, model: Parameters<typeof violations>[2]): Check =>
  ({ value }) =>
    violations(String(value), root, model);

const checks: Readonly<Record<string, Check>> = {
  'ninjs-3': ({ value }) => jsonViolations(value, ninjs31),
  'ninjs-2': ({ value }) => jsonViolations(value, ninjs21),
  'newsml-g2': xml('newsItem', newsmlG2),
  nitf: xml('nitf', nitf36),
  'json-ld': ({ value }) => schemaOrgViolations(value),
  rss: xml('rss', rss20),
  atom: (rendered) =>
    rendered.mediaType === 'application/atomdeleted+xml'
      ? xml('at:deleted-entry', tombstone)(rendered)
      : xml('entry', atomEntry)(rendered),
  'json-feed': ({ value }) => jsonViolations(value, jsonFeed11),
  html: ({ value }) => pageViolations(String(value)),
  markdown: ({ value }) => matterViolations(String(value)),
};

/** Every way in which a rendering breaks the rules of its format's standard. */
export async function standardViolations(formatId: string, rendered: RenderedArticle): Promise<readonly string[]> {
  const check = checks[formatId];
  return check === undefined ? [`no rules are known for ${formatId}`] : check(rendered);
}
