import { escapeHtml } from '../article/escape-html.ts';
import type { DocxStyle, PartElement } from './docx-parts.ts';
import { readHyperlinks, readNumbering, readPart, readStyles } from './docx-parts.ts';
import { readNotes } from './docx-notes.ts';
import type { DraftPicture } from './format.ts';
import { Unreadable } from './format.ts';

export interface DocxParagraph {
  /** Inline HTML: emphasis and links. */
  readonly html: string;
  readonly text: string;
  /** The style's built-in name, lower case (`title`, `subtitle`); empty for body text. */
  readonly style: string;
  readonly headingLevel?: number;
  readonly isQuote?: boolean;
  readonly listed?: { readonly tag: 'ol' | 'ul'; readonly level: number };
}

export interface DocxText {
  /** Paragraphs, and tables as HTML, in order. */
  readonly blocks: readonly (DocxParagraph | string)[];
  readonly pictures: readonly DraftPicture[];
  readonly language?: string;
  readonly deletions: number;
  readonly hidden: number;
  /** Footnotes and endnotes in the order of their marks in the text (`[1]`). */
  readonly notes: readonly string[];
}

/** Reads the main part of a document; `part` gives the text of another part by its name. Throws `Unreadable`: `DOCX_INVALID` without a main part. */
export async function readDocxDocument(part: (name: string) => string | undefined): Promise<DocxText> {
  const xml = part('word/document.xml');
  if (xml === undefined) throw new Unreadable('DOCX_INVALID', 'the document lacks its text (word/document.xml)');
  const [styles, links, numbering] = [
    part('word/styles.xml'),
    part('word/_rels/document.xml.rels'),
    part('word/numbering.xml'),
  ];
  const reader = new DocumentReader(
    styles === undefined ? new Map() : await readStyles(styles),
    links === undefined ? new Map() : await readHyperlinks(links),
    numbering === undefined ? () => false : await readNumbering(numbering),
  );
  await readPart(xml, 'word/document.xml', reader);
  const notes = new Map<string, string>();
  for (const kind of ['footnote', 'endnote']) {
    const name = `word/${kind}s.xml`;
    const listed = reader.hasNotes ? part(name) : undefined;
    for (const [id, text] of listed === undefined ? [] : await readNotes(listed, name))
      notes.set(`${kind} ${id}`, text);
  }
  return reader.result(notes);
}

/** Elements whose text is none of the article's. */
const skipped = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'txbxContent',
  'Fallback',
  'footnote',
  'annotationRef',
  'pPrChange',
  'rPrChange',
]);

interface OpenParagraph {
  html: string;
  text: string;
  styleId: string;
  list?: string;
  level: number;
}

interface Run {
  isHidden: boolean;
  isBold: boolean;
  isItalic: boolean;
  script?: 'sub' | 'sup';
}

class DocumentReader {
  readonly #styles: ReadonlyMap<string, DocxStyle>;
  readonly #links: ReadonlyMap<string, string>;
  readonly #isNumbered: (list: string, level: number) => boolean;
  readonly #blocks: (DocxParagraph | string)[] = [];
  readonly #pictures: DraftPicture[] = [];
  readonly #languages = new Map<string, number>();
  #skip = 0;
  #deletions = 0;
  #hidden = 0;
  /** Kinds and ids of the notes that the text refers to. */
  readonly #notes: string[] = [];
  #paragraph: OpenParagraph | undefined;
  /** A paragraph's own run properties describe its mark, not its text. */
  #inParagraphProperties = false;
  #run: Run | undefined;
  #isText = false;
  #link: string | undefined;
  /** Cells and rows of the tables that are open, innermost last. */
  readonly #tables: { rows: string[]; cells: string[]; cell: string[] }[] = [];

  constructor(
    styles: ReadonlyMap<string, DocxStyle>,
    links: ReadonlyMap<string, string>,
    isNumbered: (list: string, level: number) => boolean,
  ) {
    this.#styles = styles;
    this.#links = links;
    this.#isNumbered = isNumbered;
  }

  get hasNotes(): boolean {
    return this.#notes.length > 0;
  }

  result(notes: ReadonlyMap<string, string>): DocxText {
    const language = [...this.#languages].toSorted((a, b) => b[1] - a[1])[0]?.[0];
    return {
      blocks: this.#blocks,
      pictures: this.#pictures,
      ...(language ? { language } : {}),
      deletions: this.#deletions,
      hidden: this.#hidden,
      notes: this.#notes.map((id) => notes.get(id) ?? ''),
    };
  }

  open(element: PartElement): void {
    const { name } = element;
    if (this.#skip > 0 || skipped.has(name)) {
      if (this.#skip === 0 && (name === 'del' || name === 'moveFrom') && !this.#inParagraphProperties)
        this.#deletions++;
      this.#skip++;
      return;
    }
    this.#openStructure(element);
    this.#openProperty(element);
    if (name === 't') this.#isText = true;
    if (name === 'tab') this.#write('\t');
    if (name === 'br' || name === 'cr') this.#write('\n');
    if (name === 'noBreakHyphen') this.#write('‑');
    if (name === 'docPr') this.#takePicture(element);
    if (name === 'footnoteReference' || name === 'endnoteReference') this.#takeNote(element);
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip--;
      return;
    }
    if (name === 't') this.#isText = false;
    if (name === 'pPr') this.#inParagraphProperties = false;
    if (name === 'r') this.#run = undefined;
    if (name === 'hyperlink' && this.#link !== undefined) {
      if (this.#paragraph) this.#paragraph.html += '</a>';
      this.#link = undefined;
    }
    if (name === 'p') this.#closeParagraph();
    const table = this.#tables.at(-1);
    if (name === 'tc') table?.cells.push(`<td>${table.cell.join('<br>')}</td>`);
    if (name === 'tr') table?.rows.push(`<tr>${table.cells.join('')}</tr>`);
    if (name === 'tbl') this.#closeTable();
  }

  text(text: string): void {
    if (this.#skip === 0 && this.#isText) this.#write(text);
  }

  #openStructure({ name, attributes }: PartElement): void {
    const table = this.#tables.at(-1);
    if (name === 'p') this.#paragraph = { html: '', text: '', styleId: '', level: 0 };
    if (name === 'pPr') this.#inParagraphProperties = true;
    if (name === 'r') this.#run = { isHidden: false, isBold: false, isItalic: false };
    if (name === 'tbl') this.#tables.push({ rows: [], cells: [], cell: [] });
    if (name === 'tr' && table) table.cells = [];
    if (name === 'tc' && table) table.cell = [];
    if (name === 'hyperlink') {
      const target = this.#links.get(attributes.id ?? '');
      if (target !== undefined && this.#paragraph) {
        this.#link = target;
        this.#paragraph.html += `<a href="${escapeHtml(target)}">`;
      }
    }
  }

  #openProperty({ name, attributes }: PartElement): void {
    const isOn = !/^(?:0|false|off|none)$/i.test(attributes.val ?? '');
    if (this.#inParagraphProperties && this.#paragraph) {
      if (name === 'pStyle') this.#paragraph.styleId = attributes.val ?? '';
      if (name === 'numId') this.#paragraph.list = attributes.val;
      if (name === 'ilvl') this.#paragraph.level = Math.min(Number.parseInt(attributes.val ?? '0', 10) || 0, 8);
      return;
    }
    if (!this.#run) return;
    if (name === 'vanish' || name === 'webHidden') this.#run.isHidden = isOn;
    if (name === 'b') this.#run.isBold = isOn;
    if (name === 'i') this.#run.isItalic = isOn;
    if (name === 'vertAlign')
      this.#run.script = attributes.val === 'superscript' ? 'sup' : attributes.val === 'subscript' ? 'sub' : undefined;
    if (name === 'lang' && attributes.val)
      this.#languages.set(attributes.val, (this.#languages.get(attributes.val) ?? 0) + 1);
  }

  #write(text: string): void {
    const paragraph = this.#paragraph;
    if (!paragraph || this.#inParagraphProperties) return;
    if (this.#run?.isHidden) {
      this.#hidden++;
      return;
    }
    paragraph.text += text;
    let html = escapeHtml(text).replace(/\n/g, '<br>');
    if (this.#run?.script) html = `<${this.#run.script}>${html}</${this.#run.script}>`;
    if (this.#run?.isItalic) html = `<em>${html}</em>`;
    if (this.#run?.isBold) html = `<strong>${html}</strong>`;
    paragraph.html += html;
  }

  /** Its mark in the text, as a number of its own. */
  #takeNote({ name, attributes }: PartElement): void {
    if (!this.#paragraph || this.#run?.isHidden) return;
    this.#notes.push(`${name.replace('Reference', '')} ${attributes.id ?? ''}`);
    this.#paragraph.html += `<sup>[${this.#notes.length}]</sup>`;
  }

  #takePicture({ attributes }: PartElement): void {
    const alternativeText = attributes.descr?.trim();
    const isGenerated = /AI-generated|automatisch generiert/i.test(alternativeText ?? '');
    this.#pictures.push(alternativeText && !isGenerated ? { alternativeText } : {});
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraph;
    this.#paragraph = undefined;
    if (!paragraph) return;
    const html = paragraph.html.replace(/<\/(strong|em)><\1>/g, '').trim();
    const table = this.#tables.at(-1);
    if (table) {
      if (html !== '') table.cell.push(html);
      return;
    }
    const style = this.#styles.get(paragraph.styleId) ?? styleOfId(paragraph.styleId);
    const isListed = paragraph.list !== undefined && paragraph.list !== '0' && style.headingLevel === undefined;
    this.#blocks.push({
      html,
      text: paragraph.text.replace(/\s+/g, ' ').trim(),
      style: style.name === 'normal' ? '' : style.name,
      ...(style.headingLevel ? { headingLevel: style.headingLevel } : {}),
      ...(/quote/.test(style.name) ? { isQuote: true } : {}),
      ...(isListed
        ? {
            listed: {
              tag: this.#isNumbered(paragraph.list ?? '', paragraph.level) ? 'ol' : 'ul',
              level: paragraph.level,
            },
          }
        : {}),
    });
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (!table) return;
    const html = `<table><tbody>${table.rows.join('')}</tbody></table>`;
    const outer = this.#tables.at(-1);
    // A table within a cell is kept as its text: nested ones lay out pages.
    if (outer) outer.cell.push(html.replace(/<\/td>/g, ' ').replace(/<[^<>]*>/g, ''));
    else this.#blocks.push(html);
  }
}

/** Without a part for styles, ids are the built-in names without spaces. */
function styleOfId(id: string): DocxStyle {
  const level = /^heading(\d)$/i.exec(id)?.[1];
  return { name: id.toLowerCase(), ...(level ? { headingLevel: Number(level) } : {}) };
}
