import { createHash } from 'node:crypto';
import type { ListedObject, ListingPage, ObjectListing } from '../../shared/store/object-listing.ts';
import type { Objects, StoredObject } from '../../shared/store/objects.ts';

/** A versioned bucket in memory, which can be listed. */
export class MemoryObjects implements Objects, ObjectListing {
  readonly current = new Map<string, StoredObject>();
  readonly versions = new Map<string, StoredObject>();
  readonly #listed = new Map<string, ListedObject>();
  readonly #now: () => number;

  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  page(after: string | undefined, limit: number): Promise<ListingPage> {
    const keys = [...this.#listed.keys()].toSorted().filter((key) => after === undefined || key > after);
    const objects = keys.slice(0, limit).map((key) => this.#listed.get(key) as ListedObject);
    return Promise.resolve({ objects, ...(keys.length > limit ? { next: keys[limit - 1] } : {}) });
  }

  get(key: string, versionId?: string): Promise<StoredObject | undefined> {
    return Promise.resolve(
      versionId === undefined ? this.current.get(key) : this.versions.get(`${key}\u0000${versionId}`),
    );
  }

  put(key: string, body: string | Uint8Array, contentType: string, versionId?: string): Promise<void> {
    const object = { bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body, contentType };
    this.current.set(key, object);
    this.#listed.set(key, {
      key,
      isRemoved: false,
      ...(versionId === undefined ? {} : { versionId }),
      eTag: eTagOf(object.bytes),
      sizeBytes: object.bytes.byteLength,
      atMs: this.#now(),
    });
    if (versionId !== undefined) this.versions.set(`${key}\u0000${versionId}`, object);
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    this.current.delete(key);
    this.#listed.set(key, { key, isRemoved: true, sizeBytes: 0, atMs: this.#now() });
    return Promise.resolve();
  }

  exists(key: string): Promise<boolean> {
    return Promise.resolve(this.current.has(key));
  }

  json(key: string): unknown {
    const object = this.current.get(key);
    return object && JSON.parse(new TextDecoder().decode(object.bytes));
  }
}

/** As S3's of an object that was put whole. */
export function eTagOf(bytes: Uint8Array | string): string {
  return createHash('md5').update(bytes).digest('hex');
}
