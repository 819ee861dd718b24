import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newSecret } from '../shared/webhooks/keys.ts';

interface Saved {
  partners: Record<string, { port: number; secret: string }>;
  /** Samples uploaded to the end, by step. */
  uploaded: string[];
}

/** What the demo remembers from run to run: its partners' ports and secrets, and how far it came with the samples. */
export interface DemoState {
  /** A port of 0 means any. */
  partner(partnerId: string): { readonly port: number; readonly secret: string };
  rememberPort(partnerId: string, port: number): void;
  isUploaded(step: string): boolean;
  markUploaded(step: string): void;
}

/** Opens the demo's state file, made where it is missing. */
export function openDemoState(path: string): DemoState {
  const saved: Saved = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Saved)
    : { partners: {}, uploaded: [] };
  const save = (): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(saved, null, 2));
    // Replaced in one step: a kill leaves the old file or the new one.
    renameSync(`${path}.new`, path);
  };
  const partner = (partnerId: string): { port: number; secret: string } =>
    (saved.partners[partnerId] ??= { port: 0, secret: newSecret() });
  return {
    partner,
    rememberPort(partnerId, port) {
      saved.partners[partnerId] = { ...partner(partnerId), port };
      save();
    },
    isUploaded: (step) => saved.uploaded.includes(step),
    markUploaded(step) {
      saved.uploaded.push(step);
      save();
    },
  };
}
