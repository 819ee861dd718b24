/**
 * A whole receiver: verifies, publishes, corrects, takes down. `npm install hono @hono/node-server standardwebhooks jose canonicalize`, then
 * `BYLINE_WEBHOOK_SECRET=whsec_… node receiver.ts`. With BYLINE_JWKS (a file, from `byline keys jwks`) the proof of text and credit is checked, too.
 */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { Webhook } from 'standardwebhooks';
import { wholeEvent } from './fetch-claim.ts';
import { type Sent, verifyCredit } from './verify-proof.ts';

const { BYLINE_WEBHOOK_SECRET = '', BYLINE_JWKS, DATABASE = 'articles.db', PORT = '8080' } = process.env;
const jwks = BYLINE_JWKS === undefined ? undefined : JSON.parse(readFileSync(BYLINE_JWKS, 'utf8'));
const webhook = new Webhook(BYLINE_WEBHOOK_SECRET);
const db = new DatabaseSync(DATABASE);
db.exec(`CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY);
         CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, revision INTEGER, html TEXT)`);
const see = db.prepare('INSERT OR IGNORE INTO seen VALUES (?)');
const seen = db.prepare('SELECT id FROM seen WHERE id = ?');
const keep = db.prepare(`INSERT INTO articles VALUES (?, ?, ?) ON CONFLICT DO UPDATE
                         SET revision = excluded.revision, html = excluded.html WHERE excluded.revision > revision`);
const page = db.prepare('SELECT html FROM articles WHERE id = ?');

async function receive(c: Context): Promise<Response> {
  let event: { readonly type: string; readonly data: Sent & { readonly challenge?: string } };
  try {
    event = webhook.verify(await c.req.text(), c.req.header()) as typeof event; // the exact body, before anything parses it
  } catch {
    return c.body(null, 401);
  }
  if (event.type === 'partner.verify') return c.json({ challenge: event.data.challenge });
  if (!event.type.startsWith('article.')) return c.body(null, 204);
  const whole = await wholeEvent(event).catch(() => undefined);
  if (!whole) return c.body(null, 502);
  const { data } = whole;
  const isRetracted = event.type === 'article.retracted';
  if (jwks && !isRetracted && (await verifyCredit(data, jwks).catch(() => 'not proven'))) return c.body(null, 422);
  // Of a retraction only the revision is kept, so that nothing older brings the article back.
  const text = isRetracted ? null : String(await pageOf(data));
  const messageId = c.req.header('webhook-id') ?? '';
  if (!seen.get(messageId)) keep.run(data.articleId, data.revision, text);
  see.run(messageId); // noted last: what was cut off in between is done by the repeat
  return c.body(null, 204);
}

function pageOf({ article, attribution }: Sent) {
  const { headlines, bodies } = article as Record<'headlines' | 'bodies', { contentType?: string; value: string }[]>;
  const body = bodies.find(({ contentType }) => contentType === 'text/html')?.value;
  return html`<h1>${headlines[0]?.value}</h1>
    ${raw(body)}${raw(attribution.html)}`; // the credit comes with the article
}

const app = new Hono().post('/byline', receive).get('/articles/:id', (c) => {
  const text = page.get(c.req.param('id'))?.html;
  return text ? c.html(String(text)) : c.notFound();
});
serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
);
