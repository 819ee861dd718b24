import type { ArticleHead } from '../../shared/article/revision.ts';
import type { Attempt, Delivery } from '../../shared/delivery/delivery.ts';
import { type ArticleEvent, articleEvents, type Partner } from '../../shared/partners/partner.ts';
import { articleWebhook, bodyOf, messageIdOf } from '../../shared/webhooks/envelope.ts';
import { type Page, PageProblem } from '../page.ts';
import { bytesText, clockTime, durationText } from '../parts/figures.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { reasonWords } from '../parts/reasons.ts';
import { attemptState, badge } from '../parts/states.ts';
import { articleHead } from './article.ts';

/** Characters of a body that are shown. */
const bodyShown = 60_000;

/** The webhook of an article as one partner gets it, and what it answered. */
export const webhookPage: Page = async ({ stack, nowMs }, c) => {
  const head = await stack.articles.head(c.req.param('articleId') ?? '');
  if (!head) throw new PageProblem('no such article: look for it under Articles, by headline or URI');
  const [publisher, partners, deliveries] = await Promise.all([
    stack.publishers.get(head.publisherId),
    stack.partners.all(),
    stack.deliveries.ofArticle(head.articleId),
  ]);
  const wanted = c.req.query('partner') ?? deliveries[0]?.partnerId ?? partners[0]?.id;
  const partner = partners.find(({ id }) => id === wanted);
  if (wanted !== undefined && !partner)
    throw new PageProblem('no such partner: see Partners for those that are registered');
  const delivery = deliveries.find(({ partnerId }) => partnerId === partner?.id);
  const title = `Webhook of ${head.headline || head.uri}`;
  const frame = articleHead(head, publisher?.name ?? head.publisherId, 'webhook', nowMs);
  if (!partner) {
    return {
      title,
      section: 'articles',
      main: html`${frame}
        <p class="empty">No partner is registered: nobody gets a webhook.</p>`,
    };
  }
  const last = delivery?.attempts.at(-1);
  const revisionNumber = last?.revision ?? head.revision;
  const revision = await stack.articles.revision(head.articleId, revisionNumber);
  if (!revision) throw new PageProblem('that revision is not there any more');
  const event = eventOf(last, head);
  const messageId = messageIdOf(revision, partner.id);
  const body = bodyOf(articleWebhook(revision, event, partner, undefined));
  return {
    title,
    section: 'articles',
    main: html`
      ${frame}
      <form class="bulk-bar" method="get" action="${to(['articles', head.articleId, 'webhook'])}">
        <label class="inline"
          >As sent to
          <select name="partner">
            ${partners.map(
              ({ id, name }) =>
                html`<option value="${id}" ${id === partner.id ? html`selected` : nothing}>${name}</option>`,
            )}
          </select></label
        >
        <button>Show</button>
      </form>
      ${requestPart(partner, event, revisionNumber, messageId, body, delivery)} ${answersPart(delivery, nowMs)}
    `,
  };
};

function eventOf(last: Attempt | undefined, head: ArticleHead): ArticleEvent {
  const sent = articleEvents.find((event) => event === last?.event);
  return sent ?? (head.state === 'retracted' ? 'article.retracted' : 'article.published');
}

function requestPart(
  partner: Partner,
  event: ArticleEvent,
  revision: number,
  messageId: string,
  body: string,
  delivery: Delivery | undefined,
): Html {
  const pretty = JSON.stringify(JSON.parse(body), undefined, 2);
  return html`<section aria-labelledby="request-title">
    <header class="head">
      <h2 id="request-title">Request</h2>
      <p class="quiet">
        ${event}, revision ${revision}, ${bytesText(Buffer.byteLength(body))};
        ${
          delivery
            ? 'made anew from the revision, without “changes”'
            : 'as it would be: nothing was sent to this partner'
        }
      </p>
    </header>
    <pre class="excerpt source headers" tabindex="0">POST ${foreign(partner.url ?? '(none: it fetches)')}
content-type: application/json
webhook-id: ${messageId}
webhook-timestamp: <span class="quiet">the second of each attempt</span>
webhook-signature: <span class="quiet">${partner.signature ?? 'v1'},…</span>${Object.entries(partner.headers ?? {}).map(
      ([name, value]) => html` ${foreign(name)}: ${foreign(value)}`,
    )}</pre>
    <pre class="excerpt source body" tabindex="0">
${pretty.slice(0, bodyShown)}${pretty.length > bodyShown ? '\n…' : ''}</pre>
  </section>`;
}

function answersPart(delivery: Delivery | undefined, nowMs: number): Html {
  const attempts = (delivery?.attempts ?? []).toReversed();
  return html`<section aria-labelledby="answers-title">
    <header class="head"><h2 id="answers-title">Answers</h2></header>
    ${
      attempts.length === 0
        ? html`<p class="empty">None yet.</p>`
        : html`<ol class="answers">
            ${attempts.map(
              ({ atMs, event, revision, outcome, status, by, reason, durationMs, answer }) =>
                html`<li data-key="${atMs}">
                  <p>
                    ${clockTime(atMs, nowMs)} ${badge(attemptState({ outcome, status, by }))} ${event}, revision
                    ${revision}${durationMs === undefined ? nothing : `, ${durationText(durationMs)}`}
                    ${reasonWords(reason)}
                  </p>
                  ${answer ? html`<pre class="excerpt" tabindex="0">${foreign(answer)}</pre>` : nothing}
                </li>`,
            )}
          </ol>`
    }
  </section>`;
}
