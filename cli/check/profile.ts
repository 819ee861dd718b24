import { readFileSync } from 'node:fs';
import type { Publisher } from '../../shared/article/publisher.ts';
import { problemLine, readOwnProfile } from '../../shared/partners/registry-file.ts';
import { CommandFailed } from '../output.ts';

/** What articles are checked as when nothing says whose they are. */
const ownId = 'check';

/** Stands in for a registered publisher where no profile is given: it says what every article must say somewhere. */
const standIn: Publisher = {
  id: ownId,
  name: 'Unnamed publisher',
  copyrightHolder: 'Unnamed publisher',
  copyrightNotice: '© {year} {publisher}',
  usageTerms: 'Terms as agreed with the publisher',
  active: true,
};

/** The profile in a YAML file, or the stand-in. Throws `CommandFailed` with every problem of the file, a line each. */
export function readProfile(path: string | undefined): Publisher {
  if (path === undefined) return standIn;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFailed(`${path} cannot be read (${code ?? 'unknown error'})`, 2);
  }
  const read = readOwnProfile(text, ownId);
  if (read.ok && read.profile.active) return read.profile;
  if (read.ok) throw new CommandFailed(`${path} says active: false; uploads are rejected with PUBLISHER_UNKNOWN`, 2);
  throw new CommandFailed(read.problems.map((problem) => problemLine(path, problem)).join('\n'), 2);
}
