import type { Partner } from '../../shared/partners/partner.ts';
import type { PartnerDetail } from '../data/partner.ts';
import type { PageView } from '../page.ts';
import { when } from '../parts/figures.ts';
import { foreign, html, type Html, to } from '../parts/html.ts';

/** Which keys sign for a partner; never the keys. */
export function keysPart(keys: PartnerDetail['keys'], nowMs: number): Html {
  if (typeof keys === 'string') return html`<p class="empty">${keys}</p>`;
  if (keys.length === 0)
    return html`<p class="empty">It has no key: nothing can be sent to it. Rotate to give it one.</p>`;
  return html`<dl class="fields wide">
    ${keys.map(
      ({ keyId, kind, signsUntil }) =>
        html`<div data-key="${keyId}">
          <dt><code>${keyId}</code></dt>
          <dd>
            ${kind === 'public' ? 'Ed25519 (v1a)' : 'HMAC-SHA256 (v1)'},
            ${signsUntil === undefined ? 'in use' : html`signs until ${when(Date.parse(signsUntil), nowMs)}`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** A new key, this once. */
export function rotatedPage(partner: Partner, keyId: string, verificationKey: string): PageView {
  return {
    title: `New key of ${partner.name}`,
    section: 'partners',
    isStill: true,
    main: html`
      <header class="title">
        <h1>New key of ${foreign(partner.name)}</h1>
        <p class="quiet">Shown this once: copy it now, and hand it over by a way that nobody else reads.</p>
      </header>
      <p class="secret">
        <label>Key <code>${keyId}</code> <input readonly value="${verificationKey}" autocomplete="off" /></label>
      </p>
      <p>
        Webhooks are signed with it and with the old key from now on; containers take it up within a minute.
        <a href="${to(['partners', partner.id])}">Back to ${foreign(partner.name)}</a>
      </p>
    `,
  };
}
