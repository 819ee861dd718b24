import type { Delivery } from '../../shared/delivery/delivery.ts';
import { html, type Html, nothing } from './html.ts';
import { deliveryOrder, deliveryState } from './states.ts';

/** Squares drawn one by one up to here; beyond, only figures. */
const squaresMax = 16;

/** One square a partner, coloured by how its delivery stands, and the same in words. */
export function pairStrip(deliveries: readonly Pick<Delivery, 'state' | 'reason'>[]): Html {
  if (deliveries.length === 0) return html`<span class="quiet">nobody</span>`;
  const done = deliveries.filter(({ state }) => state === 'delivered').length;
  const sorted = deliveries.toSorted((a, b) => deliveryOrder.indexOf(a.state) - deliveryOrder.indexOf(b.state));
  return html`<span class="pairs" title="${inWords(deliveries)}"
    >${
      deliveries.length > squaresMax
        ? nothing
        : html`<span class="squares" aria-hidden="true"
            >${sorted.map((delivery) => html`<i class="${deliveryState(delivery).tone}"></i>`)}</span
          >`
    }<span class="pairs-figure" aria-hidden="true">${done}/${deliveries.length}</span
    ><span class="sr">${inWords(deliveries)}</span></span
  >`;
}

/** “3 delivered, 1 retrying”. */
function inWords(deliveries: readonly Pick<Delivery, 'state'>[]): string {
  return deliveryOrder
    .map((state) => [state, deliveries.filter((one) => one.state === state).length] as const)
    .filter(([, number]) => number > 0)
    .map(([state, number]) => `${number} ${state}`)
    .join(', ');
}
