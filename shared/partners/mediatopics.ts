/**
 * The tree of IPTC Media Topics, and the older Subject Codes that map to it. `mediatopics.json` holds a line a topic, its level as leading
 * spaces: `  20001065 =15054000 football | soccer` is a topic, the subject code that means the same, and its names in British and, where it
 * differs, American English. Retired topics are kept: articles go on using them.
 */
import source from './mediatopics.json' with { type: 'json' };

export interface Mediatopic {
  /** Eight digits. */
  readonly code: string;
  readonly name: string;
  /** The topic itself and all it lies under, up to the top. */
  readonly path: readonly string[];
}

interface Tree {
  readonly topics: ReadonlyMap<string, Mediatopic>;
  /** By name, lower case. Four names are those of a topic and of its retired forerunner. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly ofSubjectCode: ReadonlyMap<string, string>;
}

let tree: Tree | undefined;

/** Read on first use: most filters name no subjects. */
function topicTree(): Tree {
  return (tree ??= readTree(source.topics));
}

/** The topic of a code of eight digits; undefined when IPTC has none. */
export function mediatopic(code: string): Mediatopic | undefined {
  return topicTree().topics.get(code);
}

/** The topics of that English name, whatever its case. */
export function mediatopicsNamed(name: string): readonly string[] {
  return topicTree().named.get(name.toLowerCase()) ?? [];
}

/**
 * The topic that a Subject Code (`SSMMMDDD`: subject, matter, detail) is about. One that IPTC mapped to nothing is about what the next wider
 * code is.
 */
export function mediatopicOfSubjectCode(code: string): string | undefined {
  const mapped = widerSubjectCodes(code).find((wider) => topicTree().ofSubjectCode.has(wider));
  return mapped && topicTree().ofSubjectCode.get(mapped);
}

/** The topic that means the same as a Subject Code; undefined when IPTC mapped it to none. */
export function mediatopicSameAs(subjectCode: string): string | undefined {
  return topicTree().ofSubjectCode.get(subjectCode);
}

/** A Subject Code and those it lies under, the widest last. */
export function widerSubjectCodes(code: string): readonly string[] {
  return [...new Set([code, `${code.slice(0, 5)}000`, `${code.slice(0, 2)}000000`])];
}

function readTree(lines: readonly string[]): Tree {
  const topics = new Map<string, Mediatopic>();
  const named = new Map<string, string[]>();
  const ofSubjectCode = new Map<string, string>();
  let path: readonly string[] = [];
  for (const line of lines) {
    const [, indent = '', code = '', subjectCodes = '', names = ''] =
      /^( *)(\d{8})((?: =\d{8})*) (.+)$/.exec(line) ?? [];
    path = [code, ...path.slice(path.length - indent.length)];
    const [name = '', american = name] = names.split(' | ');
    topics.set(code, { code, name, path });
    for (const one of new Set([name.toLowerCase(), american.toLowerCase()])) {
      named.set(one, [...(named.get(one) ?? []), code]);
    }
    for (const subjectCode of subjectCodes.split(' =').slice(1)) ofSubjectCode.set(subjectCode, code);
  }
  return { topics, named, ofSubjectCode };
}
