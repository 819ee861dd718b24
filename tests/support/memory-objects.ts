import type { Objects, StoredObject } from '../../shared/store/objects.ts';

/** A versioned bucket in memory. */
export class MemoryObjects implements Objects {
  readonly current = new Map<string, StoredObject>();
  readonly versions = new Map<string, StoredObject>();

  get(key: string, versionId?: string): Promise<StoredObject | undefined> {
    return Promise.resolve(
      versionId === undefined ? this.current.get(key) : this.versions.get(`${key}\u0000${versionId}`),
    );
  }

  put(key: string, body: string | Uint8Array, contentType: string, versionId?: string): Promise<void> {
    const object = { bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body, contentType };
    this.current.set(key, object);
    if (versionId !== undefined) this.versions.set(`${key}\u0000${versionId}`, object);
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    this.current.delete(key);
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
