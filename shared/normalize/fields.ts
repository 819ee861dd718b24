import type { Concept } from '../article/article.ts';
import { asUri } from '../article/uri.ts';
import type { DraftItem } from '../article/draft.ts';
import type { Rejection, RejectionCode } from '../contract/reasons.ts';
import { cleanLine } from './clean-text.ts';
import type { Warnings } from './warnings.ts';

/** Longest texts by kind, in characters; longer ones are a field in the wrong place. */
export const maxLine = 2_000;
export const maxText = 20_000;
/** Reads a draft's plain fields: clean, on one line, of bounded length. */
export class Fields {
  readonly rejections: Rejection[] = [];
  readonly #draft: DraftItem;
  readonly warnings: Warnings;

  constructor(draft: DraftItem, warnings: Warnings) {
    this.#draft = draft;
    this.warnings = warnings;
  }

  reject(code: RejectionCode, path: string, message: string): void {
    this.rejections.push({ code, message, path });
  }

  line(name: keyof DraftItem & string): string | undefined {
    const value = this.#draft[name];
    return typeof value === 'string' ? this.tidy(value, name, maxLine) : undefined;
  }

  /** Several lines allowed. */
  text(name: keyof DraftItem & string): string | undefined {
    const value = this.#draft[name];
    if (typeof value !== 'string') return undefined;
    const lines = value.split(/\r\n?|\n/).map((line) => this.tidy(line, name, maxText) ?? '');
    return (
      lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim() || undefined
    );
  }

  tidy(value: string, path: string, max: number): string | undefined {
    const clean = cleanLine(value.replace(/<\/?[a-z][^<>]*>/gi, ''), this.warnings, path);
    if (clean.length > max) {
      this.reject('FIELD_TOO_LONG', path, `${path} has ${clean.length} characters; at most ${max} are taken`);
      return undefined;
    }
    return clean === '' ? undefined : clean;
  }

  concepts(name: 'subjects' | 'genres' | 'people' | 'organisations' | 'places'): readonly Concept[] | undefined {
    const concepts = (this.#draft[name] ?? []).slice(0, maxConcepts).flatMap((concept) => {
      const tidy = Object.fromEntries(
        Object.entries(concept).flatMap(([key, value]) => {
          const clean = typeof value === 'string' ? this.tidy(value, name, maxLine) : undefined;
          return clean ? [[key, clean]] : [];
        }),
      ) as Concept;
      return tidy.name || tidy.uri || tidy.literal ? [withUri(tidy)] : [];
    });
    return concepts.length > 0 ? concepts : undefined;
  }
}

/** A code that is no URI is a literal. */
function withUri({ uri, ...concept }: Concept): Concept {
  if (uri === undefined) return concept;
  const stated = asUri(uri);
  return stated === undefined ? { literal: uri, ...concept } : { ...concept, uri: stated };
}

export const maxConcepts = 500;
