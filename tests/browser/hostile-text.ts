import type { ConnectedStack } from '../../shared/stack/connect-stack.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { uploadStore } from '../../shared/store/uploads.ts';
import { partnerOf } from '../support/partners.ts';
import { revisionOf } from '../support/revisions.ts';
import { cast } from './cast.ts';

/** What a script that got through would do: both can be seen from outside. */
const code = 'globalThis.pwned=1,fetch(`/pwned`)';

/** Fifty ways to have text taken for markup or script, for headlines, bylines, names, answers and keys alike. */
export const attempts: readonly string[] = [
  `<script>${code}</script>`,
  `<ScRiPt>${code}</sCrIpT>`,
  `<script src=/pwned></script>`,
  `<script src=data:text/javascript,${code}></script>`,
  `"><script>${code}</script>`,
  `'><script>${code}</script>`,
  `</title><script>${code}</script>`,
  `</textarea><script>${code}</script>`,
  `</style><script>${code}</script>`,
  `</script><script>${code}</script>`,
  `--><script>${code}</script>`,
  `]]><script>${code}</script>`,
  `<img src=x onerror=${code}>`,
  `"><img src=x onerror="${code}">`,
  `'><img src=x onerror='${code}'>`,
  `<img src=/pwned>`,
  `<img/src=x/onerror=${code}>`,
  `<img src=x:x onerror\n=\n"${code}">`,
  `<svg onload=${code}>`,
  `<svg/onload=${code}//`,
  `<svg><script>${code}</script></svg>`,
  `<svg><animate onbegin=${code} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${code}"><text y=20>x</text></a></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${code}></style></mglyph></table></mtext></math>`,
  `<iframe src="javascript:${code}"></iframe>`,
  `<iframe srcdoc="<script>parent.${code}</script>"></iframe>`,
  `<object data="javascript:${code}"></object>`,
  `<embed src="javascript:${code}">`,
  `<body onload=${code}>`,
  `<details open ontoggle=${code}>`,
  `<input autofocus onfocus=${code}>`,
  `<select autofocus onfocus=${code}>`,
  `<video><source onerror=${code}></video>`,
  `<audio src=x onerror=${code}>`,
  `<marquee onstart=${code}>`,
  `<a href="javascript:${code}">x</a>`,
  `<a href="jav&#x09;ascript:${code}">x</a>`,
  `<form action="javascript:${code}"><button>x</button></form>`,
  `<button form=x formaction="javascript:${code}">x</button>`,
  `<meta http-equiv=refresh content="0;url=/pwned">`,
  `<base href="//pwned.example/">`,
  `<link rel=stylesheet href=/pwned>`,
  `<style>@import '/pwned';</style>`,
  `<div style="background:url(/pwned)">x</div>`,
  `" autofocus onfocus="${code}`,
  `' onmouseover='${code}`,
  `javascript:${code}`,
  `\${${code}}`,
  `{{constructor.constructor('${code}')()}}`,
  `&lt;script&gt;${code}&lt;/script&gt;&#60;img src=x onerror=${code}&#62;`,
];

export const hostileArticleId = (index: number): string => `hostile-${String(index).padStart(24, '0')}`;
export const hostilePartnerId = (index: number): string => `hostile-${index}`;
export const hostileKey = (index: number): string => `publishers/${cast.publisher}/${attempts[index]}`;

/** Writes each attempt into every place where others' words are kept, past all that would clean it on its way. */
export async function plantHostileText({ dynamodb, s3, outputs }: ConnectedStack): Promise<void> {
  const table = dynamoTable(dynamodb, outputs.TableName);
  const articles = articleStore(table, s3Objects(s3, outputs.ContentBucketName));
  const [partners, deliveries, uploads] = [partnerStore(table), deliveryStore(table), uploadStore(table)];
  const receipts = s3Objects(s3, outputs.ReceiptsBucketName);
  const sources = s3Objects(s3, outputs.UploadsBucketName);
  const nowMs = Date.now();

  for (const [index, attempt] of attempts.entries()) {
    const [articleId, partnerId] = [hostileArticleId(index), hostilePartnerId(index)];
    const base = revisionOf();
    const revision = (number: number, word: string) =>
      revisionOf({
        articleId,
        revision: number,
        publisherId: cast.publisher,
        // Kept, and sent to nobody: the stack leaves it alone.
        state: 'stored',
        acceptedAtMs: nowMs - 60_000,
        article: {
          ...base.article,
          uri: attempt,
          slugline: attempt,
          version: attempt,
          headlines: [{ value: `${attempt} ${word}` }],
          descriptions: [{ value: attempt }],
          bodies: [
            { role: 'main', contentType: 'text/html', value: `<p>${word}</p>${attempt}` },
            { role: 'plain', contentType: 'text/plain', value: `${word} ${attempt}` },
          ],
        },
        attribution: {
          ...base.attribution!,
          creditLine: attempt,
          bylines: [attempt],
          source: attempt,
          copyrightHolder: attempt,
          copyrightNotice: attempt,
          usageTerms: attempt,
          canonicalUrl: attempt,
          licenseUrl: attempt,
          html: attempt,
          text: attempt,
          chain: [{ name: attempt, role: 'source' }],
          imageCredits: [{ name: attempt, credit: attempt, usageTerms: attempt }],
        },
        source: { key: hostileKey(index), sequencer: '0A' },
      });
    await articles.append(articleId, () => ({ kind: 'append', revision: revision(1, 'one') }));
    await articles.append(articleId, () => ({ kind: 'append', revision: revision(2, 'two') }));
    await partners.put(
      partnerOf({
        id: partnerId,
        name: attempt,
        url: `http://127.0.0.1:9/${encodeURIComponent(attempt)}`,
        filter: { keywords: [attempt], publishers: ['nobody'] },
        pauseReason: attempt,
        status: 'paused',
        headers: { 'x-hostile': attempt },
      }),
    );
    const delivery = await deliveries.lease(articleId, partnerId, 'token', nowMs, 2);
    if (!delivery) throw new Error(`no lease on ${articleId}`);
    const failed = {
      atMs: nowMs,
      revision: 2,
      event: 'article.published',
      outcome: 'failed',
      reason: attempt,
    } as const;
    await deliveries.record(
      delivery,
      { ...failed, status: 500, answer: attempt },
      { kind: 'dead', reason: attempt },
      nowMs,
    );

    const key = hostileKey(index);
    const reason = { code: 'FIELD_INVALID', message: attempt, path: attempt } as const;
    await uploads.claim({
      key,
      publisherId: cast.publisher,
      sequencer: '0A',
      status: 'rejected',
      articleIds: [],
      reasons: [reason],
      atMs: nowMs,
    });
    await uploads.settle(key, '0A');
    const entry = {
      status: 'rejected',
      item: attempt,
      headline: attempt,
      reasons: [{ ...reason, path: 'line 1' }, reason],
      warnings: [reason],
    };
    const receipt = { key, format: attempt, receivedAt: attempt, ...entry, items: [entry] };
    await receipts.put(key, JSON.stringify(receipt), 'application/json');
  }
  // One real object: its own event then replaces what was planted for it.
  await sources.put(`publishers/${cast.publisher}/<img src=x onerror=alert(1)>.txt`, `${attempts[0]}\n`, 'text/plain');
}
