import type { Notice } from '../../shared/contract/reasons.ts';
import type { Receipt, ReceiptEntry } from '../../shared/contract/receipt.ts';
import { linesAt, offsetOf } from '../data/locate.ts';
import { foreign, html, type Html, nothing, to } from './html.ts';
import { sourceLines } from './source-lines.ts';
import { badge, type Tone } from './states.ts';
import { counted } from './figures.ts';

/** Items of one receipt that are shown; a feed can have a thousand. */
const entriesShown = 100;
const noticesShown = 20;

/** What became of an upload, item by item, with each reason beside the line it is about. */
export function receiptPart(receipt: Receipt, source: string | undefined): Html {
  const { items } = receipt;
  return html`${items.slice(0, entriesShown).map((entry) => entryPart(entry, source))}
  ${items.length > entriesShown ? html`<p class="quiet">${counted(items.length - entriesShown, 'further item')}.</p>` : nothing}
  ${
    items.length === 0
      ? html`<p class="empty">
          ${receipt.status === 'removed' ? 'The object was removed; no article came from it.' : 'The receipt names no item.'}
        </p>`
      : nothing
  }`;
}

function entryPart(entry: ReceiptEntry, source: string | undefined): Html {
  const { status, outcome, headline, item, articleId, revision, reasons, warnings } = entry;
  const tone: Tone = status === 'rejected' ? 'bad' : outcome === 'held' || outcome === 'stored' ? 'idle' : 'good';
  return html`<article class="receipt">
    <header>
      ${badge({ tone, label: status === 'rejected' ? 'rejected' : (outcome ?? 'accepted') })}
      ${
        articleId
          ? html`<a href="${to(['articles', articleId])}">${foreign(headline || articleId)}</a>`
          : headline
            ? foreign(headline)
            : nothing
      }
      <span class="quiet">${revision ? `revision ${revision}` : ''} ${item ? foreign(item) : nothing}</span>
    </header>
    ${noticesPart('bad', reasons, source, item)}
    ${
      warnings.length > 0
        ? html`<details>
            <summary>
              ${counted(warnings.length, 'note')}: ${[...new Set(warnings.map(({ code }) => code))].join(', ')}
            </summary>
            ${noticesPart('warn', warnings, source, item)}
          </details>`
        : nothing
    }
  </article>`;
}

function noticesPart(
  tone: Tone,
  notices: readonly Notice[],
  source: string | undefined,
  item: string | undefined,
): Html {
  if (notices.length === 0) return nothing;
  return html`<ul class="notices">
    ${notices.slice(0, noticesShown).map(
      ({ code, message, path }) =>
        html`<li class="${tone}">
          <p>
            <code>${code}</code> ${foreign(message)}
            ${path ? html`<span class="quiet">at ${foreign(path)}</span>` : nothing}
          </p>
          ${source === undefined ? nothing : excerpt(source, path, item)}
        </li>`,
    )}
  </ul>`;
}

function excerpt(source: string, path: string | undefined, item: string | undefined): Html {
  const offset = offsetOf(source, path, item);
  if (offset === undefined) return nothing;
  return sourceLines(linesAt(source, offset));
}
