/** The process in which files are read: started by `readers.ts`, ended when a file hangs or takes too much. */
import { openSync, closeSync, fstatSync, readSync } from 'node:fs';
import type { Publisher } from '../../shared/article/publisher.ts';
import { uploadLimits } from '../../shared/contract/limits.ts';
import { readUpload } from '../../shared/intake/read-upload.ts';
import { serveQuestions } from '../../shared/runtime/serve-questions.ts';
import { type CheckedItem, checkedItems, refusedFile } from './checked-item.ts';
import type { FoundFile } from './find-files.ts';

export interface ReadQuestion {
  readonly file: FoundFile;
  readonly publisher: Publisher;
  readonly nowMs: number;
}

export interface ReadAnswer {
  readonly items: readonly CheckedItem[];
  /** The exception behind an `INTERNAL_ERROR`. */
  readonly failure?: string;
}

serveQuestions<ReadQuestion, ReadAnswer>(async ({ file, publisher, nowMs }) => {
  const read = readFile(file.path);
  if ('items' in read) return read;
  const key = `publishers/${publisher.id}/${file.name}`;
  const result = await readUpload({ bytes: read.bytes, key }, publisher, { nowMs });
  const { failure } = result;
  return {
    items: checkedItems(file.path, result),
    ...(failure === undefined ? {} : { failure: failure instanceof Error ? String(failure.stack) : String(failure) }),
  };
});

/** Its bytes, unless there are more than are read of an upload: then none are. */
function readFile(path: string): { readonly bytes: Uint8Array } | ReadAnswer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const { size } = fstatSync(descriptor);
    if (size > uploadLimits.uploadBytes) {
      const message = `the file has ${size} bytes; at most ${uploadLimits.uploadBytes} are read`;
      return { items: [refusedFile(path, 'SIZE_EXCEEDED', message)] };
    }
    const bytes = new Uint8Array(size);
    let length = 0;
    for (let count = -1; count !== 0 && length < size; length += count) {
      count = readSync(descriptor, bytes, length, size - length, length);
    }
    return { bytes: bytes.subarray(0, length) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { items: [refusedFile(path, 'OBJECT_GONE', `the file cannot be read (${code ?? 'unknown error'})`)] };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
