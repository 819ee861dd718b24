import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/** A file to check. */
export interface FoundFile {
  /** As named on the command line, or below the folder named there. */
  readonly path: string;
  /** What its key ends with: the file's name, or its path within the folder named, with `/`. */
  readonly name: string;
}

/** A path of the command line that is neither a file nor a folder, or that cannot be looked at. */
export class NoSuchFile extends Error {
  override readonly name = 'NoSuchFile';
}

/** Throws `NoSuchFile` for the first path that is neither a file nor a folder. */
export function refuseMissing(paths: readonly string[]): void {
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile() && !stats?.isDirectory()) throw new NoSuchFile(`${path} is neither a file nor a folder`);
  }
}

/**
 * The files named, and those below the folders named, in order of their names, one by one: nothing is kept of those that were given. Hidden files
 * and folders are passed over, save where they are named themselves; so are sockets and devices. Links are followed, each folder
 * entered once.
 */
export function* findFiles(paths: readonly string[]): Generator<FoundFile> {
  const entered = new Set<string>();
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) yield* filesBelow(path, path, entered);
    else yield { path, name: basename(path) };
  }
}

function* filesBelow(root: string, folder: string, entered: Set<string>): Generator<FoundFile> {
  const real = realpathSync(folder);
  if (entered.has(real)) return;
  entered.add(real);
  const names = namesIn(folder);
  // A folder that may not be looked into gets a line, as a file would.
  if (!names) yield { path: folder, name: relative(root, folder) || basename(root) };
  for (const name of names ?? []) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) yield* filesBelow(root, path, entered);
    // A link to nothing is a file that cannot be read: it gets its line.
    else if (!stats || stats.isFile()) yield { path, name: relative(root, path).replaceAll('\\', '/') };
  }
}

function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .toSorted();
  } catch {
    return undefined;
  }
}
