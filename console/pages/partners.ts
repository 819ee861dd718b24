import { loadPartners, type PartnerGlance } from '../data/overview.ts';
import { hoursShown, partnerByHour } from '../data/flow.ts';
import type { Page } from '../page.ts';
import { barChart } from '../parts/bars.ts';
import { count, counted, when } from '../parts/figures.ts';
import { filterWords } from '../parts/filter-words.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { badge, partnerState } from '../parts/states.ts';

export const partnersPage: Page = async ({ stack, activity, nowMs }) => {
  const { partners, morePartners } = await loadPartners(stack, await activity.look(nowMs));
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
    `,
  };
};

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
