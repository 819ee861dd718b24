import { type Concern, concernsOf, loadOverview, type Overview, type PartnerGlance } from '../data/overview.ts';
import {
  firstDeliveryTimes,
  flowByHour,
  type FlowHour,
  hoursShown,
  partnerByHour,
  quantile,
  type TrackedArticle,
} from '../data/flow.ts';
import type { Page } from '../page.ts';
import { barChart, hourAxis } from '../parts/bars.ts';
import { count, counted, durationText, when } from '../parts/figures.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { pairStrip } from '../parts/pairs.ts';
import { articleState, badge, partnerState } from '../parts/states.ts';
import type { QueueCounts } from '../../shared/stack/queue-counts.ts';

/** Articles named on the overview; the list has them all. */
const newestShown = 8;

export const overviewPage: Page = async ({ stack, activity, nowMs }) => {
  const overview = await loadOverview(stack, await activity.look(nowMs), nowMs);
  const flow = flowByHour(overview.activity, nowMs);
  return {
    title: 'Overview',
    section: 'overview',
    main: html`
      <h1 class="sr">Overview</h1>
      ${concernsPart(concernsOf(overview, nowMs))} ${stagesPart(overview, flow, nowMs)}
      <div class="columns">${flowPart(flow, overview)} ${healthPart(overview, nowMs)}</div>
      ${newestPart(newestOf(overview.activity.articles), nowMs)}
    `,
  };
};

function concernsPart(concerns: readonly Concern[]): Html {
  if (concerns.length === 0) {
    return html`<p class="calm">
      <span class="state good">all clear</span> Nothing waits for you: every queue drains, no partner is in trouble.
    </p>`;
  }
  return html`<section class="concerns" aria-labelledby="concerns-title">
    <h2 id="concerns-title" class="sr">What needs you</h2>
    <ul>
      ${concerns.map(
        ({ tone, text, href, action }) =>
          html`<li class="${tone}">
            <span>${foreign(text)}</span><a href="${href}">${action}<span class="sr">: ${text}</span></a>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The way of an article, with what stands in each stage now and what went through it in a day. */
function stagesPart({ queues, overdue, partners, activity }: Overview, flow: readonly FlowHour[], nowMs: number): Html {
  const sum = (kind: 'accepted' | 'rejected' | 'delivered' | 'failed'): number =>
    flow.reduce((total, hour) => total + hour[kind], 0);
  const parked = partners.reduce((total, { backlog }) => total + backlog.parked.count, 0);
  const dead = partners.reduce((total, { backlog }) => total + backlog.dead.count, 0);
  const times = firstDeliveryTimes(activity.articles);
  const [median, slow] = [quantile(times, 0.5), quantile(times, 0.95)];
  const active = partners.filter(({ partner }) => partner.status === 'active').length;
  return html`<section aria-labelledby="stages-title">
    <header class="head">
      <h2 id="stages-title">The way of an article</h2>
      <p class="quiet">
        now, and in the last ${hoursShown}
        hours${activity.isCut ? html`, of the newest 200 articles; <a href="/metrics">all of them</a>` : nothing}
      </p>
    </header>
    <ol class="stages">
      ${stage('Ingest', 'reads and checks uploads', queues.Ingest, queues.IngestDeadLetters, [
        ['accepted', sum('accepted')],
        ['rejected files', sum('rejected')],
      ])}
      ${stage('Fan-out', 'finds who is owed', queues.Fanout, queues.FanoutDeadLetters, [
        ['articles', activity.articles.length],
        ['deliveries', activity.articles.reduce((total, { deliveries }) => total + deliveries.length, 0)],
      ])}
      ${stage('Deliver', 'signs and posts', queues.Deliver, queues.DeliverDeadLetters, [
        ['delivered', sum('delivered')],
        ['failed tries', sum('failed')],
      ])}
      ${stage('Slow lane', 'partners that failed lately', queues.DeliverSlow, queues.DeliverSlowDeadLetters, [
        ['parked', parked],
        ['given up', dead],
      ])}
      <li class="stage end">
        <h3>Partners</h3>
        <p class="what">have it</p>
        <p class="now">
          <strong>${median === undefined ? '–' : durationText(median)}</strong>
          <span>${median === undefined ? 'nothing sent yet' : 'from acceptance to the first, median'}</span>
        </p>
        <dl>
          <div>
            <dt>95 %</dt>
            <dd>${slow === undefined ? '–' : durationText(slow)}</dd>
          </div>
          <div>
            <dt>active</dt>
            <dd>${count(active)}</dd>
          </div>
        </dl>
      </li>
    </ol>
    <p class="quiet under">
      ${
        overdue.count === 0
          ? 'No work is overdue.'
          : html`${count(overdue.count, overdue.isMore)} overdue for the sweep, the oldest
            ${overdue.sinceMs === undefined ? nothing : when(overdue.sinceMs, nowMs)}; it comes every minute.`
      }
    </p>
  </section>`;
}

function stage(
  name: string,
  what: string,
  now: QueueCounts,
  deadLetters: QueueCounts,
  day: readonly (readonly [string, number])[],
): Html {
  const busy = now.waiting + now.inWork;
  const words = [
    now.inWork > 0 ? `${count(now.inWork)} in work` : '',
    now.delayed > 0 ? `${count(now.delayed)} delayed` : '',
  ].filter(Boolean);
  return html`<li class="stage ${busy > 0 ? 'busy' : ''}">
    <h3>${name}</h3>
    <p class="what">${what}</p>
    <p class="now">
      <strong>${count(now.waiting)}</strong>
      <span>waiting${words.length > 0 ? html`, ${words.join(', ')}` : nothing}</span>
    </p>
    <dl>
      ${day.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${count(value)}</dd>
          </div>`,
      )}
    </dl>
    ${
      deadLetters.waiting > 0
        ? html`<p class="stuck"><a href="/runbook#dead-letters">${counted(deadLetters.waiting, 'dead letter')}</a></p>`
        : nothing
    }
  </li>`;
}

function flowPart(flow: readonly FlowHour[], { activity }: Overview): Html {
  const isEmpty = activity.articles.length === 0 && activity.rejected.length === 0;
  return html`<section aria-labelledby="flow-title">
    <header class="head"><h2 id="flow-title">Hour by hour</h2></header>
    ${
      isEmpty
        ? html`<p class="empty">
            No article came in the last ${hoursShown} hours. <a href="/upload">Upload one</a> to see it go through.
          </p>`
        : html`<div class="chart">
              <h3>In <span class="key good">accepted</span> <span class="key bad">rejected files</span></h3>
              ${barChart(
                flow.map(({ startMs, accepted, rejected }) => ({ startMs, good: accepted, bad: rejected })),
                { label: 'Articles in', good: 'accepted', bad: 'rejected files' },
              )}
            </div>
            <div class="chart">
              <h3>Out <span class="key good">delivered</span> <span class="key bad">failed tries</span></h3>
              ${barChart(
                flow.map(({ startMs, delivered, failed }) => ({ startMs, good: delivered, bad: failed })),
                { label: 'Webhooks out', good: 'delivered', bad: 'failed' },
              )}
              ${hourAxis(flow)}
            </div>`
    }
  </section>`;
}

function healthPart({ partners, morePartners }: Overview, nowMs: number): Html {
  const shown = partners.filter(({ partner }) => partner.status !== 'removed');
  return html`<section aria-labelledby="health-title">
    <header class="head">
      <h2 id="health-title">Partners</h2>
      <p class="quiet"><a href="/partners">All ${count(shown.length + morePartners)}</a></p>
    </header>
    ${
      shown.length === 0
        ? html`<p class="empty">No partner is registered yet: <code>npx byline partners add</code>.</p>`
        : html`<ul class="glances">
            ${shown.slice(0, 12).map((glance) => glanceRow(glance, nowMs))}
          </ul>`
    }
  </section>`;
}

function glanceRow({ partner, health, reads, backlog, attempts }: PartnerGlance, nowMs: number): Html {
  const hours = partnerByHour(attempts, nowMs);
  const isReader = partner.url === undefined;
  const last = isReader ? reads?.lastAtMs : attempts.at(-1)?.atMs;
  const waits = [
    // What waits for one that fetches is no trouble until it stays away: then it stands above.
    backlog.parked.count > 0 && !isReader ? `${count(backlog.parked.count, backlog.parked.isMore)} parked` : '',
    backlog.dead.count > 0 ? `${count(backlog.dead.count, backlog.dead.isMore)} dead` : '',
  ].filter(Boolean);
  return html`<li data-key="${partner.id}">
    <a class="name" href="${to(['partners', partner.id])}">${foreign(partner.name)}</a>
    ${badge(partnerState(partner, health, reads, nowMs))}
    ${barChart(
      hours.map(({ startMs, delivered, failed }) => ({ startMs, good: delivered, bad: failed })),
      { label: `Webhooks to ${partner.name}`, good: 'delivered', bad: 'failed' },
    )}
    <span class="figures"
      >${waits.length > 0 ? html`<span class="waits">${waits.join(', ')}</span>` : last === undefined ? 'nothing yet' : when(last, nowMs)}</span
    >
  </li>`;
}

/** By their newest revision, and not by when they came first. */
function newestOf(articles: readonly TrackedArticle[]): readonly TrackedArticle[] {
  return articles.toSorted((a, b) => b.head.acceptedAtMs - a.head.acceptedAtMs).slice(0, newestShown);
}

function newestPart(articles: readonly TrackedArticle[], nowMs: number): Html {
  return html`<section aria-labelledby="newest-title">
    <header class="head">
      <h2 id="newest-title">Newest articles</h2>
      <p class="quiet"><a href="/articles">All articles</a></p>
    </header>
    ${
      articles.length === 0
        ? html`<p class="empty">None in the last ${hoursShown} hours.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="newest-title">
            <table class="rows cards">
              <thead>
                <tr>
                  <th scope="col">Accepted</th>
                  <th scope="col">Headline</th>
                  <th scope="col" class="minor">Publisher</th>
                  <th scope="col">State</th>
                  <th scope="col">Partners</th>
                </tr>
              </thead>
              <tbody>
                ${articles.map(
                  ({ head, deliveries }) =>
                    html`<tr data-key="${head.articleId}">
                      <td class="time">${when(head.acceptedAtMs, nowMs)}</td>
                      <td class="headline">
                        <a href="${to(['articles', head.articleId])}">${foreign(head.headline || head.uri)}</a>
                        ${head.revision > 1 ? html`<span class="quiet">rev. ${head.revision}</span>` : nothing}
                      </td>
                      <td class="minor">${head.publisherId}</td>
                      <td>${badge(articleState(head, nowMs))}</td>
                      <td>${pairStrip(deliveries)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}
