import type { ArticleHead } from '../../shared/article/revision.ts';
import { failureReasons } from '../../shared/delivery/decide.ts';
import { type Delivery, mayHoldArticle } from '../../shared/delivery/delivery.ts';
import { clockTime, when } from './figures.ts';
import { foreign, html, type Html, nothing, to } from './html.ts';
import { isFailure } from '../data/flow.ts';
import { badge, deliveryState, isToBeFetched, type Tone } from './states.ts';

/** Revisions shown side by side; older ones are in the history. */
const columnsMax = 8;

/** Which partner has which revision, and what is being done about the next. */
export function deliveryMatrix(
  head: ArticleHead,
  deliveries: readonly Delivery[],
  partnerNames: ReadonlyMap<string, string>,
  nowMs: number,
): Html {
  if (deliveries.length === 0) {
    return html`<p class="empty">${nobodyYet(head)}</p>`;
  }
  const oldest = Math.max(1, head.revision - columnsMax + 1);
  const revisions = Array.from({ length: head.revision - oldest + 1 }, (_, index) => head.revision - index);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Deliveries by partner and revision">
    <table class="rows matrix">
      <thead>
        <tr>
          <th scope="col">Partner</th>
          <th scope="col">Standing</th>
          ${revisions.map((revision) => html`<th scope="col">Rev. ${revision}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${deliveries
          .toSorted((a, b) => a.partnerId.localeCompare(b.partnerId))
          .map(
            (delivery) =>
              html`<tr data-key="${delivery.partnerId}">
                <th scope="row">
                  <a href="${to(['partners', delivery.partnerId])}"
                    >${foreign(partnerNames.get(delivery.partnerId) ?? delivery.partnerId)}</a
                  >
                </th>
                <td>${standing(delivery, head, nowMs)}</td>
                ${revisions.map((revision) => html`<td>${cell(delivery, revision, head, nowMs)}</td>`)}
              </tr>`,
          )}
      </tbody>
    </table>
  </div>`;
}

function standing(delivery: Delivery, head: ArticleHead, nowMs: number): Html {
  const why = isToBeFetched(delivery) ? undefined : (delivery.reason as keyof typeof failureReasons | undefined);
  const confirmed =
    head.state === 'retracted' && delivery.state === 'delivered'
      ? html`<span class="sub">${mayHoldArticle(delivery) ? 'retraction not confirmed' : 'retraction confirmed'}</span>`
      : nothing;
  return html`${badge(deliveryState(delivery))}${confirmed}
  ${
    why !== undefined && delivery.state !== 'delivered'
      ? html`<span class="sub" title="${failureReasons[why] ?? ''}">${why}</span>`
      : nothing
  }
  ${
    delivery.state === 'retrying' && delivery.nextAttemptAtMs !== undefined
      ? html`<span class="sub">again ${when(delivery.nextAttemptAtMs, nowMs)}</span>`
      : nothing
  }`;
}

function cell(delivery: Delivery, revision: number, head: ArticleHead, nowMs: number): Html {
  const attempts = delivery.attempts.filter((attempt) => attempt.revision === revision);
  const last = attempts.at(-1);
  const failed = attempts.filter(isFailure).length;
  if (last?.outcome === 'delivered') {
    return mark(
      'good',
      html`delivered ${clockTime(last.atMs, nowMs)}`,
      `${last.event}${failed > 0 ? `, after ${failed} failed` : ''}`,
    );
  }
  if (last?.by === 'pull' && delivery.offered)
    return mark('busy', html`given out ${clockTime(last.atMs, nowMs)}`, `${last.event}, not confirmed`);
  if (last)
    return mark(
      delivery.state === 'dead' ? 'bad' : 'warn',
      html`failed ${failed}×`,
      last.reason ?? 'no answer was seen',
    );
  if (delivery.ackedRevision === revision) return mark('good', html`delivered`, 'earlier');
  if (revision < head.revision) return mark('idle', html`superseded`, 'never sent');
  return delivery.state === 'parked' ? mark('warn', html`parked`, '') : mark('idle', html`–`, '');
}

function mark(tone: Tone, text: Html, note: string): Html {
  return html`<span class="cell ${tone}">${text}${note ? html`<span class="sub">${note}</span>` : nothing}</span>`;
}

function nobodyYet(head: ArticleHead): string {
  switch (head.state) {
    case 'held':
      return 'Held: nobody has it yet.';
    case 'stored':
      return 'Stored only: it is sent to nobody.';
    case 'retracted':
      return 'Retracted before anybody had it.';
    default:
      return head.fannedOutRevision < head.revision
        ? 'On its way: fan-out has not finished.'
        : 'No partner’s filter matches it.';
  }
}
