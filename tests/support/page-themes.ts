/** Pages in the shape of widespread systems and themes, in words of our own: what stands around and between the paragraphs there, and how it is named. */
export interface PageTheme {
  readonly theme: string;
  readonly html: string;
  /** Texts that a reader of the story must get, in order; whole paragraphs. */
  readonly kept: readonly string[];
  /** Pieces of the page that are not the story. */
  readonly foreign: readonly string[];
}

export const title = 'Old crane on the quay will be mended, council decides';

/** The story's paragraphs, of the lengths that reports have. */
export const story: readonly string[] = [
  'The old crane on the quay will be mended and not taken down, the town council decided on Tuesday night after four hours of talk.',
  'Eleven members voted for the repair, two against it, and one had gone home.',
  '“You can see it from every window of this town,” said Jane Orr, who has run a workshop by the harbour for twenty years. “A town without it would be somewhere else.”',
  'Work is to begin in May and to take two years. The cost is put at four million, of which the region pays half, and the rest is to come from mooring fees, a lottery and the sale of the pilot house.',
  'Engineers found last winter that the jib had rusted through in three places, and that the turntable had not been oiled since the drivers went on strike in 1988.',
  'The mayor, Paul Reed, called the vote “a gift to our grandchildren”. He had wanted a hotel.',
  'Until the work is done, the quay stays closed to cars between the market and the ferry steps, and buses stop at the church.',
];

export const p = (texts: readonly string[] = story, attributes = ''): string =>
  texts.map((text) => `<p${attributes}>${text}</p>`).join('\n');

export const other = {
  tide: 'Spring tide floods cellars along the lower market street',
  gull: 'Gulls have learned to open the bins, and the bins are losing',
  boat: 'Ferry company orders two boats that run on batteries alone',
  bread: 'How the bargemen bake their bread in an oven of river clay',
} as const;
export const titles = Object.values(other);
export const links = (wrap: (link: string) => string, shown: readonly string[] = titles): string =>
  shown.map((text, index) => wrap(`<a href="/news/story-${index}">${text}</a>`)).join('\n');

export const page = (body: string, head = '', attributes = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - The Quay Post</title>
<link rel="canonical" href="https://quay.example/news/crane"><meta property="og:title" content="${title}">
<meta property="og:site_name" content="The Quay Post">${head}</head><body${attributes}>${body}</body></html>`;

export const menu = `<ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/opinion">Opinion</a></li></ul>`;
export const reader =
  'I was there on the night, and the one who had gone home was asleep in the front row, as everybody could see and hear.';
export const cookies =
  'We use cookies to improve your experience on this site. By continuing to browse you agree to our use of cookies.';
export const letter = 'Get the tide table and the best of the week in your inbox every Friday morning.';
export const bio =
  'Ann Quay covers the harbour and the council for this paper. She has written two books about cranes.';

export const pageThemes: readonly PageTheme[] = [
  {
    theme: 'WordPress, a classic theme with Jetpack',
    html: page(
      `<div id="page" class="hfeed site"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">The Quay Post</a></p><nav id="site-navigation" class="main-navigation">${menu}</nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-77" class="post-77 post type-post status-publish format-standard has-post-thumbnail hentry category-news tag-crane">
<header class="entry-header"><h1 class="entry-title">${title}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published">March 3, 2026</time></span><span class="byline"> by <a href="/author/ann">Ann Quay</a></span></div></header>
<div class="post-thumbnail"><img src="/crane.jpg" width="1200" height="800"></div>
<div class="entry-content">${p(story.slice(0, 3))}
<div id="attachment_9" style="width: 310px" class="wp-caption alignright"><a href="/crane2.jpg"><img src="/crane2.jpg" width="300"></a><p class="wp-caption-text">The jib in 1931.</p></div>
${p(story.slice(3))}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="https://twitter.com/share">Click to share on Twitter (Opens in new window)</a></li></ul></div>
<div class="sharedaddy sd-block sd-like"><h3 class="sd-title">Like this:</h3><span>Like Loading...</span></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>${links((a) => `<p>${a}</p>`)}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c/news">News</a></span> <span class="tags-links">Tagged <a href="/t/crane">crane</a></span></footer></article>
<div class="author-info"><h2>Published by Ann Quay</h2><p class="author-bio">${bio} <a href="/author/ann">View all posts by Ann Quay</a></p></div>
<nav class="navigation post-navigation"><div class="nav-previous"><a href="/a">Previous Post ${other.tide}</a></div></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “${title}”</h2><ol class="comment-list"><li class="comment"><div class="comment-body"><p>${reader}</p></div></li></ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p></form></div></div></main></div>
<aside id="secondary" class="sidebar widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>${links((a) => `<li>${a}</li>`)}</ul></section></aside></div>
<footer class="site-footer"><p>Proudly powered by WordPress</p></footer></div>`,
    ),
    kept: story,
    foreign: [
      ...titles,
      bio,
      reader,
      'The jib in 1931',
      'Share this',
      'Tagged',
      'Posted in',
      'Required fields',
      'Like this',
      'Leave a Reply',
    ],
  },
  {
    theme: 'WordPress, a block theme',
    html: page(
      `<div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group"><nav class="wp-block-navigation">${menu}</nav></div></header>
<main class="wp-block-group is-layout-flow" id="wp--skip-link--target"><div class="wp-block-group has-global-padding"><h1 class="wp-block-post-title">${title}</h1>
<div class="wp-block-group is-nowrap"><div class="wp-block-post-date"><time>March 3, 2026</time></div><p class="has-text-color">—</p><p>by</p><div class="wp-block-post-author-name"><a href="/author/ann">Ann Quay</a></div></div></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">${p(story.slice(0, 2))}
<figure class="wp-block-image size-large"><img src="/crane.jpg"><figcaption class="wp-element-caption">The jib in 1931.</figcaption></figure>
${p(story.slice(2, 5))}<blockquote class="wp-block-quote"><p>The crane is no ornament. It has work to do.</p><cite>The harbour master</cite></blockquote>
<h2 class="wp-block-heading">What comes next</h2>${p(story.slice(5))}
<ul class="wp-block-latest-posts__list wp-block-latest-posts">${links((a) => `<li>${a}</li>`)}</ul>
<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="/join">Become a member</a></div></div></div>
<div class="wp-block-group"><div class="taxonomy-post_tag wp-block-post-terms"><a href="/t/crane">crane</a><span>, </span><a href="/t/quay">quay</a></div></div>
<div class="wp-block-group"><h2 class="wp-block-heading">More posts</h2><ul class="wp-block-post-template">${titles.map((text) => `<li class="wp-block-post"><h3 class="wp-block-post-title"><a href="/x">${text}</a></h3><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">A short beginning of another story, which ends before it has begun…</p></div></li>`).join('')}</ul></div></main>
<footer class="wp-block-template-part"><p>Designed with WordPress</p></footer></div>`,
    ),
    kept: [
      ...story.slice(0, 5),
      'The crane is no ornament. It has work to do.',
      'The harbour master',
      'What comes next',
      ...story.slice(5),
    ],
    foreign: [...titles, 'Become a member', 'Designed with', 'another story, which ends', 'The jib in 1931', 'March 3'],
  },
  {
    theme: 'a magazine theme of WordPress',
    html: page(
      `<div class="td-main-content-wrap td-container-wrap"><div class="td-container td-post-template-default"><div class="td-crumb-container"><div class="entry-crumbs"><a href="/">Home</a> › <a href="/news">News</a> › <span>${title}</span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content"><article class="post type-post category-news"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/news">News</a></li></ul>
<header class="td-post-title"><h1 class="entry-title">${title}</h1><div class="td-module-meta-info"><div class="td-post-author-name">By <a href="/a">Ann Quay</a> - </div><span class="td-post-date"><time>March 3, 2026</time></span><div class="td-post-comments"><a href="#c">0</a></div><div class="td-post-views">1,204</div></div></header></div>
<div class="td-post-sharing-top"><div class="td-post-sharing-visible"><a class="td-social-sharing-button" href="https://www.facebook.com/sharer.php"><div class="td-social-but-text">Share on Facebook</div></a><a href="https://twitter.com/intent/tweet"><div class="td-social-but-text">Tweet on Twitter</div></a></div></div>
<div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><img class="entry-thumb" src="/crane.jpg"><figcaption class="wp-caption-text">The jib in 1931.</figcaption></figure></div>
${p(story.slice(0, 3))}<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span><div id="div-gpt-ad"></div></div>
<p><strong>Also read: <a href="/x">${other.gull}</a></strong></p>${p(story.slice(3))}</div>
<footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a href="/t">crane</a></li></ul></div><div class="td-block-row td-post-next-prev"><div class="td-post-next-prev-content"><span>Previous article</span><a href="/p">${other.tide}</a></div></div>
<div class="author-box-wrap"><div class="desc"><div class="td-author-name"><a href="/a">Ann Quay</a></div><div class="td-author-description">${bio}</div></div></div></footer></article>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a class="td-related-left">RELATED ARTICLES</a><a class="td-related-right">MORE FROM AUTHOR</a></h4><div class="td_block_inner">${links((a) => `<div class="td_module_related_posts"><h3 class="entry-title td-module-title">${a}</h3></div>`)}</div></div>
<div class="comments" id="comments"><div class="comment-respond"><h3>LEAVE A REPLY</h3></div></div></div></div>
<div class="td-pb-span4 td-main-sidebar" role="complementary"><aside class="widget"><p>${letter}</p></aside></div></div></div></div>`,
    ),
    kept: story,
    foreign: [...titles, bio, letter, 'Advertisement', 'TAGS', 'RELATED', 'Share on', '1,204', 'Home ›', 'jib in 1931'],
  },
  {
    theme: 'Drupal',
    html: page(
      `<div class="dialog-off-canvas-main-canvas"><div class="layout-container"><header role="banner"><div class="region region-header"><nav role="navigation" class="block block-menu">${menu}</nav></div></header>
<main role="main"><a id="main-content"></a><div class="layout-content"><div class="region region-content"><div class="block block-system block-system-main-block"><article class="node node--type-article node--promoted node--view-mode-full">
<div class="node__meta"><div class="author">Submitted by <a href="/u">ann</a> on Tue, 03/03/2026 - 21:40</div></div><div class="node__content">
<div class="field field--name-field-image field--type-image"><img src="/crane.jpg"></div>
<div class="field field--name-field-summary field--type-text">A close look at a long night.</div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">${p()}</div>
<div class="field field--name-field-tags field--type-entity-reference field--label-inline"><div class="field__label">Tags</div><div class="field__items"><div class="field__item"><a href="/t/1">crane</a></div><div class="field__item"><a href="/t/2">quay</a></div></div></div>
<div class="node__links"><ul class="links inline"><li class="comment-forbidden"><a href="/user/login">Log in</a> to post comments</li></ul></div></div></article></div>
<div class="views-element-container block"><h2>Related content</h2><div class="view view-related"><div class="view-content">${links((a) => `<div class="views-row"><span class="field-content">${a}</span></div>`)}</div></div></div></div></div>
<aside class="layout-sidebar-second" role="complementary"><div class="region"><p>${letter}</p></div></aside></main></div></div>`,
    ),
    kept: story,
    foreign: [...titles, letter, 'Submitted by', 'Log in', 'to post comments', 'Tags'],
  },
  {
    theme: 'a chain of newspapers on Arc',
    html: page(
      `<div id="fusion-app" class="layout-section"><header class="page-header"><section class="nav-bar"><button>Sections</button>${menu}</section></header>
<section role="main" id="main" class="main"><div class="row"><div class="col-lg-8 left-article-section"><h1 class="headline">${title}</h1><h2 class="sub-headline">It took four hours and cost one night’s sleep</h2>
<div class="author-name"><span>By <a href="/staff/ann">Ann Quay</a></span></div><div class="date">March 3, 2026 at 9:40 p.m. EST</div>
<div class="lead-art-wrapper"><figure><img src="/crane.jpg"><figcaption>The jib in 1931. (Quay Post archive)</figcaption></figure></div>
<article class="article-body-wrapper"><section class="article-body">${story
        .slice(0, 3)
        .map((text) => `<p class="default__StyledText-sc body-paragraph">${text}</p>`)
        .join('')}
<p class="interstitial-link block-margin-bottom"><a href="/x">[ ${other.gull} ]</a></p><div class="arcad-feature"><div class="arcad">Ad</div></div>
${story
  .slice(3, 5)
  .map((text) => `<p class="default__StyledText-sc body-paragraph">${text}</p>`)
  .join(
    '',
  )}<div class="pb-feature pb-f-newsletter"><h4>The Friday Tide</h4><p>${letter}</p><form><button>Sign up</button></form></div>
${story
  .slice(5)
  .map((text) => `<p class="default__StyledText-sc body-paragraph">${text}</p>`)
  .join('')}</section></article>
<div class="copyright">©2026 The Quay Post. Visit quay.example. Distributed by Harbour Content Agency, LLC.</div>
<div class="more-from"><h3>Around the web</h3>${links((a) => `<div class="card"><h4>${a}</h4><div class="author">By Ben Dock</div></div>`)}</div></div>
<div class="col-lg-4 right-rail"><div class="most-read"><h3>Most Read</h3><ol>${links((a) => `<li>${a}</li>`)}</ol></div></div></div></section></div>`,
    ),
    kept: story,
    foreign: [...titles, letter, 'Most Read', 'Distributed by', 'Around the web', 'jib in 1931', 'March 3', 'Sign up'],
  },
  {
    theme: 'Brightspot',
    html: page(
      `<ps-header class="Page-header">${menu}</ps-header><div class="ArticlePage" data-module><main class="ArticlePage-main"><div class="ArticlePage-breadcrumbs"><a href="/news">News</a></div><h1 class="ArticlePage-headline">${title}</h1><h2 class="ArticlePage-subHeadline">It took four hours and cost one night’s sleep</h2>
<div class="ArticlePage-byline"><div class="ArticlePage-authorName">By <a href="/ann">Ann Quay</a></div><div class="ArticlePage-datePublished">Published March 3, 2026 9:40 PM</div></div><ps-actionbar class="ActionBar"><ul><li><a href="https://facebook.com/x">Facebook</a></li><li><a href="mailto:?x">Email</a></li></ul></ps-actionbar>
<div class="ArticlePage-lead"><figure class="Figure"><img src="/crane.jpg"><div class="Figure-content"><div class="Figure-credit">Ben Dock / The Quay Post</div><div class="Figure-caption">The jib in 1931.</div></div></figure></div>
<div class="ArticlePage-articleBody"><div class="RichTextArticleBody RichTextBody">${p(story.slice(0, 3))}<div class="Enhancement" data-align-right><div class="Enhancement-item"><div class="RelatedList"><div class="RelatedList-header">Related Stories</div><ul class="RelatedList-items">${links((a) => `<li><div class="PromoSmall-title">${a}</div></li>`, titles.slice(0, 2))}</ul></div></div></div>
${p(story.slice(3))}<p><i>Copyright 2026 The Quay Post. To see more, visit The Quay Post.</i></p></div></div>
<div class="ArticlePage-tags">Tags <a href="/t/1">Local News</a><a href="/t/2">harbour</a></div><div class="AuthorPromo"><div class="PromoAuthor-name">Ann Quay</div><div class="PromoAuthor-description">${bio}</div><div><a href="/ann">See stories by Ann Quay</a></div></div></main>
<aside class="ArticlePage-aside"><div class="ListB"><div class="ListB-header">Latest Stories</div>${links((a) => `<div class="PromoB-title">${a}</div>`)}</div></aside></div>`,
    ),
    kept: story,
    foreign: [
      ...titles,
      bio,
      'Latest Stories',
      'jib in 1931',
      'Ben Dock',
      'Published March',
      'Local News',
      'See stories by',
      'Related Stories',
      'one night’s sleep',
    ],
  },
  {
    theme: 'Ghost',
    html: page(
      `<div class="viewport"><header id="gh-head" class="gh-head outer"><nav class="gh-head-menu">${menu}</nav></header><main id="site-main" class="site-main"><article class="article post tag-news">
<header class="article-header gh-canvas"><div class="article-tag post-card-tags"><a href="/t">News</a></div><h1 class="article-title">${title}</h1><p class="article-excerpt">It took four hours and cost one night’s sleep.</p><div class="article-byline"><section class="article-byline-content"><h4 class="author-name"><a href="/a">Ann Quay</a></h4><div class="byline-meta-content"><time class="byline-meta-date">Mar 3, 2026</time><span class="byline-reading-time">• 4 min read</span></div></section></div>
<figure class="article-image"><img src="/crane.jpg"><figcaption>The jib in 1931.</figcaption></figure></header>
<section class="gh-content gh-canvas">${p(story.slice(0, 3))}<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://region.example/report"><div class="kg-bookmark-content"><div class="kg-bookmark-title">The engineers’ report</div><div class="kg-bookmark-description">All about the rust.</div></div></a></figure>
${p(story.slice(3, 5))}<hr>${p(story.slice(5))}<div class="kg-card kg-signup-card"><h2>Sign up for The Quay Post</h2><p>${letter}</p></div></section></article>
<section class="footer-cta outer"><div class="inner"><h2>Sign up for more like this.</h2><a class="footer-cta-button" href="#/portal"><div class="footer-cta-input">Enter your email</div><span>Subscribe</span></a></div></section>
<aside class="read-more-wrap outer"><div class="read-more inner">${titles.map((text) => `<article class="post-card"><div class="post-card-content"><a class="post-card-content-link" href="/x"><h2 class="post-card-title">${text}</h2><div class="post-card-excerpt">A short beginning of another story, which ends before it has begun</div></a></div></article>`).join('')}</div></aside></main></div>`,
    ),
    kept: story,
    foreign: [...titles, letter, 'min read', 'Enter your email', 'another story', 'jib in 1931'],
  },
  {
    theme: 'Squarespace',
    html: page(
      `<div id="siteWrapper"><header id="header">${menu}</header><main id="page" class="container" role="main"><article class="sections"><section class="page-section content-collection"><div class="content-wrapper"><div class="content"><div class="blog-item-wrapper"><article class="h-entry"><div class="blog-item-inner-wrapper">
<div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title">${title}</h1></div><div class="blog-item-meta-wrapper"><div class="blog-item-meta-primary"><time class="dt-published">Mar 3</time> <a class="blog-item-author">Written By Ann Quay</a></div></div></div>
<div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout sqs-grid-12"><div class="row sqs-row"><div class="col sqs-col-12"><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">${p(story.slice(0, 3), ' style="white-space:pre-wrap;"')}</div></div></div>
<div class="sqs-block image-block"><div class="sqs-block-content"><figure class="sqs-block-image-figure"><img src="/c.jpg"><figcaption class="image-caption-wrapper"><p>The jib in 1931.</p></figcaption></figure></div></div>
<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">${p(story.slice(3), ' style="white-space:pre-wrap;"')}</div></div></div>
<div class="sqs-block newsletter-block"><div class="newsletter-form-header"><h2>Subscribe</h2><div><p>${letter}</p></div></div></div></div></div></div></div></div>
<div class="item-tags"><a href="/t">crane</a></div><div class="blog-item-author-profile-wrapper"><div class="author-profile"><div class="author-name">Ann Quay</div><div class="author-bio">${bio}</div></div></div></div></article></div>
<section id="itemPagination" class="item-pagination"><a class="item-pagination-link" href="/p"><div class="item-pagination-prev-next">Previous</div><h2 class="item-pagination-title">${other.tide}</h2></a><a href="/n"><div>Next</div><h2 class="item-pagination-title">${other.gull}</h2></a></section></div></div></section></article></main></div>`,
    ),
    kept: story,
    foreign: [...titles, letter, bio, 'Previous', 'Written By', 'jib in 1931'],
  },
  {
    theme: 'Wix, whose class names say nothing',
    html: page(
      `<div id="SITE_CONTAINER"><div id="site-root"><header id="SITE_HEADER" tabindex="-1">${menu}</header><main id="PAGES_CONTAINER"><div id="comp-k1x"><div data-hook="post-page" class="PaNaIq"><div class="UZa2Xr"><article class="blog-post-page-font"><div class="G_jHeX"><div class="W9fL0o"><ul class="pRHAqY" data-hook="post-metadata"><li><span>Ann Quay</span></li><li><span>Mar 3</span></li><li><span>4 min read</span></li></ul></div>
<h1 class="H3vOVf" data-hook="post-title"><span>${title}</span></h1><div class="LC2xHa" data-hook="post-description"><div class="gYVYgx"><div class="moHCnT"><div class="kaqlz" data-rce-version="9"><div class="lZM1L" dir="ltr">
${story.map((text, index) => `<div type="paragraph" data-hook="rcv-block${index}"></div><p id="viewer-${index}x" class="tIJ7W K-P63"><span class="KMiQr">${text}</span></p>`).join('')}</div></div></div></div></div>
<div class="post-footer" data-hook="post-footer"><div class="pVkB"><button>Share</button><span>128 views</span><span>0 comments</span></div></div></div></article></div>
<div class="hRs9_V"><div class="xJ2X"><div class="sQ1" data-hook="related-posts-title">Recent Posts</div><a class="V3x" href="/blog">See All</a></div><div class="qMo">${links((a) => `<div class="mK_o"><div class="t5R">${a}</div><div>7</div></div>`)}</div></div>
<div data-hook="comments" class="yt5"><span>Comments</span><div class="x2"><div>Write a comment...</div></div></div></div></div></main><footer id="SITE_FOOTER"><p>©2026 by The Quay Post. Proudly created with Wix.com</p></footer></div></div>`,
    ),
    kept: story,
    foreign: [...titles, 'min read', '128 views', 'Recent Posts', 'Write a comment', 'Proudly'],
  },
  {
    theme: 'Blogger, with line breaks for paragraphs',
    html: page(
      `<div class="body-fauxcolumns"></div><div class="content"><div class="content-outer"><header><div class="header section" id="header"><h1 class="title">The Quay Post</h1></div></header><div class="main-outer"><div class="columns"><div class="column-center-outer"><div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>Tuesday, March 3, 2026</span></h2><div class="date-posts"><div class="post-outer"><div class="post hentry uncustomized-post-template">
<h3 class="post-title entry-title">${title}</h3><div class="post-header"><div class="post-header-line-1"></div></div>
<div class="post-body entry-content" id="post-body-1"><table align="center" class="tr-caption-container"><tbody><tr><td><a href="/c.jpg"><img src="/c.jpg"></a></td></tr><tr><td class="tr-caption">The jib in 1931.</td></tr></tbody></table>${story.join('<br />\n<br />\n')}<div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line post-footer-line-1"><span class="post-author vcard">Posted by <span class="fn">Ann Quay</span></span> <span class="post-timestamp">at <a class="timestamp-link" href="/x">9:40 PM</a></span></div><div class="post-footer-line post-footer-line-2"><span class="post-labels">Labels: <a href="/l">crane</a></span></div></div></div>
<div class="comments" id="comments"><h4>1 comment:</h4><div id="comment-holder"><div class="comment-block"><p class="comment-content">${reader}</p></div></div><p class="comment-footer">Post a Comment</p></div></div></div></div></div>
<div class="blog-pager" id="blog-pager"><a class="blog-pager-older-link" href="/o">Older Post</a><a class="home-link" href="/">Home</a></div></div></div></div>
<div class="column-right-outer"><aside><div class="sidebar section"><div class="widget BlogArchive"><h2>Blog Archive</h2>${links((a) => `<li>${a}</li>`)}</div></div></aside></div></div></div></div></div>`,
    ),
    kept: story,
    foreign: [...titles, reader, 'Posted by', 'Labels', 'Older Post', 'Blog Archive', 'jib in 1931', 'Tuesday, March'],
  },
  {
    theme: 'Substack',
    html: page(
      `<div id="entry"><div id="main" class="main typography"><div class="main-menu"><div class="topbar">${menu}<button>Subscribe</button><button>Sign in</button></div></div><div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">${title}</h1><h3 class="subtitle">It took four hours and cost one night’s sleep</h3><div class="pencraft"><a href="/@ann">Ann Quay</a><div>Mar 03, 2026</div></div><div class="post-ufi"><a class="post-ufi-button"><div class="label">12</div></a><div>Share</div></div></div>
<div><div class="available-content"><div dir="auto" class="body markup">${p(story.slice(0, 3))}<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">The Quay Post is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p></div><form></form></div></div>
${p(story.slice(3))}<div class="captioned-button-wrap" data-component-name="CaptionedButtonToDOM"><div class="preamble"><p class="cta-caption">Thanks for reading The Quay Post! This post is public so feel free to share it.</p></div><p class="button-wrapper" data-component-name="ButtonCreateButton"><a class="button primary" href="/share"><span>Share</span></a></p></div></div></div></div>
<div class="post-footer"><div class="pencraft">12 Likes</div></div></article><div class="visibility-check"></div><div class="post-comments" id="discussion"><h4>Discussion about this post</h4><div class="comment"><div class="comment-body"><p>${reader}</p></div></div></div>
<div class="portable-archive-list">${links((a) => `<div class="post-preview-content"><div class="post-preview-title">${a}</div><div class="post-preview-description">A short beginning of another story</div></div>`)}</div></div></div></div></div></div>`,
    ),
    kept: story,
    foreign: [...titles, reader, 'reader-supported', 'feel free to share', '12 Likes', 'another story'],
  },
  {
    theme: 'Medium',
    html: page(
      `<div id="root"><div class="a b c"><div class="d e"><a href="/signin">Open in app</a><a>Sign up</a></div><div class="l"><article><div class="m n"><div class="l"></div><section><div><div class="fq fr fs"><div class="ab ca"><div class="ch bg"><div><h1 id="3a" class="pw-post-title gu gv">${title}</h1></div>
<div class="hn ho"><div class="speechify-ignore ab cp"><div><a rel="noopener" href="/@ann">Ann Quay</a><span>·</span><button>Follow</button></div><div><span>4 min read</span><span>·</span><span>Mar 3, 2026</span></div></div></div><div class="speechify-ignore"><div>1.2K</div><div>14</div><div>Listen</div><div>Share</div></div>
<figure class="oz pa"><img src="/c.jpg"><figcaption class="pk pl">The jib in 1931. Photo by <a href="https://photos.example/ben">Ben Dock</a></figcaption></figure>
${story.map((text, index) => `<p id="p${index}" class="pw-post-body-paragraph po pp">${text}</p>`).join('')}</div></div></div></div></section></div></article></div>
<div class="l"><div class="ab"><a href="/t/crane">Crane</a><a href="/t/quay">Quay</a></div><div>1.2K</div><div>14</div><div class="oo"><h2><a href="/@ann">Written by Ann Quay</a></h2><div>3.4K Followers</div><p>${bio}</p></div></div>
<div class="rr"><h2>More from Ann Quay</h2>${titles.map((text) => `<div><a href="/x"><h2>${text}</h2><div><h3>A short beginning of another story</h3></div></a></div>`).join('')}</div><div class="rs"><h2>Recommended from Medium</h2></div></div></div>`,
    ),
    kept: story,
    foreign: [...titles, bio, '4 min read', '3.4K', 'More from', 'another story', 'jib in 1931'],
  },
];
