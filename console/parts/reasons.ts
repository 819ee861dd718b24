import { failureReasons } from '../../shared/delivery/decide.ts';
import type { Attempt } from '../../shared/delivery/delivery.ts';
import { html, type Html, nothing } from './html.ts';

/** The code of a failure, with what it means. */
export function reasonWords(reason: string | undefined): Html {
  if (reason === undefined) return nothing;
  const words = failureReasons[reason as keyof typeof failureReasons];
  return html`<span class="reason"
    ><code>${reason}</code>${words ? html` <span class="quiet">${words}</span>` : nothing}</span
  >`;
}

/** The status of an answer; what happened instead where there was none. */
export function answerWord({ status, outcome }: Pick<Attempt, 'status' | 'outcome'>): string {
  return status === undefined ? (outcome === 'unknown' ? 'not seen' : 'no answer') : String(status);
}
