import { formTokenField } from '../access.ts';
import { html, type Html, nothing } from './html.ts';

export interface ActionForm {
  readonly action: string;
  readonly formToken: string;
  readonly button: string;
  /** What the action does, shown before it is done: the button then stands behind a disclosure. */
  readonly confirm?: string;
  readonly tone?: 'danger';
  readonly fields?: Html;
}

/** A form of one action; one that asks first opens in place, by key and pointer alike, without script. */
export function actionForm({ action, formToken, button, confirm, tone, fields }: ActionForm): Html {
  const form = html`<form method="post" action="${action}">
    <input type="hidden" name="${formTokenField}" value="${formToken}" />
    ${confirm ? html`<p>${confirm}</p>` : nothing} ${fields ?? nothing}
    <button class="${tone ?? ''}">${button}</button>
  </form>`;
  return confirm
    ? html`<details class="ask">
        <summary class="button ${tone ?? ''}">${button}…</summary>
        <div class="panel">${form}</div>
      </details>`
    : form;
}
