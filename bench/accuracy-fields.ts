/**
 * How often title, byline, publishing time and language of whole pages, read as uploads are, are those that Mozilla's Readability
 * finds: `node bench/accuracy-fields.ts DIRECTORY`, the layout of `accuracy.ts`. Each difference is a line: which of the two is right, a person must say.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { readUpload } from '../shared/intake/read-upload.ts';

const publisher = { id: 'bench', name: 'Bench', copyrightHolder: 'Bench', usageTerms: 'Terms', active: true };
const fields = ['title', 'byline', 'published', 'language'] as const;
type Fields = Readonly<Record<(typeof fields)[number], string>>;

const tidy = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const instant = (text: string | null | undefined): string => {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
};

async function ours(html: string, id: string): Promise<Fields | undefined> {
  const upload = { bytes: new TextEncoder().encode(html), key: `publishers/bench/${id}.html` };
  const [item] = (await readUpload(upload, publisher, { nowMs: Date.now() })).items;
  if (item?.status !== 'accepted') return undefined;
  return {
    title: tidy(item.article.headlines?.[0]?.value),
    byline: tidy(item.article.by),
    published: instant(item.attribution?.firstPublished),
    language: tidy(item.article.language),
  };
}

function theirs(html: string): Fields {
  const read = new Readability(parseHTML(html).document).parse();
  return {
    title: tidy(read?.title),
    byline: tidy(read?.byline),
    published: instant(read?.publishedTime),
    language: tidy(read?.lang),
  };
}

/** A byline without its opener, and a language with or without its region, is the same answer. */
function isSame(field: (typeof fields)[number], own: string, other: string): boolean {
  const [a, b] = [own.toLowerCase(), other.toLowerCase()];
  if (field === 'byline') return a === b || (a !== '' && b.includes(a));
  return field === 'language' ? a.split('-')[0] === b.split('-')[0] : own === other;
}

const directory = process.argv[2];
if (directory === undefined || !existsSync(join(directory, 'html'))) {
  console.error('usage: node bench/accuracy-fields.ts DIRECTORY, which holds html/ID.html.gz');
  process.exit(2);
}
const counts = { pages: 0, title: 0, byline: 0, published: 0, language: 0 };
for (const name of readdirSync(join(directory, 'html')).sort()) {
  const bytes = readFileSync(join(directory, 'html', name));
  const html = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [own, other] = [await ours(html, name), theirs(html)];
  counts.pages++;
  for (const field of fields) {
    if (own && isSame(field, own[field], other[field])) counts[field]++;
    else console.log(`${name.slice(0, 8)}  ${field}  ${own?.[field] ?? 'rejected'}  |  ${other[field]}`);
  }
}
console.log(JSON.stringify(counts));
