import type { ArticleHead, Revision } from '../../shared/article/revision.ts';
import type { Attribution } from '../../shared/article/attribution.ts';
import { mayHoldArticle } from '../../shared/delivery/delivery.ts';
import { explanationLines } from '../../shared/partners/explain.ts';
import { factsOf } from '../../shared/partners/match.ts';
import { explainPartner, type PartnerExplanation } from '../../shared/partners/who-gets.ts';
import { type Page, PageProblem } from '../page.ts';
import { clockTime, counted, when } from '../parts/figures.ts';
import { foreign, html, type Html, nothing, to, webLink } from '../parts/html.ts';
import { deliveryMatrix } from '../parts/matrix.ts';
import { articleState, badge } from '../parts/states.ts';

export const articlePage: Page = async ({ stack, nowMs }, c) => {
  const head = await stack.articles.head(c.req.param('articleId') ?? '');
  if (!head) throw new PageProblem('no such article: look for it under Articles, by headline or URI');
  const wanted = Number(c.req.query('revision') ?? head.revision);
  const [deliveries, partners, publisher, revision] = await Promise.all([
    stack.deliveries.ofArticle(head.articleId),
    stack.partners.all(),
    stack.publishers.get(head.publisherId),
    Number.isSafeInteger(wanted) && wanted > 0 ? stack.articles.revision(head.articleId, wanted) : undefined,
  ]);
  if (!revision) throw new PageProblem(`this article has revisions 1 to ${head.revision}: choose one of them`);
  const holders = new Set(deliveries.filter(mayHoldArticle).map(({ partnerId }) => partnerId));
  const offer = { facts: factsOf(revision.article, head.publisherId), licenses: head.licenses, nowMs };
  const explained = partners
    .filter(({ status }) => status !== 'removed')
    .slice(0, partnersExplained)
    .map((partner) =>
      explainPartner(partner, offer, { holds: holders.has(partner.id), isRetracted: head.state === 'retracted' }),
    );
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  return {
    title: head.headline || head.uri,
    section: 'articles',
    main: html`
      ${articleHead(head, publisher?.name ?? head.publisherId, 'article', nowMs)}
      <section aria-labelledby="matrix-title">
        <header class="head"><h2 id="matrix-title">Where it is</h2></header>
        ${deliveryMatrix(head, deliveries, names, nowMs)} ${whoGetsIt(explained)}
      </section>
      <div class="columns reading">
        ${previewPart(head, revision, c.req.query('pictures') !== undefined)} ${attributionPart(revision, head)}
      </div>
    `,
  };
};

/** Partners told one by one why they get an article or not. */
const partnersExplained = 200;

function whoGetsIt(explained: readonly PartnerExplanation[]): Html {
  const getting = explained.filter(({ gets }) => gets).length;
  return html`<details class="why" id="why">
    <summary>Who gets it, and why: ${getting} of ${counted(explained.length, 'partner')}</summary>
    <ul>
      ${explained.map(
        (one) =>
          html`<li data-key="${one.partnerId}">
            <p>
              ${badge({ tone: one.gets ? 'good' : 'idle', label: one.gets ? 'gets it' : 'does not' })}
              <a href="${to(['partners', one.partnerId])}">${foreign(one.name)}</a>
              <span class="quiet">${verdictWords(one)}</span>
            </p>
            ${explanationLines(one.filter).map((line) => html`<p class="sub">${foreign(line)}</p>`)}
          </li>`,
      )}
    </ul>
  </details>`;
}

function verdictWords({ because, waitsFor }: PartnerExplanation): string {
  const waits = waitsFor === undefined ? '' : waitsFor === 'resume' ? 'once it is resumed' : 'once it is verified';
  switch (because) {
    case 'removed':
      return 'was removed';
    case 'territory':
      return 'licensed for none of its territories, now';
    case 'event':
      return 'wants no events of this kind';
    case 'not-sent':
      return 'never had it, and hears nothing of its retraction';
    case 'holds-it':
      return `has it, and gets what follows, whatever its filter says ${waits}`;
    case 'filter':
      return '';
    case undefined:
      return waits;
    default:
      return because satisfies never;
  }
}

/** Headline, standing and the pages of one article. */
export function articleHead(
  head: ArticleHead,
  publisherName: string,
  current: 'article' | 'history' | 'webhook',
  nowMs: number,
): Html {
  const tabs = [
    ['article', 'Article', to(['articles', head.articleId])],
    ['history', `History (${head.revision})`, to(['articles', head.articleId, 'history'])],
    ['webhook', 'Webhook', to(['articles', head.articleId, 'webhook'])],
  ] as const;
  return html`<header class="title">
    <p class="kicker">
      ${foreign(publisherName)} ${head.language ? html`<span class="quiet">${head.language}</span>` : nothing}
      ${badge(articleState(head, nowMs))}
    </p>
    <h1 class="headline" ${head.language ? html`lang="${head.language}"` : nothing}>
      ${foreign(head.headline || head.uri)}
    </h1>
    <p class="quiet">
      Revision ${head.revision}, accepted
      ${when(head.acceptedAtMs, nowMs)}${
        head.revision > 1 ? html`; first ${when(head.firstAcceptedAtMs, nowMs)}` : nothing
      }${
        head.state === 'held'
          ? head.heldBy === 'brake'
            ? '; held by the publisher’s brake until an operator decides: byline publishers release, or discard'
            : head.heldUntilMs === undefined
              ? '; held until the publisher says otherwise'
              : html`; held until ${clockTime(head.heldUntilMs, nowMs)}`
          : nothing
      }
      · from <a href="${to(['uploads', 'of'], { key: head.source.key })}">${foreign(head.source.key)}</a>
    </p>
    <nav class="tabs" aria-label="This article">
      ${tabs.map(
        ([id, label, href]) =>
          html`<a href="${href}" ${id === current ? html`aria-current="page"` : nothing}>${label}</a>`,
      )}
    </nav>
  </header>`;
}

function previewPart(head: ArticleHead, revision: Revision, withPictures: boolean): Html {
  const at = { revision: revision.revision };
  const hasPictures = (revision.article.associations ?? []).some(({ rel }) => rel === 'picture');
  return html`<section aria-labelledby="preview-title">
    <header class="head">
      <h2 id="preview-title">As it reads${head.revision > 1 ? html` in revision ${revision.revision}` : nothing}</h2>
      <p class="quiet">
        ${
          hasPictures
            ? withPictures
              ? html`<a href="${to(['articles', head.articleId], at)}">Without pictures</a>`
              : html`<a
                  href="${to(['articles', head.articleId], { ...at, pictures: 'yes' })}"
                  title="Their hosts will see your address"
                  >Load pictures</a
                >`
            : nothing
        }
      </p>
    </header>
    <iframe
      class="preview"
      sandbox=""
      title="The article as it reads, in a sandbox"
      src="${to(['articles', head.articleId, 'preview'], { ...at, pictures: withPictures ? 'yes' : undefined })}"
    ></iframe>
  </section>`;
}

function attributionPart({ attribution, article, revision, contentHash }: Revision, head: ArticleHead): Html {
  return html`<section aria-labelledby="attribution-title">
    <header class="head">
      <h2 id="attribution-title">Attribution, as partners see it</h2>
      <p class="quiet"><a href="${to(['articles', head.articleId, 'webhook'])}">The whole webhook</a></p>
    </header>
    ${attribution ? creditFields(attribution) : html`<p class="empty">A retraction of an article never seen: nobody to credit.</p>`}
    <h3>Identity</h3>
    <dl class="fields">
      ${field('URI', foreign(article.uri))} ${field('Id', html`<code>${head.articleId}</code>`)}
      ${article.version ? field('Version', foreign(article.version)) : nothing}
      ${article.slugline ? field('Slugline', foreign(article.slugline)) : nothing}
      ${field('Content', html`<code title="${contentHash}">${contentHash.slice(0, 16)}</code> in revision ${revision}`)}
    </dl>
  </section>`;
}

const originWords = { item: '', publisher: 'from the profile', inferred: 'concluded' } as const;

function creditFields(attribution: Attribution): Html {
  const from = (name: string): Html => {
    const word = originWords[attribution.origins[name] ?? 'item'];
    return word ? html`<span class="sub">${word}</span>` : nothing;
  };
  return html`<blockquote class="credit">${foreign(attribution.text)}</blockquote>
    <dl class="fields">
      ${field('Credit line', html`${foreign(attribution.creditLine)}${from('creditLine')}`)}
      ${field('Bylines', html`${foreign(attribution.bylines.join(', ') || 'none')}${from('bylines')}`)}
      ${field('Source', html`${foreign(attribution.source)}${from('source')}`)}
      ${field('Copyright', html`${foreign(attribution.copyrightNotice)}${from('copyrightNotice')}`)}
      ${field('Holder', html`${foreign(attribution.copyrightHolder)}${from('copyrightHolder')}`)}
      ${field('Terms', html`${foreign(attribution.usageTerms)}${from('usageTerms')}`)}
      ${attribution.licenseUrl ? field('Licence', webLink(attribution.licenseUrl)) : nothing}
      ${attribution.canonicalUrl ? field('Canonical', webLink(attribution.canonicalUrl)) : nothing}
      ${field('Chain', foreign(attribution.chain.map(({ name, role }) => `${name} (${role})`).join(' → ')))}
      ${attribution.imageCredits.map(({ name, credit, usageTerms }) =>
        field(
          name,
          html`${foreign(credit ?? 'no credit')}${usageTerms ? html`<span class="sub">${foreign(usageTerms)}</span>` : nothing}`,
        ),
      )}
    </dl>`;
}

function field(name: string, value: Html): Html {
  return html`<div>
    <dt>${foreign(name)}</dt>
    <dd>${value}</dd>
  </div>`;
}
