import { keyLimits } from '../../shared/contract/limits.ts';
import { usualGapMs } from '../../shared/delivery/reading-habit.ts';
import { loadPartner, type PartnerAttempt, type PartnerDetail } from '../data/partner.ts';
import { hoursShown, partnerByHour } from '../data/flow.ts';
import { type Page, type PageDeps, PageProblem } from '../page.ts';
import { barChart, hourAxis } from '../parts/bars.ts';
import { clockTime, count, durationText, when } from '../parts/figures.ts';
import { filterWords } from '../parts/filter-words.ts';
import { actionForm } from '../parts/forms.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { alsoFetches } from './partners.ts';
import { keysPart } from './partner-keys.ts';
import { reasonWords } from '../parts/reasons.ts';
import { attemptState, badge, deliveryState, isToBeFetched, partnerState } from '../parts/states.ts';

const attemptsShown = 100;

export const partnerPage: Page = async ({ stack, activity, nowMs, formToken }, c) => {
  const detail = await loadPartner(stack, await activity.look(nowMs), c.req.param('partnerId') ?? '', nowMs);
  if (!detail) throw new PageProblem('no such partner: see Partners for those that are registered');
  const { partner, health, reads } = detail;
  return {
    title: partner.name,
    section: 'partners',
    main: html`
      <header class="title">
        <p class="kicker">${partner.id} ${badge(partnerState(partner, health, reads, nowMs))}${alsoFetches(partner)}</p>
        <h1>${foreign(partner.name)}</h1>
        <p class="quiet">
          ${partner.url === undefined ? 'fetches what it is owed: it is sent no webhooks' : html`<code>${foreign(partner.url)}</code>`}
        </p>
        ${actions(detail, formToken)}
      </header>
      ${standing(detail, nowMs)} ${timeline(detail, nowMs)} ${owedPart(detail, nowMs)}
      ${attemptsPart(detail.attempts, partner.id, nowMs)}
      ${
        partner.url === undefined
          ? nothing
          : html`<section aria-labelledby="keys-title">
              <header class="head"><h2 id="keys-title">Signing keys</h2></header>
              ${keysPart(detail.keys, nowMs)}
            </section>`
      }
      <section aria-labelledby="terms-title">
        <header class="head"><h2 id="terms-title">Registered</h2></header>
        <dl class="fields wide">
          <div>
            <dt>Takes</dt>
            <dd>${foreign(filterWords(partner.filter))}</dd>
          </div>
          <div>
            <dt>Events</dt>
            <dd>${partner.events.join(', ')}</dd>
          </div>
          <div>
            <dt>Format</dt>
            <dd>${partner.format}</dd>
          </div>
          <div>
            <dt>Limits</dt>
            <dd>
              ${partner.maxPerSecond ? `${partner.maxPerSecond} a second` : 'any rate'},
              ${partner.maxInFlight ? `${partner.maxInFlight} at once` : 'any number at once'}
            </dd>
          </div>
          <div>
            <dt>Since</dt>
            <dd>${clockTime(partner.createdAtMs, nowMs)}</dd>
          </div>
        </dl>
      </section>
    `,
  };
};

function actions({ partner, health }: PartnerDetail, formToken: PageDeps['formToken']): Html {
  const action = (name: string): string => to(['partners', partner.id, name]);
  if (partner.status === 'removed') return nothing;
  return html`<div class="actions">
    ${
      partner.status === 'active' && health.circuit === 'open'
        ? actionForm({ action: action('resume'), formToken, button: 'Try now' })
        : nothing
    }
    ${
      partner.status === 'paused'
        ? actionForm({ action: action('resume'), formToken, button: 'Resume' })
        : actionForm({
            action: action('pause'),
            formToken,
            button: 'Pause',
            confirm: 'What it is owed is parked until it is resumed. Nothing is lost.',
          })
    }
    ${partner.unverified ? actionForm({ action: action('verify'), formToken, button: 'Verify' }) : nothing}
    ${partner.url === undefined ? nothing : endpointActions(action, formToken)}
  </div>`;
}

/** What needs an endpoint. */
function endpointActions(action: (name: string) => string, formToken: PageDeps['formToken']): Html {
  return html`${actionForm({ action: action('test'), formToken, button: 'Send a test' })}
  ${actionForm({
    action: action('rotate'),
    formToken,
    button: 'Rotate key',
    tone: 'danger',
    confirm: `A new key is shown once, for you to hand over. The old one signs beside it for ${durationText(keyLimits.overlapMs)}, so that the partner can change in its own time.`,
  })}`;
}

function standing(detail: PartnerDetail, nowMs: number): Html {
  const { partner, backlog } = detail;
  return html`<dl class="tiles">
    ${partner.url === undefined ? nothing : endpointTiles(detail, nowMs)}
    ${partner.pull ? readingTiles(detail, nowMs) : nothing}
    <div>
      <dt>${partner.url === undefined ? 'To be fetched' : 'Parked'}</dt>
      <dd>
        ${count(backlog.parked.count, backlog.parked.isMore)}${
          backlog.parked.sinceMs === undefined
            ? nothing
            : html`<span class="sub">oldest ${when(backlog.parked.sinceMs, nowMs)}</span>`
        }
      </dd>
    </div>
    <div>
      <dt>Dead letters</dt>
      <dd>
        ${
          backlog.dead.count > 0
            ? html`<a href="${to(['dead-letters'], { partner: partner.id })}"
                >${count(backlog.dead.count, backlog.dead.isMore)}</a
              >`
            : '0'
        }${
          backlog.dead.sinceMs === undefined
            ? nothing
            : html`<span class="sub">oldest ${when(backlog.dead.sinceMs, nowMs)}</span>`
        }
      </dd>
    </div>
  </dl>`;
}

function readingTiles({ reads }: PartnerDetail, nowMs: number): Html {
  const usual = reads && usualGapMs(reads);
  return html`<div>
    <dt>Last read</dt>
    <dd>
      ${reads ? when(reads.lastAtMs, nowMs) : html`<span class="quiet">never</span>`}${
        usual === undefined ? nothing : html`<span class="sub">usually every ${durationText(usual)}</span>`
      }
    </dd>
  </div>`;
}

function endpointTiles({ partner, health }: PartnerDetail, nowMs: number): Html {
  const isOpen = health.circuit === 'open';
  return html`<div>
      <dt>Circuit</dt>
      <dd>
        ${health.circuit}${
          partner.status === 'paused'
            ? html`<span class="sub">paused${partner.pauseReason ? `: ${partner.pauseReason}` : ''}</span>`
            : nothing
        }
      </dd>
    </div>
    <div>
      <dt>Failures in a row</dt>
      <dd>
        ${count(health.failuresInRow)}${
          health.failingSinceMs === undefined
            ? nothing
            : html`<span class="sub">since ${when(health.failingSinceMs, nowMs)}</span>`
        }
      </dd>
    </div>
    <div>
      <dt>Next probe</dt>
      <dd>
        ${
          isOpen && health.nextProbeAtMs !== undefined
            ? html`${when(Math.max(health.nextProbeAtMs, nowMs + 1), nowMs)}<span class="sub"
                  >then after ${durationText(Math.max(0, (health.probeIntervalMs ?? 0) * 2))}</span
                >`
            : html`<span class="quiet">none needed</span>`
        }
      </dd>
    </div>`;
}

function timeline({ partner, attempts }: PartnerDetail, nowMs: number): Html {
  const hours = partnerByHour(attempts, nowMs);
  return html`<section aria-labelledby="timeline-title">
    <header class="head">
      <h2 id="timeline-title">Last ${hoursShown} hours</h2>
      <p class="quiet"><span class="key good">delivered</span> <span class="key bad">failed tries</span></p>
    </header>
    <div class="chart">
      ${barChart(
        hours.map(({ startMs, delivered, failed }) => ({ startMs, good: delivered, bad: failed })),
        { label: `Webhooks to ${partner.name}`, good: 'delivered', bad: 'failed' },
      )}
      ${hourAxis(hours)}
    </div>
  </section>`;
}

function owedPart({ owed }: PartnerDetail, nowMs: number): Html {
  if (owed.length === 0) return nothing;
  return html`<section aria-labelledby="owed-title">
    <header class="head"><h2 id="owed-title">Owed to it</h2></header>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="owed-title">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">State</th>
            <th scope="col">Why</th>
            <th scope="col">Next</th>
          </tr>
        </thead>
        <tbody>
          ${owed.slice(0, attemptsShown).map(
            (delivery) =>
              html`<tr data-key="${delivery.articleId}">
                <td class="headline">
                  <a href="${to(['articles', delivery.articleId])}">${foreign(delivery.headline)}</a>
                </td>
                <td>${badge(deliveryState(delivery))}</td>
                <td>${isToBeFetched(delivery) ? nothing : reasonWords(delivery.reason)}</td>
                <td class="time">
                  ${delivery.nextAttemptAtMs === undefined ? nothing : when(delivery.nextAttemptAtMs, nowMs)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function attemptsPart(attempts: readonly PartnerAttempt[], partnerId: string, nowMs: number): Html {
  return html`<section aria-labelledby="attempts-title">
    <header class="head">
      <h2 id="attempts-title">Attempts</h2>
      <p class="quiet">of articles of the last ${hoursShown} hours and of what is owed</p>
    </header>
    ${
      attempts.length === 0
        ? html`<p class="empty">Nothing was sent to it lately.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="attempts-title">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">At</th>
                  <th scope="col">Article</th>
                  <th scope="col">Event</th>
                  <th scope="col" class="number">Rev.</th>
                  <th scope="col">Answer</th>
                  <th scope="col" class="number">Took</th>
                </tr>
              </thead>
              <tbody>
                ${attempts.slice(0, attemptsShown).map((attempt) => attemptRow(attempt, partnerId, nowMs))}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}

function attemptRow(attempt: PartnerAttempt, partnerId: string, nowMs: number): Html {
  const { atMs, articleId, headline, event, revision, durationMs, answer } = attempt;
  return html`<tr data-key="${articleId} ${atMs}">
    <td class="time">${clockTime(atMs, nowMs)}</td>
    <td class="headline"><a href="${to(['articles', articleId])}">${foreign(headline)}</a></td>
    <td>${event.replace('article.', '')}</td>
    <td class="number">${revision}</td>
    <td>
      <a class="plain" href="${to(['articles', articleId, 'webhook'], { partner: partnerId })}"
        >${badge(attemptState(attempt))}<span class="sr"> request and answer</span></a
      >
      ${reasonWords(attempt.reason)} ${answer ? html`<span class="said">${foreign(answer)}</span>` : nothing}
    </td>
    <td class="number">${durationMs === undefined ? nothing : durationText(durationMs)}</td>
  </tr>`;
}
