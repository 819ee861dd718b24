import type { Revision } from '../../shared/article/revision.ts';
import { changedFields, diffRevisions, type DiffPart, type FieldDiff } from '../../shared/article/revision-diff.ts';
import { type Page, PageProblem } from '../page.ts';
import { counted, when } from '../parts/figures.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { articleState, badge } from '../parts/states.ts';
import { articleHead } from './article.ts';

/** Revisions read and listed at once. */
const revisionsListed = 20;

export const historyPage: Page = async ({ stack, nowMs }, c) => {
  const head = await stack.articles.head(c.req.param('articleId') ?? '');
  if (!head) throw new PageProblem('no such article: look for it under Articles, by headline or URI');
  const after = numberOf(c.req.query('to')) ?? head.revision;
  const before = numberOf(c.req.query('from')) ?? Math.max(1, after - 1);
  const [publisher, listed, a, b] = await Promise.all([
    stack.publishers.get(head.publisherId),
    stack.articles.revisionsBetween(head.articleId, Math.max(1, head.revision - revisionsListed + 1), head.revision),
    stack.articles.revision(head.articleId, before),
    stack.articles.revision(head.articleId, after),
  ]);
  if (!a || !b) throw new PageProblem(`this article has revisions 1 to ${head.revision}: choose two of them`);
  return {
    title: `History of ${head.headline || head.uri}`,
    section: 'articles',
    main: html`
      ${articleHead(head, publisher?.name ?? head.publisherId, 'history', nowMs)}
      ${listPart(head.articleId, listed, nowMs)}
      ${
        head.revision === 1
          ? html`<p class="empty">There is one revision: nothing to compare yet.</p>`
          : comparePart(head.articleId, head.revision, a, b)
      }
    `,
  };
};

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new PageProblem('revisions are whole numbers from 1', 400);
  return number;
}

function listPart(articleId: string, revisions: readonly Revision[], nowMs: number): Html {
  return html`<section aria-labelledby="revisions-title">
    <header class="head">
      <h2 id="revisions-title">Revisions</h2>
      ${revisions.at(-1)?.revision === 1 ? nothing : html`<p class="quiet">the newest ${revisionsListed}</p>`}
    </header>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="revisions-title">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col" class="number">Rev.</th>
            <th scope="col">Accepted</th>
            <th scope="col">State</th>
            <th scope="col">Changed</th>
            <th scope="col">From</th>
            <th scope="col"><span class="sr">Compare</span></th>
          </tr>
        </thead>
        <tbody>
          ${revisions.map((revision, index) => {
            const previous = revisions[index + 1];
            return html`<tr data-key="${revision.revision}">
              <th scope="row" class="number">
                <a href="${to(['articles', articleId], { revision: revision.revision })}">${revision.revision}</a>
              </th>
              <td class="time">${when(revision.acceptedAtMs, nowMs)}</td>
              <td>
                ${badge(articleState(revision, nowMs))}
                ${revision.retractedBy ? html`<span class="sub">by ${revision.retractedBy}</span>` : nothing}
              </td>
              <td>${previous ? changedWords(previous, revision) : html`<span class="quiet">first seen</span>`}</td>
              <td><span class="sub">${foreign(revision.source.key)}</span></td>
              <td>
                ${
                  previous
                    ? html`<a
                        href="${to(['articles', articleId, 'history'], { from: previous.revision, to: revision.revision })}"
                        >Compare<span class="sr"> ${previous.revision} with ${revision.revision}</span></a
                      >`
                    : nothing
                }
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

function changedWords(previous: Revision, revision: Revision): Html {
  const fields = changedFields(previous, revision);
  return fields.length === 0
    ? html`<span class="quiet">nothing that is read</span>`
    : html`${fields.join(', ').toLowerCase()}`;
}

function comparePart(articleId: string, newest: number, a: Revision, b: Revision): Html {
  const diffs = diffRevisions(a, b);
  const numbers = Array.from({ length: Math.min(newest, 200) }, (_, index) => newest - index);
  const picker = (name: string, label: string, chosen: number): Html =>
    html`<label class="inline"
      >${label}
      <select name="${name}">
        ${numbers.map((number) => html`<option ${number === chosen ? html`selected` : nothing}>${number}</option>`)}
      </select></label
    >`;
  return html`<section aria-labelledby="compare-title">
    <header class="head">
      <h2 id="compare-title">Revision ${a.revision} and revision ${b.revision}</h2>
      <form class="bulk-bar" method="get" action="${to(['articles', articleId, 'history'])}">
        ${picker('from', 'from', a.revision)} ${picker('to', 'to', b.revision)} <button>Compare</button>
      </form>
    </header>
    ${diffs.length === 0 ? html`<p class="empty">They read alike.</p>` : html`<div class="diffs">${diffs.map(fieldPart)}</div>`}
  </section>`;
}

function fieldPart({ label, parts }: FieldDiff): Html {
  return html`<div class="diff">
    <h3>${label}</h3>
    <p>${parts.map(diffPart)}</p>
  </div>`;
}

function diffPart(part: DiffPart): Html {
  switch (part.kind) {
    case 'same':
      return html`<span>${part.text}</span>`;
    case 'added':
      return html`<ins><span class="sr">added: </span>${part.text}</ins>`;
    case 'removed':
      return html`<del><span class="sr">removed: </span>${part.text}</del>`;
    case 'gap':
      return html`<span class="gap">${counted(part.words, 'word')} alike</span>`;
    default:
      return part satisfies never;
  }
}
