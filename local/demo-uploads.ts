import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The publisher that the demo registers and uploads as. */
export const demoPublisherId = 'demo';

/** One file to upload. */
export interface DemoUpload {
  /** Names it on the screen: its path within `samples/`, or the file's name. */
  readonly name: string;
  readonly key: string;
  readonly path: string;
}

/**
 * The samples in the order of a newsroom's day: first the articles, then what corrects them, then what takes them back.
 * Each group is uploaded at once; the next one follows when the webhooks of the one before have arrived.
 */
export function sampleGroups(samplesDir: string): readonly (readonly DemoUpload[])[] {
  const uploads = filesUnder(samplesDir, '').map((name) => ({
    name,
    key: `publishers/${demoPublisherId}/${name.replace(/\.(correction|retraction)(?=\.[^./]+$)/, '')}`,
    path: join(samplesDir, name),
  }));
  const isRetraction = ({ name }: DemoUpload): boolean => /retraction/.test(name);
  const isCorrection = ({ name }: DemoUpload): boolean => /correction/.test(name);
  return [
    uploads.filter((upload) => !isRetraction(upload) && !isCorrection(upload)),
    uploads.filter(isCorrection),
    uploads.filter(isRetraction),
  ].filter((group) => group.length > 0);
}

/** Files named on the command line. Throws an Error naming the one that cannot be read. */
export function namedUploads(paths: readonly string[]): readonly DemoUpload[] {
  return paths.map((path) => {
    if (!existsSync(path) || !statSync(path).isFile()) throw new Error(`${path} is not a file`);
    const name = basename(path);
    return { name, key: `publishers/${demoPublisherId}/${name}`, path };
  });
}

export function readUpload({ path }: DemoUpload): Uint8Array {
  return readFileSync(path);
}

function filesUnder(dir: string, within: string): string[] {
  if (!existsSync(join(dir, within))) return [];
  return readdirSync(join(dir, within), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(dir, name);
      return entry.name.startsWith('.') || /^README/i.test(entry.name) ? [] : [name];
    });
}
