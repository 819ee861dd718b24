import type { Warning, WarningCode } from '../contract/reasons.ts';

/** What one item's receipt will say. The same code at the same place is said once; the list is bounded. */
export class Warnings {
  readonly #list: Warning[] = [];
  readonly #seen = new Set<string>();

  add(code: WarningCode, message: string, path?: string): void {
    this.addAll([{ code, message, ...(path ? { path } : {}) }]);
  }

  addAll(warnings: readonly Warning[]): void {
    for (const warning of warnings) {
      const key = `${warning.code} ${warning.path ?? warning.message}`;
      if (this.#seen.has(key) || this.#list.length >= maxWarnings) continue;
      this.#seen.add(key);
      this.#list.push(warning);
    }
  }

  list(): readonly Warning[] {
    return this.#list;
  }
}

/** More says nothing more; a receipt stays readable. */
const maxWarnings = 100;
