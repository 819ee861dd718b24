/**
 * How little the page extractor's score falls when pages change that it has seen: `node bench/accuracy-perturbed.ts DIRECTORY [--only WORD] [--pages]`,
 * the layout and score of `accuracy.ts`. A change's name says what it does (`page-perturbations.ts`); each is the same in every run.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse, serialize } from 'parse5';
import { extractPage } from '../shared/normalize/extract-page.ts';
import { figures, readPages, score } from './accuracy.ts';
import type { Page } from './accuracy.ts';
import { furnitureOf, perturbations, wordsOf } from './page-perturbations.ts';
import type { Perturbation, Perturbed } from './page-perturbations.ts';

/** Numbers between 0 and 1 that a seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Each page's furniture, by the page's id. */
type Furniture = ReadonlyMap<string, readonly string[]>;

function perturbed(page: Page, furniture: Furniture): Perturbed {
  return {
    document: parse(page.html),
    truth: wordsOf(page.truth),
    random: randomFrom(Number.parseInt(page.id.slice(0, 8), 16)),
    strangers: [...furniture].flatMap(([id, parts]) => (id === page.id ? [] : parts)),
  };
}

interface Read {
  readonly id: string;
  readonly precision: number;
  readonly recall: number;
}

function readAll(pages: readonly Page[], furniture: Furniture, perturb: Perturbation): Read[] {
  return pages.map((page) => {
    const change = perturbed(page, furniture);
    perturb(change);
    const { bodyText } = extractPage(serialize(change.document), { url: page.url });
    return { id: page.id, ...score(page.truth, bodyText) };
  });
}

const fixed = (value: number): string => value.toFixed(3);
/** A page that keeps less of its text than this has lost it. */
const lostRecall = 0.7;

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', default: '' }, pages: { type: 'boolean', default: false } },
  });
  const directory = positionals[0];
  if (directory === undefined || !existsSync(path.join(directory, 'ground-truth.json'))) {
    console.error('usage: node bench/accuracy-perturbed.ts DIRECTORY [--only WORD] [--pages]');
    process.exit(2);
  }
  const pages = readPages(directory);
  const none: Furniture = new Map();
  const furniture = new Map(pages.map((page) => [page.id, furnitureOf(perturbed(page, none))] as const));
  const before = readAll(pages, furniture, () => undefined);
  console.log('| change | F1 | precision | recall | pages that lost their text |\n| --- | --- | --- | --- | --- |');
  for (const [name, perturb] of Object.entries({ nothing: () => undefined, ...perturbations })) {
    if (!name.includes(values.only)) continue;
    const after = readAll(pages, furniture, perturb);
    const { f1, precision, recall } = figures(after);
    const lost = after.filter((page, index) => page.recall < Math.min(lostRecall, before[index]!.recall));
    console.log(`| ${name} | ${[f1, precision, recall].map(fixed).join(' | ')} | ${lost.length} |`);
    if (!values.pages) continue;
    for (const [index, page] of after.entries()) {
      const { precision: p, recall: r } = before[index]!;
      if (Math.abs(page.precision - p) + Math.abs(page.recall - r) < 0.02) continue;
      console.log(
        `  ${page.id.slice(0, 8)}  p ${fixed(p)} → ${fixed(page.precision)}  r ${fixed(r)} → ${fixed(page.recall)}`,
      );
    }
  }
}
