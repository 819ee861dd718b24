import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { previewPolicy } from '../headers.ts';
import { type PageDeps, PageProblem } from '../page.ts';
import { foreign, nothing } from '../parts/html.ts';

/**
 * The article itself, for a sandboxed frame. Its markup was cleaned at intake; here it is not trusted all the same: the policy of the answer
 * allows neither script nor forms nor, unless asked for, pictures, and gives the page an origin of its own.
 */
export async function previewPage({ stack }: PageDeps, c: Context): Promise<Response> {
  const articleId = c.req.param('articleId') ?? '';
  const revision = await stack.articles.revision(articleId, Number(c.req.query('revision')) || 0);
  if (!revision) throw new PageProblem('no such revision');
  const { article, attribution } = revision;
  const body = article.bodies?.find(({ contentType }) => contentType === 'text/html') ?? article.bodies?.[0];
  const description = article.descriptions?.[0]?.value;
  // Checked by the guard.
  const origin = `http://${c.req.header('host')}`;
  c.header('content-security-policy', previewPolicy(c.req.query('pictures') !== undefined, origin));
  return c.html(
    html`<!doctype html>
      <html lang="${article.language ?? ''}">
        <head>
          <meta charset="utf-8" />
          <meta name="color-scheme" content="light dark" />
          <title>Preview</title>
          <link rel="stylesheet" href="${origin}/assets/preview.css" />
        </head>
        <body>
          <h1>${foreign(article.headlines?.[0]?.value ?? '')}</h1>
          ${description ? html`<p class="summary">${foreign(description)}</p>` : nothing}
          ${attribution ? html`<p class="credit">${foreign(attribution.creditLine)}</p>` : nothing}
          ${
            body === undefined
              ? html`<p class="none">This revision holds no text.</p>`
              : body.contentType === 'text/html'
                ? raw(body.value)
                : html`<div class="plain">${body.value}</div>`
          }
        </body>
      </html>`,
  );
}
