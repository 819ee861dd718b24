import { type EndpointGlance, loadEndpoints, loadPartners, type PartnerGlance } from '../data/overview.ts';
import type { Attempt } from '../../shared/delivery/delivery.ts';
import type { PartnerReads } from '../../shared/delivery/reading-habit.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { hoursShown, isFailure, partnerByHour } from '../data/flow.ts';
import type { Page } from '../page.ts';
import { barChart } from '../parts/bars.ts';
import { count, counted, when } from '../parts/figures.ts';
import { filterWords } from '../parts/filter-words.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { badge, partnerState } from '../parts/states.ts';

export const partnersPage: Page = async ({ stack, activity, nowMs }) => {
  const [{ partners, morePartners }, endpoints] = await Promise.all([
    activity.look(nowMs).then((seen) => loadPartners(stack, seen)),
    loadEndpoints(stack),
  ]);
  return {
    title: 'Partners',
    section: 'partners',
    main: html`
      <h1>Partners</h1>
      ${
        partners.length === 0
          ? html`<p class="empty">
              No partner is registered yet. Add one with
              <code>npx byline partners add ID --url https://…</code>; its signing secret is shown once, there.
            </p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Partners">
              <table class="rows">
                <thead>
                  <tr>
                    <th scope="col">Partner</th>
                    <th scope="col">Health</th>
                    <th scope="col">Last ${hoursShown} hours</th>
                    <th scope="col" class="number">Delivered</th>
                    <th scope="col" class="number">Failed tries</th>
                    <th scope="col" class="number">Parked</th>
                    <th scope="col" class="number">Dead</th>
                    <th scope="col">Last attempt or read</th>
                    <th scope="col">Takes</th>
                  </tr>
                </thead>
                <tbody>
                  ${partners.map((glance) => row(glance, nowMs))}
                </tbody>
              </table>
            </div>`
      }
      ${morePartners > 0 ? html`<p class="quiet">${counted(morePartners, 'further partner')}, all of them well, not shown.</p>` : nothing}
      ${endpoints.length === 0 ? nothing : endpointsPart(endpoints, nowMs)}
    `,
  };
};

function endpointsPart(endpoints: readonly EndpointGlance[], nowMs: number): Html {
  return html`<section aria-labelledby="endpoints-title">
    <header class="head">
      <h2 id="endpoints-title">Endpoints of operational events</h2>
      <p class="quiet">told by webhook what becomes of uploads, deliveries and partners</p>
    </header>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="endpoints-title">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Endpoint</th>
            <th scope="col">Health</th>
            <th scope="col" class="number">Parked</th>
            <th scope="col" class="number">Dead</th>
            <th scope="col">Hears</th>
          </tr>
        </thead>
        <tbody>
          ${endpoints.map(
            ({ endpoint, health, backlog }) =>
              html`<tr data-key="${endpoint.id}">
                <th scope="row">
                  <a href="${to(['partners', endpoint.id])}">${foreign(endpoint.name)}</a>
                  <span class="sub">${endpoint.id}</span>
                </th>
                <td>${badge(partnerState(endpoint, health, undefined, nowMs))}</td>
                <td class="number">${count(backlog.parked.count, backlog.parked.isMore)}</td>
                <td class="number">${count(backlog.dead.count, backlog.dead.isMore)}</td>
                <td class="takes">
                  ${endpoint.operations.events.join(', ')}
                  <span class="sub"
                    >${endpoint.operations.publisherId ? `of ${endpoint.operations.publisherId}` : 'of all'}</span
                  >
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Beside webhooks. One that only fetches says so as its state. */
export function alsoFetches({ pull, url }: Partner): Html {
  return pull && url !== undefined
    ? html` <span class="state idle" title="may fetch what webhooks did not bring">may fetch</span>`
    : nothing;
}

function lastSeen(attempt: Attempt | undefined, reads: PartnerReads | undefined, nowMs: number): Html {
  if (reads && reads.lastAtMs >= (attempt?.atMs ?? 0))
    return html`${when(reads.lastAtMs, nowMs)} <span class="sub">read</span>`;
  return attempt ? when(attempt.atMs, nowMs) : html`<span class="quiet">none</span>`;
}

function row({ partner, health, reads, backlog, attempts }: PartnerGlance, nowMs: number): Html {
  const hours = partnerByHour(attempts, nowMs);
  const delivered = attempts.filter(({ outcome }) => outcome === 'delivered').length;
  const last = attempts.at(-1);
  return html`<tr data-key="${partner.id}">
    <th scope="row">
      <a href="${to(['partners', partner.id])}">${foreign(partner.name)}</a>
      <span class="sub">${partner.id}</span>
    </th>
    <td>${badge(partnerState(partner, health, reads, nowMs))}${alsoFetches(partner)}</td>
    <td class="spark">
      ${barChart(
        hours.map((hour) => ({ startMs: hour.startMs, good: hour.delivered, bad: hour.failed })),
        { label: `Webhooks to ${partner.name}`, good: 'delivered', bad: 'failed' },
      )}
    </td>
    <td class="number">${count(delivered)}</td>
    <td class="number">${count(attempts.filter(isFailure).length)}</td>
    <td class="number">${count(backlog.parked.count, backlog.parked.isMore)}</td>
    <td class="number">${count(backlog.dead.count, backlog.dead.isMore)}</td>
    <td class="time">${lastSeen(last, reads, nowMs)}</td>
    <td class="takes">${foreign(filterWords(partner.filter))}</td>
  </tr>`;
}
