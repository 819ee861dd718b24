import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Access, formTokenField, isSame } from './access.ts';
import { registerActions } from './actions.ts';
import { loadAssets } from './assets.ts';
import { type ActivityWatch, activityWatch } from './data/activity.ts';
import { securityHeaders } from './headers.ts';
import { problemPage, wholePage } from './layout.ts';
import { livePartHeader, liveUpdates } from './live.ts';
import { notes } from './notes.ts';
import { type Page, type PageDeps, PageProblem, type PageView } from './page.ts';
import { articlePage } from './pages/article.ts';
import { articlesPage } from './pages/articles.ts';
import { deadLettersPage } from './pages/dead-letters.ts';
import { historyPage } from './pages/history.ts';
import { metricsPage } from './pages/metrics.ts';
import { overviewPage } from './pages/overview.ts';
import { partnerPage } from './pages/partner.ts';
import { partnersPage } from './pages/partners.ts';
import { previewPage } from './pages/preview.ts';
import { runbookPage } from './pages/runbook.ts';
import { uploadedPage, uploadPage } from './pages/upload.ts';
import { webhookPage } from './pages/webhook.ts';
import { uploadOfPage, uploadsPage } from './pages/uploads.ts';
import type { ConsoleStack, StackLink } from './stack.ts';
import { uploadFormBytes, uploading } from './uploading.ts';

export interface ConsoleDeps {
  readonly link: StackLink;
  /** For people: which stack this is. */
  readonly stackName: string;
  readonly isLocal: boolean;
  readonly access: Access;
  readonly now: () => number;
  readonly newId: () => string;
  /** Told of errors that are defects of ours, for the terminal. */
  readonly report: (error: unknown) => void;
}

/** How often an open page is looked at again: a deployed stack is paid for by the read. */
const liveEveryMs = { local: 1_000, deployed: 5_000 } as const;
const formBytesMax = 64 * 1024;

/** The console as an HTTP application. */
export function consoleApp(deps: ConsoleDeps): Hono {
  const app = new Hono();
  const assets = loadAssets();
  const open = openPages(deps);
  const uploads = uploading(deps.newId);
  const left = notes(deps.newId);

  app.use(securityHeaders, deps.access.guard);
  app.get('/enter/:token', deps.access.enter);
  app.get('/assets/:name', assets.serve);
  app.get(
    '/live',
    liveUpdates({
      everyMs: deps.isLocal ? liveEveryMs.local : liveEveryMs.deployed,
      render: async (path, headers) => app.request(path, { headers }),
    }),
  );

  const answer = (c: Context, view: PageView): Response | Promise<Response> => {
    const status = view.status ?? 200;
    if (c.req.header(livePartHeader) === 'main') return c.html(view.main, status);
    const frame = { stackName: deps.stackName, isLocal: deps.isLocal, assetVersion: assets.version };
    return c.html(wholePage(view, { ...frame, notice: left.take(c.req.query('note')) }), status);
  };
  const page = (path: string, make: Page): void => {
    app.get(path, async (c) => answer(c, await make(await open(), c)));
  };

  page('/', overviewPage);
  page('/articles', articlesPage);
  page('/articles/:articleId', articlePage);
  page('/articles/:articleId/history', historyPage);
  page('/articles/:articleId/webhook', webhookPage);
  page('/partners', partnersPage);
  page('/partners/:partnerId', partnerPage);
  app.get('/articles/:articleId/preview', async (c) => previewPage(await open(), c));

  page('/uploads', uploadsPage);
  page('/uploads/of', uploadOfPage);
  page('/dead-letters', deadLettersPage);
  page('/metrics', metricsPage);
  page('/runbook', runbookPage);
  page('/upload', uploadPage);
  page('/upload/:batchId', uploadedPage(uploads));

  const limits = {
    form: bodyLimit({ maxSize: formBytesMax }),
    upload: bodyLimit({ maxSize: uploadFormBytes, onError: tooLarge }),
  };
  app.post('*', (c, next) => (c.req.path === '/upload' ? limits.upload(c, next) : limits.form(c, next)));
  app.post('*', async (c, next) => {
    const form = await c.req.parseBody();
    if (!isSame(typeof form[formTokenField] === 'string' ? form[formTokenField] : undefined, deps.access.formToken)) {
      return c.text('this form is of another run of the console: go back, load the page again, and repeat\n', 403);
    }
    return next();
  });
  registerActions(app, { open, notes: left, uploads, answer });

  app.notFound((c) => answer(c, problemPage('Not found', 'this console has no such page', 404)));
  app.onError(async (error, c) => {
    const part = c.req.header(livePartHeader) === 'main';
    if (error instanceof PageProblem) return answer(c, problemPage('Not found', error.message, error.status));
    const explained = await deps.link.explain(error);
    if (explained === undefined) deps.report(error);
    const message = explained ?? 'the console failed at this page: the terminal it runs in says more';
    if (part) return c.text(message, 502);
    return answer(c, problemPage(explained ? 'The stack does not answer' : 'A defect', message, 502));
  });
  return app;
}

const tooLarge = (): Response => {
  throw new PageProblem('these files are too large together: send fewer at once', 400);
};

function openPages({ link, access, now }: ConsoleDeps): () => Promise<PageDeps> {
  let watched: { readonly stack: ConsoleStack; readonly activity: ActivityWatch } | undefined;
  return async () => {
    const stack = await link.open();
    if (watched?.stack !== stack) watched = { stack, activity: activityWatch(stack) };
    return { stack, activity: watched.activity, nowMs: now(), formToken: access.formToken };
  };
}
