import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Without anything it would ask the network for by itself. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-gpu',
  '--no-first-run',
];

/** The Chromium that `BYLINE_CHROMIUM` names, or the first one on the PATH; undefined without any. */
export function findChromium(): string | undefined {
  const named = process.env.BYLINE_CHROMIUM;
  const candidates = named
    ? [named]
    : (process.env.PATH ?? '')
        .split(delimiter)
        .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
