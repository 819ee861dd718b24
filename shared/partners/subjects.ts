import type { Concept } from '../article/article.ts';
import {
  mediatopic,
  mediatopicOfSubjectCode,
  mediatopicSameAs,
  mediatopicsNamed,
  widerSubjectCodes,
} from './mediatopics.ts';

/**
 * Subjects as keys that can be compared: `medtop:20001065` and `subj:15054000` for codes of IPTC, lower-case text for anything else. An
 * article has the keys of its subjects and of all they lie under; a filter’s subject stands for those that mean it.
 */

/** All that an article’s subjects are, and lie under. */
export function subjectKeysOf(concepts: readonly Concept[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { name, uri, literal } of concepts) {
    const codes = [uri, literal].map(codeOf).filter((code) => code !== undefined);
    for (const text of [name, uri, literal]) if (text) keys.add(text.toLowerCase());
    // A word is a topic only where nothing says more exactly what is meant.
    const topics =
      codes.length > 0
        ? codes.flatMap((code) => topicOf(code, mediatopicOfSubjectCode))
        : mediatopicsNamed(name ?? literal ?? '');
    for (const topic of topics) for (const code of mediatopic(topic)?.path ?? []) keys.add(`medtop:${code}`);
    for (const code of codes) {
      if (code.scheme !== 'medtop') for (const wider of widerSubjectCodes(code.digits)) keys.add(`subj:${wider}`);
    }
  }
  return keys;
}

/** The keys of which an article must have one, for a subject that a filter names. */
export function keysOfWanted(wanted: string): readonly string[] {
  const code = codeOf(wanted);
  const text = wanted.toLowerCase();
  if (!code) return [text, ...mediatopicsNamed(wanted).map((topic) => `medtop:${topic}`)];
  return [
    text,
    // A code without a topic of its own must not stand for all of the wider one.
    ...topicOf(code, mediatopicSameAs).map((topic) => `medtop:${topic}`),
    ...(code.scheme === 'medtop' ? [] : [`subj:${code.digits}`]),
  ];
}

/** What a wanted subject is called: `medtop:15000000 (sport)`. */
export function subjectLabel(wanted: string): string {
  const code = codeOf(wanted);
  const topic = code && mediatopic(topicOf(code, mediatopicSameAs)[0] ?? '');
  return topic ? `${wanted} (${topic.name})` : wanted;
}

/** Whether a filter’s subject looks like a code of IPTC and is none. */
export function isUnknownCode(wanted: string): boolean {
  const code = codeOf(wanted);
  return code !== undefined && code.scheme !== 'subj' && topicOf(code, mediatopicOfSubjectCode).length === 0;
}

interface SubjectCode {
  /** Absent for eight bare digits, which may be either. */
  readonly scheme?: 'medtop' | 'subj';
  readonly digits: string;
}

/** `medtop:15000000`, `subj:15000000`, the addresses under cv.iptc.org, or the bare digits. */
function codeOf(text: string | undefined): SubjectCode | undefined {
  const [, scheme = '', digits] =
    /^(?:https?:\/\/cv\.iptc\.org\/newscodes\/)?(?:(medtop|mediatopic|subj|subjectcode)[:/])?(\d{8})\/?$/i.exec(
      text ?? '',
    ) ?? [];
  if (digits === undefined) return undefined;
  if (scheme === '') return { digits };
  return { digits, scheme: scheme.toLowerCase().startsWith('med') ? 'medtop' : 'subj' };
}

function topicOf({ scheme, digits }: SubjectCode, ofSubjectCode: (code: string) => string | undefined): string[] {
  if (scheme !== 'subj' && mediatopic(digits)) return [digits];
  const topic = scheme === 'medtop' ? undefined : ofSubjectCode(digits);
  return topic === undefined ? [] : [topic];
}
