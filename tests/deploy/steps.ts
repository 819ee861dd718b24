/** Tells people what is being done and keeps count of what was found. */
export interface Steps {
  /** Announces what is done next. */
  start(title: string): void;
  /** Runs one check and says whether it passed; whatever it throws is a failure and is told, not thrown on. */
  check(title: string, run: () => Promise<void> | void): Promise<boolean>;
  /** Counts something that went wrong outside of a check. */
  fail(title: string, error: unknown): void;
  readonly failed: number;
  /** The line a test run ends with. */
  summary(): string;
}

/** Steps that are told to `print`, one line a call. */
export function tellSteps(print: (line: string) => void): Steps {
  let [passed, failed] = [0, 0];
  const fail = (title: string, error: unknown): void => {
    failed += 1;
    print(`  FAILED  ${title}: ${error instanceof Error ? error.message : String(error)}`);
  };
  return {
    start: (title) => print(`\n${title}`),
    async check(title, run) {
      try {
        await run();
        passed += 1;
        print(`  ok  ${title}`);
        return true;
      } catch (error) {
        fail(title, error);
        return false;
      }
    },
    fail,
    get failed() {
      return failed;
    },
    summary: () => `${passed} passed, ${failed} failed`,
  };
}
