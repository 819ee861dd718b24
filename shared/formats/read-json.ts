import type { Warning } from '../contract/reasons.ts';
import { Unreadable } from './format.ts';

export interface ReadJson {
  readonly value: unknown;
  readonly warnings: readonly Warning[];
}

/** Real exports stay under 40; deeper is an attack on recursive readers. */
const maxDepth = 100;

/**
 * JSON as RFC 8259 has it, minus what two readers would understand differently: deep nesting, names that occur twice with different values,
 * numbers that JavaScript cannot hold, and `__proto__`. Throws `Unreadable` with a place for each; the last is dropped with a warning.
 */
export function readJson(text: string): ReadJson {
  const value = parse(text);
  const warnings: Warning[] = [];
  scan(text, warnings);
  dropPrototypes(value, warnings);
  return { value, warnings };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = /position (\d+)/.exec(message)?.[1];
    const at = position === undefined ? text.length : Number(position);
    const line = text.slice(0, at).split('\n').length;
    throw new Unreadable(
      'JSON_MALFORMED',
      at >= text.trimEnd().length ? 'the JSON is cut off' : `not JSON: ${excerpt(text, at)}`,
      `line ${line}`,
      { cause },
    );
  }
}

function excerpt(text: string, at: number): string {
  return `found ${JSON.stringify(text.slice(at, at + 20))}`;
}

interface Frame {
  readonly names?: Map<string, string>;
  /** The name or number of the member being read, for the path. */
  member: string | number;
  /** Where the value of the current member begins, for comparing doubles. */
  valueAt: number;
}

/** One pass over JSON already known to be well formed: depth, doubled names, numbers. No recursion. */
function scan(text: string, warnings: Warning[]): void {
  const frames: Frame[] = [];
  // Strings are stepped over by hand: a regular expression over one of megabytes overflows its stack.
  const token = /["{}[\],:]|-?\d[\d.eE+-]*/g;
  let name = '';
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    const frame = frames.at(-1);
    switch (found) {
      case '{':
      case '[':
        frames.push(found === '{' ? { names: new Map(), member: '', valueAt: 0 } : { member: 0, valueAt: 0 });
        if (frames.length > maxDepth) {
          throw new Unreadable('JSON_TOO_DEEP', `nested deeper than ${maxDepth} levels`, pathOf(frames.slice(0, 4)));
        }
        break;
      case '}':
      case ']':
      case ',':
        closeMember(text, match.index, frame, frames, warnings);
        if (found !== ',') frames.pop();
        else if (frame && typeof frame.member === 'number') frame.member++;
        break;
      case ':':
        if (frame) {
          frame.member = JSON.parse(name) as string;
          frame.valueAt = token.lastIndex;
        }
        break;
      case '"':
        token.lastIndex = endOfString(text, match.index);
        name = text.slice(match.index, token.lastIndex);
        break;
      default:
        checkNumber(found, frames);
    }
  }
}

/** The place after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  for (;;) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
}

/** Notes the value just ended under its name; the same name again must have the same value. */
function closeMember(
  text: string,
  end: number,
  frame: Frame | undefined,
  frames: readonly Frame[],
  warnings: Warning[],
) {
  if (!frame?.names || frame.valueAt === 0) return;
  const value = text.slice(frame.valueAt, end).trim();
  const name = String(frame.member);
  const earlier = frame.names.get(name);
  if (earlier !== undefined && earlier !== value) {
    throw new Unreadable('JSON_DUPLICATE_KEY', `“${name}” stands twice, with different values`, pathOf(frames));
  }
  if (earlier !== undefined) {
    warnings.push({
      code: 'FIELD_REPEATED',
      message: `“${name}” stands twice, with the same value`,
      path: pathOf(frames),
    });
  }
  frame.names.set(name, value);
  frame.valueAt = 0;
}

function checkNumber(lexeme: string, frames: readonly Frame[]): void {
  const value = Number(lexeme);
  const isWhole = /^-?\d+$/.test(lexeme);
  // A fraction that vanishes on reading, or a whole number beyond 2^53: two articles, or versions, would become one.
  const isLost =
    Number.isInteger(value) &&
    !isWhole &&
    /[1-9]/.test(lexeme.split(/[eE]/)[0]?.split('.')[1] ?? '') &&
    !/[eE]/.test(lexeme);
  if (isLost)
    throw new Unreadable(
      'FIELD_INVALID',
      `${lexeme.slice(0, 40)} is no whole number, and reads as ${value}`,
      pathOf(frames),
    );
  if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value))) {
    throw new Unreadable('JSON_UNSAFE_NUMBER', `${lexeme.slice(0, 40)} is not exact as a number`, pathOf(frames));
  }
}

function dropPrototypes(root: unknown, warnings: Warning[]): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) {
      delete (value as Record<string, unknown>)['__proto__'];
      warnings.push({ code: 'FIELD_IGNORED', message: '“__proto__” was left out' });
    }
    for (const inner of Array.isArray(value) ? value : Object.values(value)) open.push(inner);
  }
}

function pathOf(frames: readonly Frame[]): string {
  return frames.reduce(
    (path, { member }) => (typeof member === 'number' ? `${path}[${member}]` : path ? `${path}.${member}` : member),
    '',
  );
}
