import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Publisher } from '../../shared/article/publisher.ts';
import type { AcceptedItem, IntakeItem, IntakeResult, RejectedItem } from '../../shared/intake/intake.ts';
import { readUpload } from '../../shared/intake/read-upload.ts';
import { publisherOf } from './publishers.ts';

/** The clock of tests that read uploads. */
export const readAtMs = Date.UTC(2026, 10, 24, 12);

/** Reads bytes or text as an upload of the demo publisher named `name`. */
export function readAs(
  content: string | Uint8Array,
  name: string,
  options: { readonly publisher?: Partial<Publisher>; readonly contentType?: string; readonly nowMs?: number } = {},
): Promise<IntakeResult> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const upload = { bytes, key: `publishers/demo/${name}`, contentType: options.contentType };
  return readUpload(upload, publisherOf(options.publisher), { nowMs: options.nowMs ?? readAtMs });
}

/** A sample of the project, by its path within `samples/`. */
export function readSample(path: string, publisher: Partial<Publisher> = {}): Promise<IntakeResult> {
  const bytes = readFileSync(join(import.meta.dirname, '../../samples', path));
  return readAs(bytes, path, { publisher });
}

/** The only item, which must be accepted. */
export function acceptedOf({ items, failure }: IntakeResult): AcceptedItem {
  const [item] = items as readonly [IntakeItem];
  if (item.status !== 'accepted') throw new Error(`rejected: ${JSON.stringify(item.reasons)} ${String(failure ?? '')}`);
  return item;
}

/** The only item, which must be rejected. */
export function rejectedOf({ items }: IntakeResult): RejectedItem {
  const [item] = items as readonly [IntakeItem];
  if (item.status !== 'rejected') throw new Error(`accepted: ${item.article.uri}`);
  return item;
}

/** The codes of an item's warnings, each once. */
export function warningCodesOf({ warnings }: IntakeItem): readonly string[] {
  return [...new Set(warnings.map(({ code }) => code))];
}

/** The rejection codes of the only item. */
export function codesOf(result: IntakeResult): readonly string[] {
  return rejectedOf(result).reasons.map(({ code }) => code);
}

/** The text of the article's HTML body. */
export function htmlOf({ article }: AcceptedItem): string {
  return article.bodies?.find(({ contentType }) => contentType === 'text/html')?.value ?? '';
}

export function textOf({ article }: AcceptedItem): string {
  return article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
}

/** A description of an association by its role. */
export function describedAs(item: AcceptedItem, name: string, role: string): string | undefined {
  const association = item.article.associations?.find((found) => found.name === name);
  return association?.descriptions?.find((found) => found.role === role)?.value;
}
