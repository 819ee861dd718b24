import { failureReasons } from '../../shared/delivery/decide.ts';
import { html, type Html, nothing } from './html.ts';

/** The code of a failure, with what it means. */
export function reasonWords(reason: string | undefined): Html {
  if (reason === undefined) return nothing;
  const words = failureReasons[reason as keyof typeof failureReasons];
  return html`<span class="reason"
    ><code>${reason}</code>${words ? html` <span class="quiet">${words}</span>` : nothing}</span
  >`;
}
