import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Test material that lies beside the checkout on some machines; it is no part of the project. */
const folder = join(import.meta.dirname, '../../../shared');

/** The cases of a JSON file of the material; none, with a message, where it is missing. */
export function casesOf<Case>(path: string): readonly Case[] {
  const file = join(folder, path);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Case[];
  console.warn(`skipped: ${path} is not beside the checkout`);
  return [];
}
