import type { Warning } from '../contract/reasons.ts';
import { creditedCaption } from '../normalize/picture-credits.ts';
import { hasBylineOpener, looksLikeNames } from '../normalize/bylines.ts';
import { escapeHtml } from '../article/escape-html.ts';
import type { DocxParagraph, DocxText } from './docx-document.ts';
import { readDocxDocument } from './docx-document.ts';
import { readCoreProperties } from './docx-parts.ts';
import { endsRelease } from './email-text.ts';
import type { DraftItem, DraftPicture, Format, Inference, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import { looksLikeHeadline, readLabel } from './text-lines.ts';
import { looksLikeZip, openZip } from './zip-archive.ts';

/**
 * Word documents (ECMA-376 WordprocessingML, transitional and strict). Only the text as it stands is read: tracked deletions, hidden text and comments are left
 * out with a warning, insertions count as text, macros refuse the document, and nothing it points to is fetched.
 */
export const docx: Format = {
  id: 'docx',
  name: 'Word documents (DOCX)',
  detect(source: Source) {
    const isWord = /^doc[xm]?$/.test(source.extension) || (source.contentType ?? '').includes('wordprocessingml');
    if (isOle(source.bytes)) return isWord ? 80 : 0;
    if (!looksLikeZip(source.bytes)) return 0;
    if (isWord) return 100;
    return Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength).includes(
      'word/document.xml',
    )
      ? 100
      : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    if (isOle(source.bytes)) {
      throw new Unreadable(
        'TYPE_MISMATCH',
        'an old .doc file, or a document with a password; save it as .docx without one',
      );
    }
    const { entries } = await openZip(source.bytes);
    const parts = new Map(entries.map((entry) => [entry.name, entry]));
    if (parts.size > 0 && [...parts.keys()].some((name) => /vbaProject\.bin$|\/vbaData\.xml$/i.test(name))) {
      throw new Unreadable('MACROS', 'the document carries macros');
    }
    const text = await readDocxDocument((name) => {
      const part = parts.get(name);
      return part === undefined ? undefined : new TextDecoder('utf-8').decode(part.read());
    });
    const core = parts.get('docProps/core.xml');
    const properties = core ? await readCoreProperties(new TextDecoder('utf-8').decode(core.read())) : {};
    const hasComments = parts.has('word/comments.xml');
    return { items: [itemOf(text, properties, { fileName: source.key, hasComments })] };
  },
};

function isOle(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte);
}

interface Known {
  readonly fileName: string;
  readonly hasComments: boolean;
}

function itemOf(text: DocxText, properties: Readonly<Record<string, string>>, known: Known): DraftItem {
  const blocks = [...text.blocks];
  const inferences: Inference[] = [];
  const labelled = takeLabels(blocks);
  const found = takeHead(blocks, inferences, labelled.headline !== undefined);
  const { isCut, ...tail } = takeTail(blocks, inferences);
  const head = { ...found, ...tail, ...labelled };
  const captioned = withCaptions(text.pictures, blocks);
  const headline = head.headline ?? fallbackHeadline(properties.title, known.fileName, blocks, inferences);
  const html = blocksHtml(blocks) + notesHtml(text.notes);
  const warnings: Warning[] = isCut
    ? [{ code: 'FIELD_IGNORED', message: 'what stands under the end mark was left out', path: 'body' }]
    : [];
  const hidden = [
    ...(text.deletions > 0 ? [`${text.deletions} tracked deletions`] : []),
    ...(text.hidden > 0 ? [`${text.hidden} runs of hidden text`] : []),
    ...(known.hasComments ? ['comments'] : []),
  ];
  if (hidden.length > 0) warnings.push({ code: 'HIDDEN_TEXT_REMOVED', message: `left out: ${hidden.join(', ')}` });
  return {
    item: '',
    ...head,
    headline,
    keywords: properties.keywords?.split(/\s*[,;]\s*/).filter((keyword) => keyword !== ''),
    language: text.language,
    firstCreated: properties.created,
    versionCreated: properties.modified,
    ...(html === '' ? {} : { body: { kind: 'html', value: html } }),
    ...(captioned.length > 0 ? { pictures: captioned } : {}),
    ...(inferences.length > 0 ? { inferences } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

/** Styles that say what a paragraph is: “Title”, “Subtitle”, “Author”; else the first short paragraph, and a line of names under it. */
function takeHead(
  blocks: (DocxParagraph | string)[],
  inferences: Inference[],
  hasHeadline: boolean,
): Pick<DraftItem, 'headline' | 'subheadline' | 'byline'> {
  const head: { headline?: string; subheadline?: string; byline?: string } = {};
  if (hasHeadline) return head;
  const rest = blocks.filter((block) => typeof block === 'string' || block.text.trim() !== '').length;
  const first = blocks.findIndex((block) => typeof block !== 'string' && block.text.trim() !== '');
  const title = blocks[first];
  if (title === undefined || typeof title === 'string') return head;
  const saysSo = title.style === 'title' || title.headingLevel === 1;
  if (!saysSo && !(rest > 1 && looksLikeHeadline(title.text) && !title.listed)) return head;
  head.headline = title.text;
  if (!saysSo)
    inferences.push({
      field: 'headline',
      method: 'the first paragraph, short and without a full stop',
      confidence: 0.9,
      path: 'paragraph 1',
    });
  blocks.splice(0, first + 1);
  for (let taken = 0; taken < 3; taken++) {
    const block = blocks[0];
    if (block === undefined || typeof block === 'string' || blocks.length < 2) break;
    const isByline =
      head.byline === undefined &&
      block.headingLevel === undefined &&
      block.text.length < 120 &&
      (block.style === 'author' || hasBylineOpener(block.text) || looksLikeNames(block.text));
    const next = blocks.slice(1).find((after) => typeof after === 'string' || after.text.trim() !== '');
    // A line between the headline and a byline that opens as such.
    const isDeck =
      block.text.trim() !== '' &&
      !isByline &&
      block.headingLevel === undefined &&
      looksLikeHeadline(block.text) &&
      typeof next === 'object' &&
      next.text.length < 120 &&
      hasBylineOpener(next.text);
    if (block.style === 'subtitle' && head.subheadline === undefined) head.subheadline = block.text;
    else if (isDeck && head.subheadline === undefined) {
      head.subheadline = block.text;
      inferences.push({ field: 'subheadline', method: 'a line between headline and byline', confidence: 0.7 });
    } else if (isByline) {
      head.byline = block.text;
      if (block.style !== 'author')
        inferences.push({ field: 'byline', method: 'a line of names under the headline', confidence: 0.85 });
    } else if (block.text.trim() !== '') break;
    blocks.shift();
  }
  return head;
}

/** Labels stand at the top: “Headline: …”, “Byline: …”. */
const labelledParagraphs = 10;

/** The fields of a form that a desk fills in: two labels at least, or one that can be nothing else. */
function takeLabels(blocks: (DocxParagraph | string)[]): Partial<DraftItem> {
  const labels = blocks.slice(0, labelledParagraphs).flatMap((block) => {
    const label = typeof block === 'string' ? undefined : readLabel(block.text);
    return label === undefined ? [] : [{ block, ...label }];
  });
  const isForm = labels.length >= 2 || labels.some(({ field }) => field === 'headline' || field === 'embargo');
  if (!isForm) return {};
  const read: Record<string, string> = {};
  for (const { block, field, value } of labels) {
    if (read[field] !== undefined) continue;
    read[field] = value;
    blocks.splice(blocks.indexOf(block), 1);
  }
  return read;
}

/** The notice that closes the text; what stands under an end mark is for desks, and cut. */
function takeTail(
  blocks: (DocxParagraph | string)[],
  inferences: Inference[],
): Pick<DraftItem, 'copyrightNotice'> & { readonly isCut: boolean } {
  const textAt = (at: number): string => {
    const block = blocks[at];
    return block === undefined || typeof block === 'string' ? '' : block.text.trim();
  };
  const end = blocks.findIndex((block, at) => at > 0 && typeof block !== 'string' && endsRelease(block.text));
  if (end > 0) blocks.splice(end);
  while (blocks.length > 1 && typeof blocks.at(-1) !== 'string' && textAt(blocks.length - 1) === '') blocks.pop();
  const notice = textAt(blocks.length - 1);
  if (blocks.length < 2 || notice.length >= 250 || !/^(?:©|\(c\)|copyright\b)/i.test(notice)) return { isCut: end > 0 };
  blocks.pop();
  inferences.push({
    field: 'copyrightNotice',
    method: 'the last line, which opens with a copyright sign',
    confidence: 0.95,
  });
  return { copyrightNotice: notice, isCut: end > 0 };
}

/** Pictures with the paragraphs of the style “Caption”, in their order, where there is one for each. */
function withCaptions(pictures: readonly DraftPicture[], blocks: (DocxParagraph | string)[]): readonly DraftPicture[] {
  const captions = blocks.filter(
    (block): block is DocxParagraph => typeof block !== 'string' && block.style === 'caption',
  );
  if (captions.length === 0 || captions.length !== pictures.length) return pictures;
  for (const caption of captions) blocks.splice(blocks.indexOf(caption), 1);
  return pictures.map((picture, index) => ({ ...picture, ...creditedCaption(captions[index]?.text) }));
}

/** Footnotes as a list under the text, numbered as their marks. */
function notesHtml(notes: readonly string[]): string {
  if (notes.every((note) => note === '')) return '';
  return `<hr><ol>${notes.map((note) => `<li>${escapeHtml(note === '' ? '–' : note)}</li>`).join('')}</ol>`;
}

/** A document of one paragraph has no line to spare for a headline: the title in its properties, or its file's name, stands in. */
function fallbackHeadline(
  title: string | undefined,
  fileName: string,
  blocks: readonly (DocxParagraph | string)[],
  inferences: Inference[],
): string | undefined {
  if (blocks.every((block) => typeof block !== 'string' && block.text.trim() === '')) return undefined;
  if (title !== undefined && !/^(?:microsoft word|untitled|document\d*|dokument\d*)\b/i.test(title)) {
    inferences.push({ field: 'headline', method: 'the title in the document’s properties', confidence: 0.6 });
    return title;
  }
  const name = (fileName.split('/').at(-1) ?? '')
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  if (!/\p{L}/u.test(name)) return undefined;
  inferences.push({ field: 'headline', method: 'the file’s name', confidence: 0.3 });
  return name;
}

function blocksHtml(blocks: readonly (DocxParagraph | string)[]): string {
  const html: string[] = [];
  const lists: string[] = [];
  const closeTo = (depth: number): void => {
    while (lists.length > depth) html.push(`</li></${lists.pop()}>`);
  };
  for (const block of blocks) {
    if (typeof block === 'string' || !block.listed) {
      closeTo(0);
      if (typeof block === 'string') html.push(block);
      else if (block.html !== '')
        html.push(
          block.headingLevel
            ? heading(block)
            : block.isQuote
              ? `<blockquote><p>${block.html}</p></blockquote>`
              : `<p>${block.html}</p>`,
        );
      continue;
    }
    const { tag, level } = block.listed;
    closeTo(level + 1);
    if (lists.length === level + 1 && lists.at(-1) !== tag) closeTo(level);
    if (lists.length === level + 1) html.push('</li><li>');
    while (lists.length < level + 1) {
      lists.push(tag);
      html.push(`<${tag}><li>`);
    }
    html.push(block.html);
  }
  closeTo(0);
  return html.join('');
}

/** The headline is the only heading of the first level. */
function heading({ headingLevel = 2, html, text }: DocxParagraph): string {
  const tag = `h${Math.min(Math.max(headingLevel, 2), 6)}`;
  return `<${tag}>${html || escapeHtml(text)}</${tag}>`;
}
