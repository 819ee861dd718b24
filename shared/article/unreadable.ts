import type { RejectionCode } from '../contract/reasons.ts';

/** Thrown where a document, or a part of it, cannot be read at all: an expected end, which becomes a rejection. */
export class Unreadable extends Error {
  readonly code: RejectionCode;
  readonly path: string | undefined;
  /** `message`: lower case, what was found and expected. `path`: `line 12`, a JSON path, an element path. */
  constructor(code: RejectionCode, message: string, path?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Unreadable';
    this.code = code;
    this.path = path;
  }
}
