import { parse } from 'parse5';
import { attribute, elementsOf, textOf } from '../../../shared/normalize/html-tree.ts';
import { schemaOrgViolations } from './schema-org.ts';

/** HTML without parse errors, with what a page needs: a language, a title, one `h1`, one word to search engines, JSON-LD that holds. */
export function pageViolations(text: string): readonly string[] {
  const found: string[] = [];
  const document = parse(text, {
    onParseError: ({ code, startLine }) => found.push(`line ${startLine}: ${code}`),
  });
  const elements = elementsOf(document);
  const count = (name: string): number => elements.filter(({ tagName }) => tagName === name).length;
  for (const name of ['title', 'h1', 'article']) if (count(name) !== 1) found.push(`${count(name)} ${name} elements`);
  const canonical = elements.filter((element) => attribute(element, 'rel') === 'canonical').length;
  const robots = elements.filter((element) => attribute(element, 'name') === 'robots').length;
  if (canonical + robots > 1) found.push('search engines are told two things');
  for (const script of elements.filter(({ tagName }) => tagName === 'script')) {
    if (attribute(script, 'type') !== 'application/ld+json') found.push('a script that runs');
    found.push(...schemaOrgViolations(JSON.parse(textOf(script))));
  }
  return found;
}
