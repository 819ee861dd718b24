import { html, type Html, nothing } from './parts/html.ts';
import type { Note } from './notes.ts';
import { type PageView, sections } from './page.ts';

export interface Frame {
  /** For people: which stack this is. */
  readonly stackName: string;
  readonly isLocal: boolean;
  /** The hash of style and script, so that a new version is loaded at once. */
  readonly assetVersion: string;
  /** Said once, after an action. */
  readonly notice?: Note;
}

/** A whole page: the frame with a page's main part in it. */
export function wholePage(view: PageView, frame: Frame): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${view.title} · Byline</title>
        <link rel="icon" href="/assets/icon.svg?v=${frame.assetVersion}" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/console.css?v=${frame.assetVersion}" />
        <script src="/assets/console.js?v=${frame.assetVersion}" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <div class="bar">
            <a class="brand" href="/">Byline<span class="sr"> console, to the overview</span></a>
            <nav aria-label="Console">
              <ul>
                ${sections.map(
                  ({ id, path, title }) =>
                    html`<li>
                      <a href="${path}" ${view.section === id ? html`aria-current="page"` : nothing}>${title}</a>
                    </li>`,
                )}
              </ul>
            </nav>
            <a class="button primary" href="/upload">Upload</a>
            <p class="stack" title="${frame.isLocal ? 'The stack on this machine' : 'A stack on AWS'}">
              <span class="sr">Stack: </span><bdi>${frame.stackName}</bdi>
              <span class="live" id="live" role="status" data-state="off"><span class="live-word">still</span></span>
            </p>
          </div>
        </header>
        <div class="trouble" id="trouble" role="alert" hidden></div>
        ${
          frame.notice
            ? html`<div class="notice ${frame.notice.tone}" role="status"><p>${frame.notice.text}</p></div>`
            : nothing
        }
        <main id="main" tabindex="-1" ${view.isStill ? html`data-still` : nothing}>${view.main}</main>
      </body>
    </html>`;
}

/** A page that says what went wrong, in one line with its next step. */
export function problemPage(title: string, message: string, status: PageView['status']): PageView {
  return {
    title,
    status,
    main: html`<div class="problem">
      <h1>${title}</h1>
      <p>${message}</p>
      <p><a href="/">To the overview</a></p>
    </div>`,
  };
}
