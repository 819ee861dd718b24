import { isJsonObject } from './json-fields.ts';

/** What blocks that stand for something else in the export are filled from. */
export interface BlockContext {
  /** The content of a reusable block by its id. */
  block(id: string): string | undefined;
  /** The custom field in which WordPress keeps a post's footnotes: JSON. */
  readonly footnotes?: string;
}

export interface FilledBlocks {
  readonly html: string;
  /** Names of those that only the site's own programs could fill. */
  readonly removed: readonly string[];
}

/** A post shows few; each repeats what stands elsewhere in the export, and a small file could grow without end. */
const maxReusedCharacters = 500_000;
/** Blocks that show nothing of their own. */
const silent = new Set(['more', 'nextpage', 'spacer', 'separator']);
const maxNames = 20;

/**
 * The content of a post with its blocks without content filled: reusable blocks by what they refer to, footnotes as a list. What else is written by the
 * site when it is shown (`<!-- wp:acf/quote {…} /-->`) is not in an export, and is named.
 */
export function fillBlocks(content: string, context: BlockContext): FilledBlocks {
  let used = 0;
  const removed = new Set<string>();
  const html = content.replace(
    /<!--\s*wp:([a-z][\w/-]{0,80})(?:\s+(\{(?:(?!-->|<!--)[^]){0,20000}\}))?\s*\/-->/g,
    (_, name: string, attributes: string | undefined) => {
      if (name === 'block') {
        const block = context.block(/"ref":(\d{1,12})/.exec(attributes ?? '')?.[1] ?? '') ?? '';
        used += block.length;
        return used > maxReusedCharacters ? '' : block;
      }
      if (name === 'footnotes') return footnoteList(context.footnotes);
      if (!silent.has(name) && removed.size < maxNames) removed.add(name);
      return '';
    },
  );
  return { html, removed: [...removed] };
}

function footnoteList(footnotes: string | undefined): string {
  if (footnotes === undefined) return '';
  let notes: unknown;
  try {
    notes = JSON.parse(footnotes);
  } catch {
    return '';
  }
  const items = (Array.isArray(notes) ? notes : []).flatMap((note: unknown) =>
    isJsonObject(note) && typeof note.content === 'string' ? [`<li>${note.content}</li>`] : [],
  );
  return items.length === 0 ? '' : `<ol>${items.join('')}</ol>`;
}
