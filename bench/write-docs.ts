import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, table } from './figures.ts';

/** What one part of the bench found. */
export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Markdown below the table. */
  readonly note?: string;
  /** SVG by file name, without its ending. */
  readonly plots?: Readonly<Record<string, string>>;
  /** How busy the machine was. */
  readonly load: string;
}

const docs = join(import.meta.dirname, '../docs');
/** Which page holds a section; all others stand in performance.md. */
const pageOf = (title: string): string => (title.startsWith('Scale') ? 'scale.md' : 'performance.md');

/** Writes a section into its page, between its markers, and its plots beside it. What was not measured this time stays. */
export function writeDocs({ title, figures, note, plots = {}, load }: Section, machine: string): void {
  mkdirSync(join(docs, 'images'), { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  const images = Object.entries(plots).map(([name, svg]) => {
    writeFileSync(join(docs, 'images', `${name}.svg`), svg);
    return `![${/aria-label="([^"]*)"/.exec(svg)?.[1] ?? name}](images/${name}.svg)`;
  });
  const text = [`*${date}, ${machine}, ${load}.*`, table(figures), ...(note === undefined ? [] : [note]), ...images];
  replaceBetweenMarkers(join(docs, pageOf(title)), title, text.join('\n\n'));
}

function replaceBetweenMarkers(path: string, title: string, text: string): void {
  const page = readFileSync(path, 'utf8');
  const [start, end] = [`<!-- bench: ${title} -->`, '<!-- end -->'];
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${path} has no place for "${title}": it needs "${start}" and "${end}"`);
  writeFileSync(path, `${page.slice(0, from)}${start}\n\n${text}\n\n${page.slice(to)}`);
}
