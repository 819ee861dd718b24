/**
 * Measures how truly page extractors read article bodies: `node bench/accuracy.ts DIRECTORY [--json] [--pages] [--folds N] [--only NAME,…]`.
 *
 * DIRECTORY holds `html/ID.html.gz` (or `ID.html`) and `ground-truth.json` (`ID → {articleBody, url}`), the layout of
 * the public article-extraction benchmark. Score, as there: per page the multisets of 4-word shingles of `\w+` tokens;
 * tp, fp and fn divided by their sum; precision and recall averaged over pages; F1 of the averages.
 * Each page is timed alone, the extractors taking turns, with one warm-up round. Pages are assigned to folds by their id.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { extractPage } from '../shared/normalize/extract-page.ts';

export interface Page {
  readonly id: string;
  readonly url: string;
  readonly html: string;
  readonly truth: string;
}

/** One extractor: whole page in, plain text of the article body out. */
type Extractor = (html: string, url: string) => string;

export interface PageScore {
  readonly id: string;
  readonly precision: number;
  readonly recall: number;
  readonly ms: number;
}

export interface Figures {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
}

/** Elements that end a line, for libraries that answer in HTML: their `textContent` glues neighbouring blocks together. */
const blockEnd =
  /<\/?(?:p|div|li|ul|ol|h[1-6]|section|article|blockquote|figure|figcaption|table|tr|td|th|pre|dl|dt|dd|header|footer|aside)\b[^>]*>|<br\b[^>]*>/gi;

function htmlToText(html: string): string {
  const { document } = parseHTML(`<html><body>${html.replaceAll(blockEnd, '\n$&')}</body></html>`);
  return document.body.textContent ?? '';
}

const extractors: Record<string, Extractor> = {
  byline: (html, url) => extractPage(html, { url }).bodyText,
  'readability+linkedom': (html) => {
    const { document } = parseHTML(html);
    return htmlToText(new Readability(document).parse()?.content ?? '');
  },
};

/** The libraries' own work without the text rendering of this file, for the timing. */
const timed: Record<string, (html: string, url: string) => unknown> = {
  byline: extractors['byline']!,
  'readability+linkedom': (html) => new Readability(parseHTML(html).document).parse()?.textContent,
};

/** The pages of a directory with their true texts, by id. */
export function readPages(directory: string): Page[] {
  const truths = JSON.parse(readFileSync(path.join(directory, 'ground-truth.json'), 'utf8')) as Record<
    string,
    { articleBody: string; url?: string }
  >;
  const folder = path.join(directory, 'html');
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const id = name.replace(/\.html(\.gz)?$/, '');
      const truth = truths[id];
      if (truth === undefined) return [];
      const bytes = readFileSync(path.join(folder, name));
      const html = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      return [{ id, url: truth.url ?? '', html, truth: truth.articleBody }];
    });
}

/** The 4-word shingles of a text, each with how often it occurs. */
export function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let start = 0; start < Math.max(1, words.length - 3); start++) {
    const shingle = words.slice(start, start + 4).join(' ');
    if (shingle !== '') counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** Precision and recall of one text against the true one, by shingles. */
export function score(truth: string, got: string): { precision: number; recall: number } {
  const wanted = shingles(truth);
  const found = shingles(got);
  let tp = 0;
  let foundTotal = 0;
  let wantedTotal = 0;
  for (const count of wanted.values()) wantedTotal += count;
  for (const [shingle, count] of found) {
    foundTotal += count;
    tp += Math.min(count, wanted.get(shingle) ?? 0);
  }
  if (foundTotal === 0 && wantedTotal === 0) return { precision: 1, recall: 1 };
  return {
    precision: foundTotal === 0 ? 0 : tp / foundTotal,
    recall: wantedTotal === 0 ? 0 : tp / wantedTotal,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Precision and recall averaged over pages, and F1 of the averages. */
export function figures(scores: readonly Omit<PageScore, 'ms'>[]): Figures {
  const precision = mean(scores.map((page) => page.precision));
  const recall = mean(scores.map((page) => page.recall));
  return { f1: (2 * precision * recall) / (precision + recall || 1), precision, recall };
}

function measure(pages: readonly Page[], names: readonly string[]): Map<string, PageScore[]> {
  const results = new Map<string, PageScore[]>(names.map((name) => [name, []]));
  const rounds = 4;
  for (const page of pages) {
    const times = new Map<string, number[]>(names.map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const name of names) {
        const start = performance.now();
        (timed[name] ?? extractors[name]!)(page.html, page.url);
        if (round > 0) times.get(name)!.push(performance.now() - start);
      }
    }
    for (const name of names) {
      const text = extractors[name]!(page.html, page.url);
      results.get(name)!.push({ id: page.id, ...score(page.truth, text), ms: median(times.get(name)!) });
    }
  }
  return results;
}

/** Fold of a page: by its id alone, so that it stays where it is when pages are added. */
function foldOf(id: string, folds: number): number {
  return Number.parseInt(id.slice(0, 8), 16) % folds;
}

const fixed = (value: number): string => value.toFixed(3);

function printTable(results: Map<string, PageScore[]>, folds: number): void {
  const header = ['extractor', 'F1', 'precision', 'recall', 'ms median', 'ms mean', 'ms worst'];
  const rows = [...results].map(([name, scores]) => {
    const all = figures(scores);
    const ms = scores.map((page) => page.ms);
    return [
      name,
      fixed(all.f1),
      fixed(all.precision),
      fixed(all.recall),
      ...[median(ms), mean(ms), Math.max(...ms)].map((value) => value.toFixed(1)),
      ...Array.from({ length: folds }, (_, fold) =>
        fixed(figures(scores.filter((page) => foldOf(page.id, folds) === fold)).f1),
      ),
    ];
  });
  const titles = [...header, ...Array.from({ length: folds }, (_, fold) => `F1 fold ${fold + 1}`)];
  console.log(`| ${titles.join(' | ')} |\n|${titles.map(() => ' --- |').join('')}`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

function printJson(results: Map<string, PageScore[]>, folds: number): void {
  const print = (extractor: string, figure: string, value: number): void =>
    console.log(JSON.stringify({ extractor, figure, value: Math.round(value * 1e5) / 1e5 }));
  for (const [name, scores] of results) {
    const all = figures(scores);
    const ms = scores.map((page) => page.ms);
    print(name, 'pages', scores.length);
    for (const [figure, value] of Object.entries(all)) print(name, figure, value);
    print(name, 'msMedian', median(ms));
    print(name, 'msMean', mean(ms));
    print(name, 'msWorst', Math.max(...ms));
    for (let fold = 0; fold < folds; fold++) {
      print(name, `f1Fold${fold + 1}`, figures(scores.filter((page) => foldOf(page.id, folds) === fold)).f1);
    }
  }
}

function printPages(pages: readonly Page[], results: Map<string, PageScore[]>): void {
  const names = [...results.keys()];
  for (const [index, page] of pages.entries()) {
    const cells = names.map((name) => {
      const own = results.get(name)![index]!;
      return `${name} p ${fixed(own.precision)} r ${fixed(own.recall)} ${own.ms.toFixed(1)} ms`;
    });
    console.log(`${page.id.slice(0, 8)}  ${cells.join('  |  ')}  ${page.url.slice(0, 80)}`);
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      pages: { type: 'boolean', default: false },
      folds: { type: 'string', default: '5' },
      only: { type: 'string' },
    },
  });
  const directory = positionals[0];
  if (directory === undefined || !existsSync(path.join(directory, 'ground-truth.json'))) {
    console.error('usage: node bench/accuracy.ts DIRECTORY [--json] [--pages] [--folds N] [--only NAME,…]');
    console.error('DIRECTORY holds html/ID.html.gz and ground-truth.json');
    process.exit(2);
  }
  const names = values.only?.split(',') ?? Object.keys(extractors);
  const unknown = names.filter((name) => !(name in extractors));
  if (unknown.length > 0) {
    console.error(`unknown extractor ${unknown.join(', ')}; there are ${Object.keys(extractors).join(', ')}`);
    process.exit(2);
  }
  const pages = readPages(directory);
  const results = measure(pages, names);
  if (values.pages) printPages(pages, results);
  if (values.json) printJson(results, Number(values.folds));
  else printTable(results, Number(values.folds));
}
