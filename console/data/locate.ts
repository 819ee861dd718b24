import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** Characters of one line that are shown; a minified file is one line. */
const lineCharacters = 240;
const linesAround = 2;
/** Larger sources are not searched for members. */
const searchedCharacters = 2_000_000;

/** A line of a source, as far as it is shown. */
export interface SourceLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether a notice is about it. */
  readonly isMarked: boolean;
}

/**
 * Where in a source a notice's place is: the offset of its line or of its JSON member; undefined when it cannot be told. `item` is the place of the
 * item within the source that `path` starts from.
 */
export function offsetOf(source: string, path: string | undefined, item?: string): number | undefined {
  const line = /^line (\d+)/.exec(path ?? '')?.[1];
  if (line !== undefined) return startOfLine(source, Number(line));
  if (!/^\s*[[{]/.test(source) || source.length > searchedCharacters) return undefined;
  const tree = parseTree(source);
  if (!tree) return undefined;
  const candidates = [
    segmentsOf([item, path].filter(Boolean).join('.')),
    segmentsOf(path ?? ''),
    segmentsOf(item ?? ''),
  ];
  for (const segments of candidates.filter(({ length }) => length > 0)) {
    // A member that is missing has no place: its parent does.
    for (let depth = segments.length; depth > 0; depth--) {
      const node = findNodeAtLocation(tree, segments.slice(0, depth));
      if (node) return node.parent?.type === 'property' ? node.parent.offset : node.offset;
    }
  }
  return undefined;
}

/** The lines around an offset; a line that is too long is cut around it. */
export function linesAt(source: string, offset: number): readonly SourceLine[] {
  const lines = source.split('\n');
  const marked = source.slice(0, offset).split('\n').length;
  const column = offset - (source.lastIndexOf('\n', offset - 1) + 1);
  const first = Math.max(1, marked - linesAround);
  return lines.slice(first - 1, marked + linesAround).map((text, index) => {
    const number = first + index;
    return { number, text: cut(text, number === marked ? column : 0), isMarked: number === marked };
  });
}

function cut(line: string, column: number): string {
  const text = line.replace(/\r$/, '');
  if (text.length <= lineCharacters) return text;
  const start = Math.max(0, Math.min(column - lineCharacters / 4, text.length - lineCharacters));
  const end = start + lineCharacters;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

function startOfLine(source: string, number: number): number | undefined {
  let at = 0;
  for (let line = 1; line < number; line++) {
    const end = source.indexOf('\n', at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  return at;
}

/** `posts[2].title` → `posts`, 2, `title`. */
function segmentsOf(path: string): (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) =>
    index === undefined ? (name ?? '') : Number(index),
  );
}
