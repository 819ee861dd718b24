import { parseDocument } from 'yaml';

/** YAML 1.2 front matter as any reader of its core schema takes it: every scalar a text, whatever it looks like; the block closed, the rest the body. */
export function matterViolations(text: string): readonly string[] {
  const [, matter] = /^---\n([^]*?)^---\n/m.exec(text) ?? [];
  if (matter === undefined) return ['no front matter'];
  const document = parseDocument(matter, { version: '1.2', strict: true });
  const problems = [...document.errors, ...document.warnings].map(({ message }) => message);
  return problems.length > 0 ? problems : notTexts(document.toJS() as unknown, '');
}

function notTexts(value: unknown, path: string): readonly string[] {
  if (typeof value === 'string') return [];
  if (typeof value !== 'object' || value === null) return [`${path}: ${String(value)} is no text`];
  return Object.entries(value).flatMap(([name, inner]) => notTexts(inner, `${path}.${name}`));
}
