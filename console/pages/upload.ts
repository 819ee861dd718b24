import type { Receipt } from '../../shared/contract/receipt.ts';
import { formTokenField } from '../access.ts';
import { loadUpload, type UploadDetail } from '../data/source.ts';
import { type Page, PageProblem } from '../page.ts';
import { pairStrip } from '../parts/pairs.ts';
import { foreign, html, type Html, nothing, to } from '../parts/html.ts';
import { receiptPart } from '../parts/receipt.ts';
import { badge } from '../parts/states.ts';
import type { SentFile, Uploading } from '../uploading.ts';

export const uploadPage: Page = async ({ stack, formToken }, c) => {
  const publishers = (await stack.publishers.all()).filter(({ active }) => active);
  const chosen = c.req.query('publisher');
  return {
    title: 'Upload',
    main: html`
      <h1>Upload as a publisher</h1>
      ${
        publishers.length === 0
          ? html`<p class="empty">No publisher is registered yet: register one first (<code>docs/deploy.md</code>).</p>`
          : html`<form class="drop" data-drop method="post" action="/upload" enctype="multipart/form-data">
              <input type="hidden" name="${formTokenField}" value="${formToken}" />
              <label
                >Publisher
                <select name="publisher" required>
                  ${publishers.map(
                    ({ id, name }) =>
                      html`<option value="${id}" ${id === chosen ? html`selected` : nothing}>${name} (${id})</option>`,
                  )}
                </select></label
              >
              <label class="zone"
                ><strong>Drop files anywhere on this page</strong>
                <span>or choose them: any format Byline reads, at most 10 MB each</span>
                <input type="file" name="files" multiple required
              /></label>
              <button class="primary">Upload</button>
              <p class="quiet">
                The same object key as the publisher’s own upload: sending a file again under its name corrects the
                article.
              </p>
            </form>`
      }
    `,
  };
};

/** What became of files sent from here: each receipt as soon as it is written, then who has the article. */
export function uploadedPage(uploads: Uploading): Page {
  return async ({ stack }, c) => {
    const batch = uploads.batch(c.req.param('batchId') ?? '');
    if (!batch) throw new PageProblem('this console remembers its last fifty uploads only: see Uploads for the others');
    const files = await Promise.all(
      batch.files.map(async (file) => {
        const upload = await loadUpload(stack, file.key);
        const receipt = newReceipt(upload.receipt, file);
        const ids = [...new Set(receipt?.items.flatMap(({ articleId }) => articleId ?? []) ?? [])].slice(0, 10);
        const deliveries = await Promise.all(ids.map((articleId) => stack.deliveries.ofArticle(articleId)));
        return {
          upload,
          receipt,
          pairs: ids.map((articleId, index) => ({ articleId, deliveries: deliveries[index] ?? [] })),
        };
      }),
    );
    const waiting = files.filter(({ receipt }) => !receipt).length;
    return {
      title: 'Uploaded',
      main: html`
        <header class="title">
          <h1>${waiting > 0 ? 'Uploaded; receipts are on their way' : 'What became of it'}</h1>
          <p class="quiet">
            As ${batch.publisherId}. <a href="${to(['upload'], { publisher: batch.publisherId })}">Upload more</a>
          </p>
        </header>
        ${files.map(({ upload, receipt, pairs }) => filePart(upload, receipt, pairs))}
      `,
    };
  };
}

function filePart(
  { key, source }: UploadDetail,
  receipt: Receipt | undefined,
  pairs: readonly { articleId: string; deliveries: Parameters<typeof pairStrip>[0] }[],
): Html {
  return html`<section data-key="${key}">
    <header class="head">
      <h2><a href="${to(['uploads', 'of'], { key })}">${foreign(key)}</a></h2>
      ${receipt?.format ? html`<p class="quiet">read as ${receipt.format}</p>` : nothing}
    </header>
    ${
      receipt
        ? receiptPart(receipt, source?.text)
        : html`<p class="empty" role="status">
            ${badge({ tone: 'busy', label: 'waiting' })} The receipt comes within seconds.
          </p>`
    }
    ${pairs.map(
      ({ articleId, deliveries }) =>
        html`<p class="sent">
          Sent to ${pairStrip(deliveries)} <a href="${to(['articles', articleId])}">See where it is</a>
        </p>`,
    )}
  </section>`;
}

/** The receipt of this upload, not the one that stood there before: no two are written at one time. */
function newReceipt(receipt: Receipt | undefined, { receiptBefore }: SentFile): Receipt | undefined {
  return receipt !== undefined && receipt.receivedAt !== receiptBefore ? receipt : undefined;
}
