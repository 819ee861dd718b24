import { formTokenField } from '../access.ts';
import { type DeadLetter, type DeadLetterQuery, type DeadLetters, loadDeadLetters } from '../data/dead-letters.ts';
import type { Page } from '../page.ts';
import { count, counted, when } from '../parts/figures.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { reasonWords } from '../parts/reasons.ts';

export const deadLettersPage: Page = async ({ stack, nowMs, formToken }, c) => {
  const query: DeadLetterQuery = {
    partnerId: c.req.query('partner') || undefined,
    reason: c.req.query('reason') || undefined,
    hours: hoursOf(c.req.query('hours')),
  };
  const letters = await loadDeadLetters(stack, query, nowMs);
  const isFiltered = Object.values(query).some((one) => one !== undefined);
  return {
    title: 'Dead letters',
    section: 'dead-letters',
    main: html`
      <header class="title">
        <h1>Dead letters</h1>
        <p class="quiet">
          Deliveries whose retry schedule is used up. A replay sends what the partner is owed then, the newest revision
          and not the old body.
        </p>
      </header>
      ${letters.matching.length > 0 || isFiltered ? filterForm(query, letters) : nothing}
      ${
        letters.matching.length === 0
          ? html`<p class="empty">
              ${isFiltered ? html`None matches. <a href="/dead-letters">Show all</a>` : 'None: everything was delivered, or is still being tried.'}
            </p>`
          : replayForm(query, letters, formToken, nowMs)
      }
    `,
  };
};

/** How far back one may look, in hours. */
const spans = { 1: 'the last hour', 6: 'the last 6 hours', 24: 'the last day', 168: 'the last week' } as const;

export function hoursOf(text: string | undefined): number | undefined {
  return text !== undefined && Object.hasOwn(spans, text) ? Number(text) : undefined;
}

function filterForm({ partnerId, reason, hours }: DeadLetterQuery, { partners, reasons }: DeadLetters): Html {
  return html`<form class="filters" method="get" action="/dead-letters">
    <label
      >Partner
      <select name="partner">
        <option value="">any</option>
        ${partners.map(
          ({ id, name }) => html`<option value="${id}" ${id === partnerId ? html`selected` : nothing}>${name}</option>`,
        )}
      </select></label
    >
    <label
      >Reason
      <select name="reason">
        <option value="">any</option>
        ${reasons.map((one) => html`<option ${one === reason ? html`selected` : nothing}>${one}</option>`)}
      </select></label
    >
    <label
      >Given up in
      <select name="hours">
        <option value="">any time</option>
        ${Object.entries(spans).map(
          ([value, label]) =>
            html`<option value="${value}" ${Number(value) === hours ? html`selected` : nothing}>${label}</option>`,
        )}
      </select></label
    >
    <button>Filter</button>
  </form>`;
}

function replayForm(
  { partnerId, reason, hours }: DeadLetterQuery,
  letters: DeadLetters,
  formToken: string,
  nowMs: number,
): Html {
  const { matching, shown, isMore } = letters;
  return html`<form method="post" action="/dead-letters/replay" class="bulk">
    <input type="hidden" name="${formTokenField}" value="${formToken}" />
    <input type="hidden" name="partner" value="${partnerId ?? ''}" />
    <input type="hidden" name="reason" value="${reason ?? ''}" />
    <input type="hidden" name="hours" value="${hours ?? ''}" />
    <div class="bulk-bar">
      <button name="which" value="chosen" class="primary">Replay chosen</button>
      <button name="which" value="all">Replay all ${count(matching.length, isMore)} that match</button>
      <label class="inline"
        >at most <input name="per-second" type="number" value="10" min="1" max="100" required /> a second and
        partner</label
      >
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label="Dead letters">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col" class="tick"><input type="checkbox" data-all="pair" aria-label="Choose all shown" /></th>
            <th scope="col">Article</th>
            <th scope="col">Partner</th>
            <th scope="col" class="number">Rev.</th>
            <th scope="col">Why</th>
            <th scope="col" class="number">Tries</th>
            <th scope="col">Given up</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((letter) => row(letter, nowMs))}
        </tbody>
      </table>
    </div>
    ${matching.length > shown.length ? html`<p class="quiet">${counted(matching.length - shown.length, 'further one')} not shown.</p>` : nothing}
  </form>`;
}

function row({ delivery, partnerName, headline }: DeadLetter, nowMs: number): Html {
  const { articleId, partnerId, attemptRevision, attempt, reason, updatedAtMs } = delivery;
  const isNotice = delivery.notice !== undefined;
  return html`<tr data-key="${articleId} ${partnerId}">
    <td class="tick">
      <input
        type="checkbox"
        name="pair"
        value="${articleId} ${partnerId}"
        aria-label="${headline} for ${partnerName}"
      />
    </td>
    <td class="headline">
      ${isNotice ? foreign(headline) : html`<a href="${to(['articles', articleId])}">${foreign(headline)}</a>`}
    </td>
    <td>
      ${isNotice ? foreign(partnerName) : html`<a href="${to(['partners', partnerId])}">${foreign(partnerName)}</a>`}
    </td>
    <td class="number">${attemptRevision}</td>
    <td>${reasonWords(reason)}</td>
    <td class="number">${attempt}</td>
    <td class="time">${when(updatedAtMs, nowMs)}</td>
  </tr>`;
}
