import type { Receipt } from '../../shared/contract/receipt.ts';
import type { UploadRecord } from '../../shared/store/uploads.ts';
import type { ConsoleStack } from '../stack.ts';

/** How much of an upload is shown and searched. */
const shownBytes = 2 * 1024 * 1024;

export interface UploadDetail {
  readonly key: string;
  readonly record?: UploadRecord;
  readonly receipt?: Receipt;
  /** Absent when the object is gone. */
  readonly source?: UploadSource;
}

export interface UploadSource {
  readonly bytes: number;
  /** Absent for what is no text: archives, documents of word processors. */
  readonly text?: string;
}

/** What became of one object key: its record, its receipt, and the object itself. */
export async function loadUpload(
  stack: Pick<ConsoleStack, 'uploadRecords' | 'receipts' | 'uploads'>,
  key: string,
): Promise<UploadDetail> {
  const [record, receipt] = await Promise.all([stack.uploadRecords.get(key), loadReceipt(stack, key)]);
  const object = record?.status === 'removed' ? undefined : await stack.uploads.get(key, record?.versionId);
  return { key, record, receipt, ...(object ? { source: sourceOf(object.bytes) } : {}) };
}

async function loadReceipt(stack: Pick<ConsoleStack, 'receipts'>, key: string): Promise<Receipt | undefined> {
  const object = await stack.receipts.get(key);
  return object && (JSON.parse(new TextDecoder().decode(object.bytes)) as Receipt);
}

function sourceOf(bytes: Uint8Array): UploadSource {
  const shown = bytes.subarray(0, shownBytes);
  const isText = !shown.subarray(0, 4096).includes(0);
  return { bytes: bytes.byteLength, ...(isText ? { text: new TextDecoder().decode(shown) } : {}) };
}
