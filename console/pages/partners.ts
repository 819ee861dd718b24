import { type EndpointGlance, loadEndpoints, loadPartners, type PartnerGlance } from '../data/overview.ts';
import { hoursShown, partnerByHour } from '../data/flow.ts';
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
                    <th scope="col">Last attempt</th>
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
      ${endpoints.length === 0 ? nothing : endpointsPart(endpoints)}
    `,
  };
};

function endpointsPart(endpoints: readonly EndpointGlance[]): Html {
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
                <td>${badge(partnerState(endpoint, health))}</td>
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

function row({ partner, health, backlog, attempts }: PartnerGlance, nowMs: number): Html {
  const hours = partnerByHour(attempts, nowMs);
  const delivered = attempts.filter(({ outcome }) => outcome === 'delivered').length;
  const last = attempts.at(-1);
  return html`<tr data-key="${partner.id}">
    <th scope="row">
      <a href="${to(['partners', partner.id])}">${foreign(partner.name)}</a>
      <span class="sub">${partner.id}</span>
    </th>
    <td>${badge(partnerState(partner, health))}</td>
    <td class="spark">
      ${barChart(
        hours.map((hour) => ({ startMs: hour.startMs, good: hour.delivered, bad: hour.failed })),
        { label: `Webhooks to ${partner.name}`, good: 'delivered', bad: 'failed' },
      )}
    </td>
    <td class="number">${count(delivered)}</td>
    <td class="number">${count(attempts.length - delivered)}</td>
    <td class="number">${count(backlog.parked.count, backlog.parked.isMore)}</td>
    <td class="number">${count(backlog.dead.count, backlog.dead.isMore)}</td>
    <td class="time">${last ? when(last.atMs, nowMs) : html`<span class="quiet">none</span>`}</td>
    <td class="takes">${foreign(filterWords(partner.filter))}</td>
  </tr>`;
}
