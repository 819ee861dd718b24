import type { Format, Source } from './format.ts';
import { anpa1312 } from './anpa1312.ts';
import { apMedia } from './ap-media.ts';
import { arcAns } from './arc-ans.ts';
import { atom } from './atom.ts';
import { blogger } from './blogger.ts';
import { docx } from './docx.ts';
import { dpaDigitalwires } from './dpa-digitalwires.ts';
import { email } from './email.ts';
import { ghost } from './ghost.ts';
import { htmlPage } from './html-page.ts';
import { iptc7901 } from './iptc7901.ts';
import { jsonArticle } from './json-article.ts';
import { jsonFeed } from './json-feed.ts';
import { jsonLd } from './json-ld.ts';
import { markdown } from './markdown.ts';
import { ninjsBbcLdrs } from './ninjs-bbc-ldrs.ts';
import { ninjsSuperdesk } from './ninjs-superdesk.ts';
import { newsml1 } from './newsml-1.ts';
import { newsmlG2 } from './newsml-g2.ts';
import { ninjs } from './ninjs.ts';
import { nitf } from './nitf.ts';
import { plainText } from './plain-text.ts';
import { rss } from './rss.ts';
import { wordpressRest } from './wordpress-rest.ts';
import { wordpressWxr } from './wordpress-wxr.ts';
import { xmlArticle } from './xml-article.ts';
import { zip } from './zip.ts';

/**
 * Every format Byline reads. Order matters among equals only: put the exact before the general.
 * To add one: write its file beside the others, list it here, give it a sample, a test and a column in docs/formats.md.
 */
export const formats: readonly Format[] = [
  ninjsSuperdesk,
  ninjsBbcLdrs,
  apMedia,
  dpaDigitalwires,
  arcAns,
  wordpressRest,
  wordpressWxr,
  ghost,
  blogger,
  jsonFeed,
  rss,
  atom,
  jsonLd,
  newsmlG2,
  newsml1,
  nitf,
  iptc7901,
  anpa1312,
  email,
  zip,
  docx,
  ninjs,
  htmlPage,
  markdown,
  jsonArticle,
  xmlArticle,
  plainText,
];

/** The format that claims the document most surely; undefined when none does. */
export function detectFormat(source: Source): Format | undefined {
  let best: { format: Format; confidence: number } | undefined;
  for (const format of formats) {
    const confidence = format.detect(source);
    if (confidence > (best?.confidence ?? 0)) best = { format, confidence };
  }
  return best?.format;
}
