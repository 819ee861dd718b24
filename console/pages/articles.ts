import type { Context } from 'hono';
import type { ArticleState } from '../../shared/article/revision.ts';
import { type ArticleQuery, findArticles } from '../../shared/store/find-articles.ts';
import type { Page } from '../page.ts';
import { count, counted, when } from '../parts/figures.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { pairStrip } from '../parts/pairs.ts';
import { articleState, badge } from '../parts/states.ts';

const states = ['live', 'held', 'stored', 'retracted'] as const satisfies readonly ArticleState[];

export const articlesPage: Page = async ({ stack, activity, nowMs }, c) => {
  const query = queryOf(c);
  const [results, publishers] = await Promise.all([findArticles(stack, query, nowMs), stack.publishers.all()]);
  // Those of the last day are followed anyway.
  const followed = new Map((await activity.look(nowMs)).articles.map((one) => [one.head.articleId, one.deliveries]));
  const deliveries = await Promise.all(
    results.heads.map(({ articleId }) => followed.get(articleId) ?? stack.deliveries.ofArticle(articleId)),
  );
  const isFiltered = Boolean(query.text ?? query.state ?? query.publisherId ?? query.language);
  return {
    title: 'Articles',
    section: 'articles',
    main: html`
      <h1>Articles</h1>
      ${filterForm(
        query,
        publishers.map(({ id, name }) => ({ id, name })),
      )}
      ${
        results.heads.length === 0
          ? emptyResult(isFiltered, results.lookedThrough)
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Articles">
              <table class="rows cards">
                <thead>
                  <tr>
                    <th scope="col">Accepted</th>
                    <th scope="col">Headline</th>
                    <th scope="col" class="minor">Publisher</th>
                    <th scope="col" class="minor">Lang.</th>
                    <th scope="col" class="number">Rev.</th>
                    <th scope="col">State</th>
                    <th scope="col">Partners</th>
                  </tr>
                </thead>
                <tbody>
                  ${results.heads.map(
                    (head, index) =>
                      html`<tr data-key="${head.articleId}">
                        <td class="time">${when(head.firstAcceptedAtMs, nowMs)}</td>
                        <td class="headline">
                          <a href="${to(['articles', head.articleId])}">${foreign(head.headline || head.uri)}</a>
                          <span class="sub">${foreign(head.uri)}</span>
                        </td>
                        <td class="minor">${head.publisherId}</td>
                        <td class="minor">${head.language ?? nothing}</td>
                        <td class="number">
                          ${head.revision}${head.revision > 1 ? html`<span class="sub">${when(head.acceptedAtMs, nowMs)}</span>` : nothing}
                        </td>
                        <td>${badge(articleState(head, nowMs))}</td>
                        <td>${pairStrip(deliveries[index] ?? [])}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      <nav class="pages" aria-label="Pages">
        ${query.beforeMs === undefined ? nothing : html`<a href="${to(['articles'], { ...plain(query), before: '' })}">Newest</a>`}
        ${
          results.nextBeforeMs === undefined
            ? nothing
            : html`<a rel="next" href="${to(['articles'], { ...plain(query), before: results.nextBeforeMs })}"
                >Older</a
              >`
        }
        <span class="quiet"
          >${counted(results.heads.length, 'article')} shown of ${count(results.lookedThrough)} looked through, the last
          30 days. An older one is found by its id or URI.</span
        >
      </nav>
    `,
  };
};

function queryOf(c: Context): ArticleQuery {
  const text = c.req.query('q')?.trim().slice(0, 500);
  const state = states.find((one) => one === c.req.query('state'));
  const before = Number(c.req.query('before'));
  return {
    text: text || undefined,
    state,
    publisherId: c.req.query('publisher') || undefined,
    language: c.req.query('language')?.trim().toLowerCase().split('-')[0] || undefined,
    beforeMs: Number.isSafeInteger(before) && before > 0 ? before : undefined,
  };
}

const plain = ({ text, state, publisherId, language }: ArticleQuery) => ({
  q: text,
  state,
  publisher: publisherId,
  language,
});

function filterForm(query: ArticleQuery, publishers: readonly { id: string; name: string }[]): Html {
  return html`<form class="filters" role="search" method="get" action="/articles">
    <label class="grow"
      >Search
      <input type="search" name="q" value="${query.text ?? ''}" placeholder="headline, URI, key or id" maxlength="500"
    /></label>
    <label
      >State
      <select name="state">
        <option value="">any</option>
        ${states.map((state) => html`<option ${query.state === state ? html`selected` : nothing}>${state}</option>`)}
      </select></label
    >
    <label
      >Publisher
      <select name="publisher">
        <option value="">any</option>
        ${publishers.map(
          ({ id, name }) =>
            html`<option value="${id}" ${query.publisherId === id ? html`selected` : nothing}>${name}</option>`,
        )}
      </select></label
    >
    <label
      >Language <input name="language" value="${query.language ?? ''}" size="4" maxlength="8" placeholder="en"
    /></label>
    <button>Find</button>
  </form>`;
}

function emptyResult(isFiltered: boolean, lookedThrough: number): Html {
  if (isFiltered) {
    return html`<p class="empty">
      None of ${counted(lookedThrough, 'article')} matches. <a href="/articles">Show all</a>
    </p>`;
  }
  return html`<p class="empty">
    No article was accepted in the last 30 days. <a href="/upload">Upload one</a>, or look at what was
    <a href="/uploads">rejected</a>.
  </p>`;
}
