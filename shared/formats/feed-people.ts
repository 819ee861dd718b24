import { agencyNamed } from '../normalize/agencies.ts';
import type { DraftItem } from './format.ts';
import { renderedText } from './rendered-text.ts';
import { childrenOf, lineAt, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** “Surname, A. B.”: one name with its initials behind, not two. */
const inverted = /^\p{Lu}[\p{L}'’-]+(?: [\p{L}'’-]+){0,2}, (?:\p{Lu}\p{Ll}{0,2}\.?[ -]?){1,4}$/u;

/** Articles have few; consortia of scientists some hundred. */
const maxPeople = 500;

/**
 * Who is named by a feed's elements for authors (`dc:creator`, `author`): a single text as a byline, which may hold several names, several as
 * people. Mail addresses are nobody's name, and stay behind.
 */
export async function authorsFrom(
  elements: readonly XmlElement[],
): Promise<Pick<DraftItem, 'byline' | 'authors' | 'inferences'>> {
  const names: string[] = [];
  for (const element of elements.slice(0, maxPeople)) {
    const text = childrenOf(element).some(({ name }) => name === 'name') ? lineAt(element, 'name') : lineOf(element);
    for (const part of invertedParts((await renderedText(text)) ?? '')) {
      const name = withoutMail(part);
      if (name !== undefined && !names.includes(name)) names.push(name);
    }
  }
  const [only, ...others] = names;
  if (only === undefined) return {};
  const logins = names.filter((name) => isLogin(name));
  const inferences = logins.map((name) => ({
    field: 'bylines',
    method: `the account’s name “${name.slice(0, 60)}”`,
    confidence: 0.4,
  }));
  const concluded = inferences.length > 0 ? { inferences } : {};
  if (others.length === 0 && !inverted.test(only)) return { byline: only, ...concluded };
  return { authors: names.map((name) => ({ name })), ...concluded };
}

/** “Surname, A.; Other, B.”: a list of names with their initials behind. Any other text is one part. */
function invertedParts(text: string): readonly string[] {
  const parts = text
    .slice(0, 5_000)
    .split(/\s*;\s*/)
    .filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => inverted.test(part)) ? parts : [text];
}

/** One word in small letters is how an account is called, and an agency. */
export function isLogin(name: string): boolean {
  return /^[a-z][a-z0-9._-]{2,40}$/.test(name) && agencyNamed(name) === undefined;
}

/** The name in “desk@paper.example (Ann Author)”, “Ann Author <desk@paper.example>”; undefined for an address alone. */
export function withoutMail(text: string): string | undefined {
  const mail = String.raw`(?:mailto:)?[^\s<>()@,;]{1,100}@[^\s<>()@,;]{1,200}`;
  const rest = text
    .slice(0, 500)
    .replace(new RegExp(`[<([]?\\s*${mail}\\s*[>)\\]]?`, 'g'), ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const inBrackets = /^\((.+)\)$/.exec(rest)?.[1];
  const name = (inBrackets ?? rest).replace(/^[\s,;:|–-]+|[\s,;:|–-]+$/g, '');
  return /[\p{L}\p{N}]/u.test(name) ? name : undefined;
}
