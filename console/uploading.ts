import { registryIdPattern } from '../shared/partners/partner.ts';
import { uploadLimits } from '../shared/contract/limits.ts';
import { PageProblem } from './page.ts';
import type { ConsoleStack } from './stack.ts';

/** Files sent by one form. */
const filesMax = 20;
/** S3 takes keys of up to 1,024 bytes. */
const keyBytesMax = 1_024;
/** Sendings remembered, to show what became of them. */
const batchesKept = 50;

export const uploadFormBytes = filesMax * 1024 * 1024 + uploadLimits.uploadBytes;

/** One file that was uploaded here, and what its receipt said before. */
export interface SentFile {
  readonly key: string;
  /** When the receipt before this upload was written; absent when there was none. */
  readonly receiptBefore?: string;
}

export interface SentBatch {
  readonly id: string;
  readonly publisherId: string;
  readonly files: readonly SentFile[];
}

/** Uploads as a publisher would, and remembers what to wait for. */
export interface Uploading {
  send(stack: ConsoleStack, publisherId: string, files: readonly File[]): Promise<SentBatch>;
  batch(id: string): SentBatch | undefined;
}

export function uploading(newId: () => string): Uploading {
  const batches = new Map<string, SentBatch>();
  return {
    async send(stack, publisherId, files) {
      if (!registryIdPattern.test(publisherId) || !(await stack.publishers.get(publisherId)))
        throw new PageProblem('choose one of the registered publishers, then upload again', 400);
      if (files.length === 0) throw new PageProblem('choose at least one file, then upload again', 400);
      if (files.length > filesMax) throw new PageProblem(`at most ${filesMax} files at once: send the rest after`, 400);
      const keys = files.map(({ name }) => `publishers/${publisherId}/${name.split(/[/\\]/).at(-1) ?? ''}`);
      const wrong = keys.find((key) => key.endsWith('/') || Buffer.byteLength(key) > keyBytesMax);
      if (wrong !== undefined)
        throw new PageProblem('give each file a name of at most 900 bytes, then upload again', 400);
      const twice = keys.find((key, index) => keys.indexOf(key) !== index);
      if (twice !== undefined)
        throw new PageProblem('two of the files have one name: send them one after the other', 400);
      const sent: SentFile[] = [];
      for (const [index, file] of files.entries()) {
        const key = keys[index] as string;
        const before = await stack.receipts.get(key);
        await stack.uploads.put(key, new Uint8Array(await file.arrayBuffer()), 'application/octet-stream');
        sent.push({ key, ...(before ? { receiptBefore: receivedAt(before.bytes) } : {}) });
      }
      const batch = { id: newId(), publisherId, files: sent };
      batches.set(batch.id, batch);
      for (const old of [...batches.keys()].slice(0, -batchesKept)) batches.delete(old);
      return batch;
    },
    batch: (id) => batches.get(id),
  };
}

function receivedAt(bytes: Uint8Array): string {
  return String((JSON.parse(new TextDecoder().decode(bytes)) as { receivedAt?: unknown }).receivedAt);
}
