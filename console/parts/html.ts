import { html } from 'hono/html';

/** Markup; text that is put into it is escaped, whatever it holds. */
export type Html = ReturnType<typeof html>;
export { html };

export const nothing: Html = html``;

/** Text that others wrote (headlines, names, answers): isolated, so that its direction marks end with it. */
export function foreign(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** An address within the console; parts are encoded, empty query values left out. */
export function to(path: readonly string[], query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return `/${path.map(encodeURIComponent).join('/')}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** A link to a foreign address, only where it is on the web; else its text. */
export function webLink(address: string): Html {
  return /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noopener noreferrer external">${foreign(address)}</a>`
    : foreign(address);
}
