import { explainAwsError } from '../../shared/stack/aws-errors.ts';

/** What one look at a deployment found: `warn` may be as it should be, `fail` is not. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was seen, in a line. */
  readonly said: string;
  /** What to do about it; absent when nothing is to be done. */
  readonly todo?: string;
}

/** A look at one thing; what it throws becomes a finding. */
export interface Check {
  readonly name: string;
  /** What is not known when the look itself is not allowed. */
  look(): Promise<Omit<Finding, 'check'>>;
}

export const ok = (said: string): Omit<Finding, 'check'> => ({ status: 'ok', said });
export const warn = (said: string, todo: string): Omit<Finding, 'check'> => ({ status: 'warn', said, todo });
export const fail = (said: string, todo: string): Omit<Finding, 'check'> => ({ status: 'fail', said, todo });

const refusals = new Set(['AccessDenied', 'AccessDeniedException', 'AuthorizationError', 'UnauthorizedOperation']);

/** Makes every look, all at once, and tells of them in their order. One that is refused to these credentials is a warning: nothing is known to be wrong. */
export function examine(checks: readonly Check[]): Promise<readonly Finding[]> {
  return Promise.all(
    checks.map(async ({ name, look }): Promise<Finding> => {
      try {
        return { check: name, ...(await look()) };
      } catch (error) {
        const explained = explainAwsError(error);
        if (explained === undefined) throw error;
        const isRefused = error instanceof Error && refusals.has(error.name);
        return { check: name, ...(isRefused ? warn : fail)('could not be looked at', explained) };
      }
    }),
  );
}
