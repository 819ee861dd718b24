/** Pages that say who wrote what when in the ways that pages do; `truth` is what a reader would answer. */
export interface MetadataPage {
  readonly says: string;
  readonly html: string;
  readonly truth: {
    readonly title: string;
    readonly byline: string;
    readonly published: string;
    readonly language: string;
  };
}

const sentences = ['the pier', 'the crane', 'the ferry', 'the market', 'the tide'].map(
  (thing) =>
    `<p>On Monday the office said that ${thing} would be looked at again, after weeks of talks with all who live there.</p>`,
);

const truth = {
  title: 'Old crane stays on the quay',
  byline: 'Ann Quay',
  published: '2026-05-04T08:30:00Z',
  language: 'en',
};

interface Parts {
  readonly head?: string;
  readonly above?: string;
  readonly html?: string;
  readonly below?: string;
}

function page({ head = '', above = '', html = 'lang="en"', below = '' }: Parts): string {
  return `<!doctype html><html ${html}><head>${head}</head><body><header><a href="/">Quay Post</a></header>
<article>${above}${sentences.join('')}${below}</article><footer>Quay Post, 1 Pier Road</footer></body></html>`;
}

const og = `<title>Old crane stays on the quay | Quay Post</title><meta property="og:title" content="Old crane stays on the quay">`;
const jsonLd = (more: string): string =>
  `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Old crane stays on the quay",${more}}</script>`;

export const metadataPages: readonly MetadataPage[] = [
  {
    says: 'OpenGraph and article: properties',
    html: page({
      head: `${og}<meta name="author" content="Ann Quay"><meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth,
  },
  {
    says: 'JSON-LD',
    html: page({
      head: `<title>Quay Post</title>${jsonLd('"author":{"@type":"Person","name":"Ann Quay"},"datePublished":"2026-05-04T08:30:00Z"')}`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth,
  },
  {
    says: 'JSON-LD in a graph, with several authors',
    html: page({
      head: `<title>Old crane stays on the quay - Quay Post</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Quay Post"},{"@type":"NewsArticle","headline":"Old crane stays on the quay","author":[{"@type":"Person","name":"Ann Quay"},{"@type":"Person","name":"Ben Holt"}],"datePublished":"2026-05-04T08:30:00Z"}]}</script>`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth: { ...truth, byline: 'Ann Quay, Ben Holt' },
  },
  {
    says: 'Dublin Core',
    html: page({
      head: `<title>Quay Post: news</title><meta name="dc.title" content="Old crane stays on the quay"><meta name="dc.creator" content="Ann Quay"><meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth,
  },
  {
    says: 'a line under the headline',
    html: page({
      head: `${og}<meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1><p class="byline">Ann Quay</p>',
    }),
    truth,
  },
  {
    says: 'a link to the author',
    html: page({
      head: `${og}<meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1><div><a rel="author" href="/ann">Ann Quay</a></div>',
    }),
    truth,
  },
  {
    says: 'microdata',
    html: page({
      head: `${og}<meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above:
        '<h1 itemprop="headline">Old crane stays on the quay</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann Quay</span></span>',
    }),
    truth,
  },
  {
    says: 'a title with the site’s name behind a dash',
    html: page({
      head: `<title>Old crane stays on the quay - Quay Post</title><meta name="author" content="Ann Quay"><meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth,
  },
  {
    says: 'a title with the site’s name before a bar',
    html: page({
      head: `<title>Quay Post | Old crane stays on the quay</title><meta property="og:title" content="Old crane stays on the quay"><meta name="author" content="Ann Quay"><meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth,
  },
  {
    says: 'entities in its metadata',
    html: page({
      head: `<title>x</title><meta property="og:title" content="Old crane &amp;amp; pier stay on the quay"><meta name="author" content="Ann O&amp;#39;Quay"><meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane &amp; pier stay on the quay</h1>',
    }),
    truth: { ...truth, title: 'Old crane & pier stay on the quay', byline: "Ann O'Quay" },
  },
  {
    says: 'an address where the author’s name should be',
    html: page({
      head: `${og}<meta property="article:author" content="https://social.example/annquay"><meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1><p class="byline">Ann Quay</p>',
    }),
    truth,
  },
  {
    says: 'its language in the body’s markup only',
    html: page({
      html: 'lang="en-GB"',
      head: `${og}<meta name="author" content="Ann Quay"><meta property="article:published_time" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth: { ...truth, language: 'en-GB' },
  },
  {
    says: 'when in a parsely property',
    html: page({
      head: `${og}<meta name="author" content="Ann Quay"><meta name="parsely-pub-date" content="2026-05-04T08:30:00Z">`,
      above: '<h1>Old crane stays on the quay</h1>',
    }),
    truth,
  },
];
