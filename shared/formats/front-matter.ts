import { Unreadable } from './format.ts';

/** A front matter's value: every scalar is text, as it was written. */
export type MatterValue = string | readonly MatterValue[] | ReadonlyMap<string, MatterValue>;
export type Matter = ReadonlyMap<string, MatterValue>;

export interface SplitText {
  readonly matter?: Matter;
  readonly body: string;
}

/** Fields, not text: real front matter stays under 10 KB. The YAML parser takes time with the square of what is broken. */
const maxMatterCharacters = 64 * 1024;
/** Up to here a telling fault, such as a doubled name, is looked for before the length is refused. */
const maxSeenCharacters = 1024 * 1024;
const maxDepth = 20;

/**
 * Parts a Markdown document from its front matter, YAML (`---`) or TOML (`+++`), and reads that with every scalar as text: `0123`, `1.10` and `no`
 * stay what was written. Throws `Unreadable`: `YAML_*` with its line, `FRONT_MATTER_LANGUAGE` for front matter that wants to be run (`---js`).
 * A block that is never closed ends with its last “name: value” line; without one it is no front matter, and stays in the body.
 */
export async function splitFrontMatter(text: string): Promise<SplitText> {
  const opening = /^(---|\+\+\+)([^\n]*)\n/.exec(text);
  if (!opening) return { body: text };
  const [line, fence = '', language = ''] = opening;
  const named = language.trim().toLowerCase();
  if (named !== '' && !['yaml', 'yml', 'toml', '#'].includes(named) && /^[a-z]+$/.test(named)) {
    throw new Unreadable('FRONT_MATTER_LANGUAGE', `front matter in ${named.slice(0, 20)} is never run`, 'line 1');
  }
  if (named !== '' && !/^(?:yaml|yml|toml)$/.test(named)) return { body: text };
  const rest = text.slice(line.length);
  const closing = (fence === '---' ? /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m : /^\+\+\+[ \t]*(?:\n|$)/m).exec(rest);
  const end = closing?.index ?? endOfUnclosed(rest, fence);
  if (closing === null && end === 0) return { body: text };
  const source = rest.slice(0, end);
  const body = rest.slice(end + (closing?.[0].length ?? 0));
  if (source.length > maxSeenCharacters)
    throw new Unreadable('FRONT_MATTER_TOO_LARGE', 'front matter of more than 1 MB', 'line 1');
  const isToml = fence === '+++' || named === 'toml';
  if (isToml) refuseLong(source);
  return { matter: isToml ? await readToml(source) : await readYaml(source), body };
}

function refuseLong(source: string): void {
  if (source.length <= maxMatterCharacters) return;
  throw new Unreadable(
    'FRONT_MATTER_TOO_LARGE',
    `front matter of more than ${maxMatterCharacters} characters`,
    'line 1',
  );
}

/** Where the “name: value” lines end that open an unclosed block. */
function endOfUnclosed(rest: string, fence: string): number {
  const field =
    fence === '---'
      ? /^(?:[A-Za-z_][\w -]*:(?:[ \t][^\n]*)?|[ \t]+\S[^\n]*|- [^\n]*)\n/
      : /^[A-Za-z_][\w-]*[ \t]*=[^\n]*\n/;
  let end = 0;
  for (let match = field.exec(rest); match; match = field.exec(rest.slice(end))) end += match[0].length;
  return end;
}

async function readYaml(source: string): Promise<Matter> {
  refuseDeepNesting(source);
  const { Lexer, LineCounter, isAlias, isMap, isNode, isPair, isScalar, isSeq, parseDocument, visit } = (
    await import('yaml')
  ).default;
  refuseRepeatedNames(source);
  refuseReferences(new Lexer().lex(source));
  refuseLong(source);
  const lineCounter = new LineCounter();
  // Doubled names are looked for below: the library compares each with each.
  const document = parseDocument(source, {
    schema: 'failsafe',
    uniqueKeys: false,
    lineCounter,
    logLevel: 'silent',
    // Errors come by the hundred thousand, and each would be drawn with its line.
    prettyErrors: false,
    keepSourceTokens: false,
  });
  const lineAt = (offset: number | undefined): string => `line ${lineCounter.linePos(offset ?? 0).line + 1}`;
  visit(document, (_key, node) => {
    if (isAlias(node))
      throw new Unreadable('YAML_ALIAS', 'aliases (*name) are not read: write the value out', lineAt(node.range?.[0]));
    if (!isNode(node) || isPair(node)) return;
    const at = lineAt(node.range?.[0]);
    if ('anchor' in node && node.anchor)
      throw new Unreadable('YAML_ALIAS', 'anchors (&name) are not read: write the value out', at);
    if (node.tag && !/^(?:!|tag:yaml\.org,2002:(?:str|map|seq))$/.test(node.tag)) {
      throw new Unreadable('YAML_TAG', `tags (${node.tag.slice(0, 40)}) are not read`, at);
    }
  });
  const [error] = document.errors;
  if (error)
    throw new Unreadable(
      'YAML_MALFORMED',
      error.message.split('\n')[0]?.slice(0, 200) ?? 'not YAML',
      lineAt(error.pos[0]),
    );
  const read = (node: unknown, depth: number): MatterValue => {
    if (depth > maxDepth) throw new Unreadable('YAML_TOO_DEEP', `nested deeper than ${maxDepth} levels`);
    if (isScalar(node)) {
      const text = typeof node.value === 'string' ? node.value : String(node.source ?? '');
      // Nothing, unless it is quoted: then somebody means the word.
      return node.type === 'PLAIN' && /^(?:~|null)$/i.test(text) ? '' : text;
    }
    if (isSeq(node)) return node.items.map((inner) => read(inner, depth + 1));
    if (!isMap(node)) return '';
    const map = new Map<string, MatterValue>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value ?? '') : '';
      if (map.has(name)) {
        throw new Unreadable(
          'YAML_DUPLICATE_KEY',
          `“${name.slice(0, 40)}” stands twice`,
          lineAt(isNode(key) ? key.range?.[0] : 0),
        );
      }
      map.set(name, read(value, depth + 1));
    }
    return map;
  };
  const matter = read(document.contents, 0);
  if (matter instanceof Map) return matter as Matter;
  if (document.contents === null || matter === '') return new Map();
  throw new Unreadable('YAML_MALFORMED', 'front matter should be “name: value” lines', 'line 2');
}

/** Names in the first column are the document's own: doubled ones are seen before a long document is parsed. */
function refuseRepeatedNames(source: string): void {
  const seen = new Set<string>();
  let number = 1;
  for (const line of source.split('\n')) {
    number++;
    const name = /^(?:\? )?["']?([A-Za-z_][\w-]*)["']?[ \t]*(?::(?=\s|$)|$)/.exec(line)?.[1];
    if (name === undefined || (!line.startsWith('? ') && !line.includes(':'))) continue;
    if (seen.has(name))
      throw new Unreadable('YAML_DUPLICATE_KEY', `“${name.slice(0, 40)}” stands twice`, `line ${number}`);
    seen.add(name);
  }
}

/** Anchors and aliases end the reading at the first: a hundred thousand of them take seconds to parse. */
function refuseReferences(lexemes: Iterable<string>): void {
  let line = 2;
  for (const lexeme of lexemes) {
    if (lexeme[0] === '\n') line++;
    // A scalar that begins with & or * comes behind a marker of its own, and is quoted; a bare one is a reference.
    if (/^[&*]\S+$/.test(lexeme)) {
      throw new Unreadable(
        'YAML_ALIAS',
        'anchors (&name) and aliases (*name) are not read: write values out',
        `line ${line}`,
      );
    }
  }
}

/** The parser recurses: nesting is counted before it runs. */
function refuseDeepNesting(source: string): void {
  let depth = 0;
  for (const line of source.split('\n')) {
    const indent = /^[ ]*(?:- +)*/.exec(line)?.[0] ?? '';
    if ((indent.match(/-/g)?.length ?? 0) > maxDepth)
      throw new Unreadable('YAML_TOO_DEEP', `nested deeper than ${maxDepth} levels`);
    for (const character of line) {
      if (character === '[' || character === '{') depth++;
      else if ((character === ']' || character === '}') && depth > 0) depth--;
      // Brackets in prose are seldom left open, and never by the hundred.
      if (depth > 100) throw new Unreadable('YAML_TOO_DEEP', `nested deeper than ${maxDepth} levels`);
    }
  }
}

async function readToml(source: string): Promise<Matter> {
  const { TomlError, parse } = await import('smol-toml');
  try {
    return asMatter(parse(source, { maxDepth, integersAsBigInt: true }), 0) as Matter;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const message = error.message.split('\n')[0]?.slice(0, 200) ?? 'not TOML';
    throw new Unreadable('FRONT_MATTER_MALFORMED', message, `line ${error.line + 1}`, { cause: error });
  }
}

function asMatter(value: unknown, depth: number): MatterValue {
  if (depth > maxDepth) throw new Unreadable('YAML_TOO_DEEP', `nested deeper than ${maxDepth} levels`);
  if (Array.isArray(value)) return value.map((inner) => asMatter(inner, depth + 1));
  // A TOML date prints as it was written.
  // oxlint-disable-next-line no-restricted-globals -- recognizes the parser's dates; the clock is not asked.
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return String(value);
  return new Map(Object.entries(value).map(([name, inner]) => [name, asMatter(inner, depth + 1)]));
}
