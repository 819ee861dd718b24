import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import sanitize from 'sanitize-html';
import type { IntakeResult } from '../shared/intake/intake.ts';
import { readUpload } from '../shared/intake/read-upload.ts';
import { extractPage } from '../shared/normalize/extract-page.ts';
import { type Figure, figure, median } from './figures.ts';

const root = join(import.meta.dirname, '..');
/** Of each format. */
const budgetMs = 400;
const pagesMost = 40;
const publisher = {
  id: 'bench-news',
  name: 'Bench News',
  language: 'en',
  active: true,
  copyrightHolder: 'Bench News',
  copyrightNotice: '© {year} Bench News',
  usageTerms: 'With the credit line.',
  byline: 'Bench News staff',
} as const;

/**
 * Articles a second from bytes to the canonical model, by format, on the samples; the reference is sanitize-html alone on the bodies that
 * come of it, which any pipeline has to pay for.
 */
export async function formatFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const folders = readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: format } of folders.filter(({ name }) => name !== 'rejected')) {
    const files = readdirSync(join(root, 'samples', format)).map((name) => ({
      key: `publishers/${publisher.id}/${name}`,
      bytes: new Uint8Array(readFileSync(join(root, 'samples', format, name))),
    }));
    const bodies: string[] = [];
    for (const file of files) bodies.push(...articleBodyHtml(await readUpload(file, publisher, { nowMs: Date.now() })));
    if (bodies.length === 0) throw new Error(`samples/${format} holds no article`);
    const ours = await ratePerSecond(async () => {
      for (const file of files) await readUpload(file, publisher, { nowMs: Date.now() });
      return bodies.length;
    });
    const reference = await ratePerSecond(() => {
      for (const body of bodies) sanitize(body);
      return Promise.resolve(bodies.length);
    });
    figures.push(
      figure(`normalize.${format}`, ours, 'articles/s', { reference, referenceName: 'sanitize-html alone' }),
    );
  }
  return figures;
}

/**
 * Whole pages a second to the text of their article, against Mozilla's Readability on two DOMs. `directory` holds `html/ID.html.gz` (or `.html`), as the public
 * article-extraction benchmark does.
 */
export async function pageFigures(directory: string): Promise<{ figures: Figure[]; note: string }> {
  const { pages, note } = readPages(directory);
  const { JSDOM, VirtualConsole } = createRequire(import.meta.url)('jsdom') as JsDom;
  // Nobody hears what it thinks of the style sheets.
  const virtualConsole = new VirtualConsole();
  const extractors = {
    ours: (html: string) => extractPage(html, { url: 'https://news.example/story' }).bodyText,
    linkedom: (html: string) => new Readability(parseHTML(html).document).parse()?.textContent,
    jsdom: (html: string) => {
      const { window } = new JSDOM(html, { virtualConsole });
      const text = new Readability(window.document).parse()?.textContent;
      window.close();
      return text;
    },
  };
  const msOf = { ours: 0, linkedom: 0, jsdom: 0 };
  const names = Object.keys(extractors) as (keyof typeof extractors)[];
  // The first pages warm the compiler; then each page is read by all, one after the other, so that none has easier ones.
  for (const html of pages.slice(0, 5)) for (const name of names) extractors[name](html);
  for (const html of pages) {
    for (const name of names) {
      const startMs = performance.now();
      extractors[name](html);
      msOf[name] += performance.now() - startMs;
    }
  }
  const rate = (name: keyof typeof msOf): number => (pages.length / msOf[name]) * 1000;
  return {
    figures: [
      figure('extract.pages', rate('ours'), 'pages/s', {
        reference: rate('linkedom'),
        referenceName: 'Readability on linkedom',
      }),
      figure('extract.pages.jsdom', rate('ours'), 'pages/s', {
        reference: rate('jsdom'),
        referenceName: 'Readability on jsdom',
      }),
    ],
    note,
  };
}

/** What is used of jsdom, which comes without types. */
interface JsDom {
  readonly JSDOM: new (html: string, options: { virtualConsole: object }) => { window: JsWindow };
  readonly VirtualConsole: new () => object;
}

interface JsWindow {
  readonly document: ConstructorParameters<typeof Readability>[0];
  close(): void;
}

function readPages(directory: string): { pages: string[]; note: string } {
  const folder = join(directory, 'html');
  if (existsSync(folder)) {
    const names = readdirSync(folder).toSorted().slice(0, pagesMost);
    const pages = names.map((name) => {
      const bytes = readFileSync(join(folder, name));
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    });
    return { pages, note: `${pages.length} real pages` };
  }
  const samples = join(root, 'samples', 'html-page');
  const pages = readdirSync(samples).map((name) => readFileSync(join(samples, name), 'utf8'));
  return {
    pages,
    note: `no pages in ${directory}: took the ${pages.length} of samples/html-page, which are smaller than real ones`,
  };
}

function articleBodyHtml({ items }: IntakeResult): string[] {
  return items.flatMap((item) =>
    item.status === 'accepted'
      ? [item.article.bodies?.find(({ contentType }) => contentType === 'text/html')?.value ?? '']
      : [],
  );
}

/** `run` says how many articles it did; repeated until the budget is used, with one run ahead to warm up. */
async function ratePerSecond(run: () => Promise<number>): Promise<number> {
  await run();
  const rates: number[] = [];
  const endMs = performance.now() + budgetMs;
  do {
    const startMs = performance.now();
    const done = await run();
    rates.push((done / (performance.now() - startMs)) * 1000);
  } while (performance.now() < endMs);
  return median(rates);
}
