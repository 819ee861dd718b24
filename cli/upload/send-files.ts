import { readFile, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { uploadLimits } from '../../shared/contract/limits.ts';
import type { Receipt } from '../../shared/contract/receipt.ts';
import type { Objects } from '../../shared/store/objects.ts';
import type { FoundFile } from '../check/find-files.ts';

/** Between two looks for a receipt: soon at first, then less and less often. */
const firstLookMs = 100;
const lastLookMs = 2_000;

/** What became of one file: its receipt, or why there is none. */
export interface Sent {
  readonly file: string;
  readonly key: string;
  readonly receipt?: Receipt;
  /** `late`: it is uploaded, and nothing was heard of it in time; `unread`: it was not uploaded. */
  readonly problem?: { readonly kind: 'late' | 'unread'; readonly message: string };
}

export interface SendDeps {
  readonly uploads: Objects;
  readonly receipts: Objects;
  readonly now: () => number;
}

export interface SendOptions {
  readonly publisherId: string;
  /** How long is waited for each receipt. */
  readonly timeoutMs: number;
  /** Files under way at once. */
  readonly atOnce: number;
}

/** Uploads files, several at once, and tells of each when its receipt is there. In no order but that of the receipts. */
export async function sendFiles(
  deps: SendDeps,
  files: readonly FoundFile[],
  options: SendOptions,
  told: (sent: Sent) => void,
): Promise<void> {
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const file of queue) told(await sendFile(deps, file, options));
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
}

async function sendFile(deps: SendDeps, { path, name }: FoundFile, options: SendOptions): Promise<Sent> {
  const key = `publishers/${options.publisherId}/${name}`;
  const bytes = await bytesOf(path);
  if (typeof bytes === 'string') return { file: path, key, problem: { kind: 'unread', message: bytes } };
  const before = await receiptText(deps.receipts, key);
  await deps.uploads.put(key, bytes, 'application/octet-stream');
  const receipt = await receiptAfter(deps, key, before, options.timeoutMs);
  if (receipt) return { file: path, key, receipt };
  const seconds = options.timeoutMs / 1000;
  return {
    file: path,
    key,
    problem: { kind: 'late', message: `uploaded, but no receipt came within ${seconds} s: byline doctor says why` },
  };
}

/** The file's content, or why it is not uploaded. */
async function bytesOf(path: string): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(path);
    if (size > uploadLimits.uploadBytes)
      return `has ${size} bytes, and at most ${uploadLimits.uploadBytes} are taken: send its articles one by one`;
    return await readFile(path);
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): look at the file and its permissions`;
  }
}

/** The receipt written after the upload: every receipt says when it was written, so no two are alike. */
async function receiptAfter(
  { receipts, now }: SendDeps,
  key: string,
  before: string | undefined,
  timeoutMs: number,
): Promise<Receipt | undefined> {
  const deadlineMs = now() + timeoutMs;
  for (let waitMs = firstLookMs; now() < deadlineMs; waitMs = Math.min(waitMs * 1.3, lastLookMs)) {
    const text = await receiptText(receipts, key);
    if (text !== undefined && text !== before) return JSON.parse(text) as Receipt;
    await delay(waitMs);
  }
  return undefined;
}

async function receiptText(receipts: Objects, key: string): Promise<string | undefined> {
  const object = await receipts.get(key);
  return object && new TextDecoder().decode(object.bytes);
}
