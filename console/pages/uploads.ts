import type { UploadRecord } from '../../shared/store/uploads.ts';
import { loadUpload } from '../data/source.ts';
import { type Page, PageProblem } from '../page.ts';
import { bytesText, counted, when } from '../parts/figures.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { sourceLines } from '../parts/source-lines.ts';
import { receiptPart } from '../parts/receipt.ts';
import { badge, type State } from '../parts/states.ts';

const uploadsPerPage = 50;
const daysBack = 30;
const dayMs = 86_400_000;
/** Lines of a source shown where no notice points into it. */
const linesShown = 40;

const kinds = ['all', 'rejected', 'ingested'] as const;

export const uploadsPage: Page = async ({ stack, nowMs }, c) => {
  const kind = kinds.find((one) => one === c.req.query('kind')) ?? 'all';
  const before = Number(c.req.query('before')) || nowMs + dayMs;
  const lists = kind === 'all' ? (['rejected', 'ingested'] as const) : [kind];
  const found = await Promise.all(
    lists.map((list) => stack.uploadRecords.listBetween(list, nowMs - daysBack * dayMs, before - 1, uploadsPerPage)),
  );
  const uploads = found
    .flat()
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, uploadsPerPage);
  return {
    title: 'Uploads',
    section: 'uploads',
    main: html`
      <h1>Uploads</h1>
      <nav class="tabs" aria-label="Which uploads">
        ${(
          [
            ['all', 'All'],
            ['rejected', 'Rejected'],
            ['ingested', 'Accepted'],
          ] as const
        ).map(
          ([id, label]) =>
            html`<a
              href="${to(['uploads'], { kind: id === 'all' ? '' : id })}"
              ${id === kind ? html`aria-current="page"` : nothing}
              >${label}</a
            >`,
        )}
      </nav>
      ${uploads.length === 0 ? emptyPart(kind) : tablePart(uploads, nowMs)}
      <nav class="pages" aria-label="Pages">
        ${
          uploads.length === uploadsPerPage
            ? html`<a
                rel="next"
                href="${to(['uploads'], { kind: kind === 'all' ? '' : kind, before: uploads.at(-1)?.atMs })}"
                >Older</a
              >`
            : nothing
        }
        <span class="quiet">Each file once, by its newest event, of the last ${daysBack} days.</span>
      </nav>
    `,
  };
};

function tablePart(uploads: readonly UploadRecord[], nowMs: number): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Uploads">
    <table class="rows cards">
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">File</th>
          <th scope="col">Publisher</th>
          <th scope="col">Outcome</th>
          <th scope="col">Articles or reasons</th>
        </tr>
      </thead>
      <tbody>
        ${uploads.map(
          (upload) =>
            html`<tr data-key="${upload.key}">
              <td class="time">${when(upload.atMs, nowMs)}</td>
              <td class="headline">
                <a href="${to(['uploads', 'of'], { key: upload.key })}">${foreign(nameOf(upload))}</a>
              </td>
              <td>${upload.publisherId ?? html`<span class="quiet">unknown</span>`}</td>
              <td>${badge(uploadState(upload))}</td>
              <td>${whatCameOfIt(upload)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function emptyPart(kind: (typeof kinds)[number]): Html {
  return kind === 'rejected'
    ? html`<p class="empty">Nothing was rejected in the last ${daysBack} days.</p>`
    : html`<p class="empty">
        No uploads in the last ${daysBack} days. <a href="/upload">Upload a file</a> as a publisher would.
      </p>`;
}

function nameOf({ key, publisherId }: UploadRecord): string {
  const prefix = `publishers/${publisherId ?? ''}/`;
  return publisherId !== undefined && key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

function uploadState({ status, reasons = [] }: UploadRecord): State {
  if (status === 'rejected') return { tone: 'bad', label: 'rejected' };
  if (status === 'removed') return { tone: 'idle', label: 'removed' };
  return reasons.length > 0 ? { tone: 'warn', label: 'in part' } : { tone: 'good', label: 'accepted' };
}

function whatCameOfIt({ status, reasons = [], articleIds }: UploadRecord): Html {
  const codes = [...new Set(reasons.map(({ code }) => code))];
  return html`${status === 'rejected' ? nothing : counted(articleIds.length, 'article')}
  ${codes.map((code) => html` <code>${code}</code>`)}`;
}

export const uploadOfPage: Page = async ({ stack, nowMs }, c) => {
  const key = c.req.query('key');
  if (!key) throw new PageProblem('say which file: ?key=publishers/…', 400);
  const { record, receipt, source } = await loadUpload(stack, key);
  if (!record && !receipt && !source) throw new PageProblem('no such upload: see Uploads');
  return {
    title: key,
    section: 'uploads',
    main: html`
      <header class="title">
        <p class="kicker">
          ${record?.publisherId ?? 'unknown publisher'} ${record ? badge(uploadState(record)) : nothing}
        </p>
        <h1>${foreign(key.split('/').at(-1) ?? key)}</h1>
        <p class="quiet">
          ${foreign(key)}${receipt?.format ? html` · read as ${receipt.format}` : nothing}${
            source ? html` · ${bytesText(source.bytes)}` : nothing
          }${record ? html` · ${when(record.atMs, nowMs)}` : nothing}
        </p>
      </header>
      <section aria-labelledby="receipt-title">
        <header class="head"><h2 id="receipt-title">Receipt</h2></header>
        ${
          receipt
            ? receiptPart(receipt, source?.text)
            : html`<p class="empty">No receipt yet: ingest has not come to it.</p>`
        }
      </section>
      ${source ? sourcePart(source.text) : html`<p class="quiet">The file itself is gone.</p>`}
    `,
  };
};

function sourcePart(text: string | undefined): Html {
  if (text === undefined) return html`<p class="quiet">The file is no text: nothing of it is shown.</p>`;
  const lines = text.split('\n');
  return html`<section aria-labelledby="source-title">
    <header class="head">
      <h2 id="source-title">The file</h2>
      <p class="quiet">
        ${lines.length > linesShown ? `the first ${linesShown} of ${counted(lines.length, 'line')}` : counted(lines.length, 'line')}
      </p>
    </header>
    ${sourceLines(
      lines
        .slice(0, linesShown)
        .map((line, index) => ({ number: index + 1, text: line.slice(0, 500), isMarked: false })),
      'source',
    )}
  </section>`;
}
