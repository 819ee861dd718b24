import type { SourceLine } from '../data/locate.ts';
import { foreign, html, type Html } from './html.ts';

/** Lines of a source with their numbers; those a notice is about are marked. */
export function sourceLines(lines: readonly SourceLine[], className = ''): Html {
  return html`<pre class="excerpt ${className}" tabindex="0">${lines.map(sourceLine)}</pre>`;
}

function sourceLine({ number, text, isMarked }: SourceLine): Html {
  const words = isMarked ? html`<mark>${foreign(text || ' ')}</mark>` : foreign(text);
  return html`<span class="line ${isMarked ? 'marked' : ''}"><span class="no">${number}</span>${words}</span>`;
}
