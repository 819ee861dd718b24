/** Fetches what came as a claim check (docs/webhooks.md#large-articles), with nothing but Node. BYLINE_ALLOW_HTTP=1 is for the stack of a laptop. */
import { createHash } from 'node:crypto';

const [mostBytes, timeoutMs] = [20 * 1024 * 1024, 10_000]; // Byline sends no more, and waits for an answer for 15 s

interface Claimed {
  readonly type: string;
  readonly data: {
    readonly articleId: string;
    readonly revision: number;
    readonly claim?: { readonly url: string; readonly sha256: string; readonly bytes: number };
  };
}

/** The whole of a webhook whose signature holds. Throws unless it is what was signed for: an answer that is no 2xx brings it again, at a new address. */
export async function wholeEvent<Event extends Claimed>(event: Event): Promise<Event> {
  const { articleId, revision, claim } = event.data;
  if (!claim || event.type === 'article.retracted') return event; // of a retraction nothing is kept but its revision
  const { protocol } = new URL(claim.url);
  if (protocol !== 'https:' && !(process.env.BYLINE_ALLOW_HTTP === '1' && protocol === 'http:'))
    throw new Error('not https');
  if (claim.bytes > mostBytes) throw new Error('larger than Byline sends');
  const answer = await fetch(claim.url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    if ((bytes += chunk.byteLength) > claim.bytes) throw new Error('longer than was signed for');
  }
  const body = Buffer.concat(chunks);
  const sha256 = createHash('sha256').update(body).digest('hex');
  if (bytes !== claim.bytes || sha256 !== claim.sha256) throw new Error('not what was signed for');
  const whole = JSON.parse(body.toString()) as Event;
  const isSame = whole.type === event.type && whole.data.articleId === articleId && whole.data.revision === revision;
  if (!isSame) throw new Error('another article');
  return whole;
}
