/** Pages in the shape of large news sites, in words of our own: paragraphs split over many boxes, boxes of other stories between them, names that say nothing. */
import { bio, cookies, letter, links, menu, other, p, page, reader, story, title, titles } from './page-themes.ts';
import type { PageTheme } from './page-themes.ts';

export const newsThemes: readonly PageTheme[] = [
  {
    theme: 'a paper with hashed class names and a companion column for each part',
    html: page(
      `<div id="app"><div><div class=""><div><header class="css-1bymuyk e1m0dpy0"><section class="css-ui9rw0">${menu}</section></header></div><div aria-hidden="false"><main id="site-content"><div><div class="css-1g7m0tk">Advertisement</div></div>
<article id="story" class="css-1vxca1d e1qksbhf0"><div id="top-wrapper" class="css-1sy8kpn"><div id="top-slug"><p>Advertisement</p></div></div><div id="sponsor-wrapper" class="css-19vbshk"><p>Supported by</p></div>
<header class="css-1yqydr4 euiyums1"><div class="css-1vkm6nb ehdk2mb0"><h1 id="link-5" class="css-1j5ig2m e1h9rw200">${title}</h1></div><p id="article-summary" class="css-1ifw933 e1wiw3jv0">It took four hours and cost one night’s sleep.</p><div class="css-79elbk" data-testid="photoviewer-wrapper"><figure class="css-jcw7oy"><img src="/c.jpg"><figcaption class="css-1ag0pwo"><span aria-hidden="true" class="css-8i9d0s">The jib in 1931.</span><span class="css-1ly73wi e1tej78p0">Credit...</span><span>Ben Dock/The Quay Post</span></figcaption></figure></div><div class="css-18e8msd"><div class="css-vp77d3"><div class="css-233int"><p class="css-1nuro5j e1jsehar1">By <span itemprop="name">Ann Quay</span></p></div><ul class="css-ts3gt9"><li><time datetime="2026-03-03" class="css-rqb9bm">March 3, 2026</time></li><li>Share</li></ul></div></div></header>
<section name="articleBody" class="meteredContent css-1r7ky0e">
<div class="css-1fanzo5 StoryBodyCompanionColumn"><div class="css-53u6y8">${p(story.slice(0, 2), ' class="css-exrw3m evys1bk0"')}</div><aside class="css-ew4tgv" aria-label="companion column"></aside></div>
<div><div id="story-ad-1-wrapper" class="css-1r07izm"><div><p>Advertisement</p><a href="#after-story-ad-1" class="css-777zgl">Continue reading the main story</a></div></div></div>
<div class="css-1fanzo5 StoryBodyCompanionColumn"><div class="css-53u6y8">${p(story.slice(2, 4), ' class="css-exrw3m evys1bk0"')}</div></div>
<div class="css-a3pjoa"><div id="NEWSLETTER_PROMO"><div class="css-lmjiaf"><h2>The Friday Tide</h2><p>${letter}</p><button>Sign Up</button></div></div></div>
<div class="css-1fanzo5 StoryBodyCompanionColumn"><div class="css-53u6y8">${p(story.slice(4), ' class="css-exrw3m evys1bk0"')}</div></div></section>
<div class="bottom-of-article"><div class="css-1ubp8k9"><div class="css-19wxo0y">${bio} <a href="https://twitter.com/annquay">@annquay</a></div></div><div class="css-1ubp8k9"><p>A version of this article appears in print on March 4, 2026, Section A, Page 3 of the morning edition with the headline: Crane Stays. <a href="/r">Order Reprints</a> | <a href="/s">Subscribe</a></p></div></div></article>
<div class="css-1n7hynb"><h2>Related Coverage</h2><ol>${links((a) => `<li class="css-x1"><div><h3>${a}</h3><span>Feb. 2, 2026</span></div></li>`)}</ol></div><div id="bottom-wrapper"><p>Advertisement</p></div></main></div></div></div></div>`,
      '<meta name="author" content="Ann Quay">',
    ),
    kept: story,
    foreign: [
      bio,
      ...titles,
      letter,
      'Advertisement',
      'Supported by',
      'Continue reading',
      'Order Reprints',
      'Related Coverage',
      'jib in 1931',
      'Sign Up',
    ],
  },
  {
    theme: 'a broadcaster with a box for every paragraph',
    html: page(
      `<div class="nav-header">${menu}</div><article class="pg-rail-tall pg-rail" itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="headline" content="${title}"><div class="l-container"><h1 class="pg-headline">${title}</h1><div class="metadata"><div class="metadata__info js-byline-images"><p class="metadata__byline"><span class="metadata__byline__author">By Ann Quay, QPN</span></p><p class="update-time">Updated 0940 GMT (1740 HKT) March 3, 2026</p></div></div></div>
<div class="pg-rail-tall__wrapper"><div class="pg-side-of-rail pg-rail-tall__side"><div class="pg-rail-tall__body" itemprop="articleBody"><section class="zn zn-body-text zn-body" id="body-text" data-zone-label="bodyText"><div class="l-container">
<div class="el__leafmedia el__leafmedia--storyhighlights"><div class="el__storyhighlights"><h3>Story highlights</h3><ul><li class="el__storyhighlights__item">Four hours of talk</li></ul></div></div>
<div class="el__leafmedia el__leafmedia--sourced-paragraph"><p class="zn-body__paragraph speakable"><cite class="el-editorial-source"> (QPN)</cite>${story[0]}</p></div>
<div class="zn-body__paragraph speakable">${story[1]} </div>
<div class="zn-body__read-all"><div class="zn-body__paragraph">${story[2]}</div><div class="el__embedded el__embedded--standard"><div class="el__article el__article--teaseralt"><div class="el__article--teaserimage"><a href="/x"><img src="/t.jpg"></a></div><div class="el__article__teaser_container"><h2 class="el__article__teaser"><a href="/x"><span>Related Article: ${other.gull}</span></a></h2></div></div></div>
${story
  .slice(3)
  .map((text) => `<div class="zn-body__paragraph">${text}</div>`)
  .join('')}<p class="zn-body__footer">QPN’s Ben Dock contributed to this report.</p></div></div></section>
<section class="zn zn-bottom"><div class="ob-widget OUTBRAIN"><div class="ob-widget-header">Paid Content</div>${links((a) => `<div class="ob-unit"><span class="ob-unit-rec-text">${a}</span></div>`)}</div></section></div></div></div></article>
<footer class="l-footer"><p>© 2026 Quay Post Network. All Rights Reserved.</p></footer>`,
    ),
    kept: story,
    foreign: [...titles, 'Paid Content', 'Updated 0940', 'Related Article'],
  },
  {
    theme: 'a paper that sets boxes of other stories beside its paragraphs and asks for money below',
    html: page(
      `<header class="l-header">${menu}</header><div class="l-side-margins"><article id="article" class="content content--article tonal" role="main"><div class="content__header tonal__header"><h1 class="content__headline" itemprop="headline">${title}</h1></div>
<div class="tonal__standfirst u-cf"><div class="content__standfirst"><p>It took four hours and cost one night’s sleep, and it is not the last vote.</p></div></div>
<div class="content__main tonal__main"><div class="content__main-column content__main-column--article js-content-main-column">
<figure class="media-primary"><img src="/c.jpg"><figcaption class="caption caption--main">The jib in 1931. Photograph: Ben Dock/The Quay Post</figcaption></figure>
<div class="content__meta-container"><p class="byline"><a rel="author" href="/ann">Ann Quay</a></p><p class="content__dateline"><time class="content__dateline-wpd" datetime="2026-03-03">Tue 3 Mar 2026 21.40 GMT</time><time class="content__dateline-lm">Last modified on Wed 4 Mar 2026 09.12 GMT</time></p><div class="meta__extras"><ul class="social social--top"><li><a href="https://www.facebook.com/dialog/share?x">Share on Facebook</a></li></ul></div></div>
<div class="content__article-body from-content-api js-article__body" itemprop="articleBody">${p(story.slice(0, 2))}
<aside class="element element-rich-link element--thumbnail"><div class="rich-link"><div class="rich-link__container"><div class="rich-link__header"><h1 class="rich-link__title"><a class="rich-link__link" href="/x">${other.tide}</a></h1></div><div class="rich-link__read-more"><div class="rich-link__read-more-text">Read more</div></div></div></div></aside>
${p(story.slice(2, 4))}<figure class="element element-image"><img src="/d.jpg"><figcaption class="caption">The turntable. Photograph: Ben Dock/The Quay Post</figcaption></figure>${p(story.slice(4))}</div>
<div class="contributions__epic" data-test-id="contributions-epic"><h2 class="contributions__title">Since you’re here …</h2><p class="contributions__paragraph">… we have a small favour to ask. More people are reading the Post than ever, and advertising revenues across the media are falling fast. Every contribution, however big or small, is so valuable for our future.</p><a href="/support">Support the Post</a></div>
<div class="submeta"><span class="submeta__label">Topics</span><ul class="submeta__keywords"><li><a href="/t">Harbours</a></li></ul></div></div></div></article>
<section class="fc-container related"><h2>Related stories</h2>${links((a) => `<div class="fc-item"><h3 class="fc-item__title">${a}</h3><div class="fc-item__standfirst">A short beginning of another story</div></div>`)}</section></div>`,
    ),
    kept: story,
    foreign: [
      ...titles,
      'favour to ask',
      'Topics',
      'jib in 1931',
      'Last modified',
      'another story',
      'The turntable',
      'not the last vote',
    ],
  },
  {
    theme: 'a public broadcaster with a list of its other stories in the text',
    html: page(
      `<div id="orb-banner"><nav role="navigation">${menu}</nav></div><div role="main" class="column--primary"><div class="story-body"><h1 class="story-body__h1">${title}</h1><div class="with-extracted-share-icons"><div class="story-body__mini-info-list-and-share-row"><ul class="mini-info-list"><li class="mini-info-list__item"><div class="date date--v2">3 March 2026</div></li></ul><div class="share-tools--event-tag">Share this with Facebook</div></div></div>
<div class="story-body__inner" property="articleBody"><figure class="media-landscape has-caption full-width lead"><span class="image-and-copyright-container"><img src="/c.jpg"><span class="off-screen">Image copyright</span><span class="story-image-copyright">Quay Pictures</span></span><figcaption class="media-caption"><span class="off-screen">Image caption</span><span class="media-caption__text">The jib in 1931</span></figcaption></figure>
<p class="story-body__introduction">${story[0]}</p>${p(story.slice(1, 3))}<ul class="story-body__unordered-list">${links((a) => `<li class="story-body__list-item">${a}</li>`, titles.slice(0, 3))}</ul>
${p(story.slice(3, 5))}<h2 class="story-body__crosshead">What do the drivers say?</h2>${p(story.slice(5))}<hr class="story-body__line"><h2 class="story-body__crosshead">You may also be interested in:</h2><figure class="media-landscape"><img src="/v.jpg"><figcaption><span class="off-screen">Media caption</span><span>A crane and its people</span></figcaption></figure></div></div>
<div class="tags-container"><h2>Related Topics</h2><ul class="tags-list"><li><a href="/t">Cranes</a></li></ul></div><div id="topic-tags"></div><div class="share share--lightweight"><h2 class="share__title">Share this story</h2><a>About sharing</a></div></div>
<div class="column--secondary"><div class="features-and-analysis"><h2>Features</h2>${links((a) => `<div><h3>${a}</h3></div>`)}</div></div>`,
    ),
    kept: [...story.slice(0, 5), 'What do the drivers say?', ...story.slice(5)],
    foreign: [
      ...titles,
      'You may also',
      'A crane and its people',
      'Related Topics',
      'Share this',
      'Image copyright',
      'jib in 1931',
    ],
  },
  {
    theme: 'a tabloid with bullets above and boxes between',
    html: page(
      `<div class="page-header">${menu}</div><div id="content" class="article wide"><div class="alpha"><div id="js-article-text" class="article-text wide"><h1>${title}</h1><ul class="mol-bullets-with-font"><li class=""><font style="font-size: 1.2em;"><strong>Eleven voted for it</strong></font></li><li><strong>One had gone home</strong></li></ul>
<p class="author-section byline-plain">By <a class="author" href="/ann">Ann Quay For The Quay Post</a></p><p class="byline-section"><span class="article-timestamp article-timestamp-published"><span class="article-timestamp-label">Published:</span><time> 21:40 GMT, 3 March 2026 </time></span> | <span>Updated: <time>09:12 GMT, 4 March 2026</time></span></p>
<div class="shareArticles" id="social-links"><ul><li id="shareLinkTop"><a>e-mail</a></li></ul><div class="shares"><span>110</span> shares</div><a class="comments-count"><span class="readerCommentNo">12</span> View comments</a></div>
<div itemprop="articleBody">${story
        .slice(0, 2)
        .map((text) => `<p class="mol-para-with-font">${text}</p>`)
        .join(' ')}
<div class="artSplitter mol-img-group"><div class="mol-img"><div class="image-wrap"><img class="blkBorder img-share" src="/c.jpg"></div></div><p class="imageCaption">The jib in 1931, when the crane was as new as the pilot house is now</p></div>
${story
  .slice(2, 4)
  .map((text) => `<p class="mol-para-with-font">${text}</p>`)
  .join(
    ' ',
  )}<div class="related-carousel with-links half" data-track-module="relatedContentCarousel"><div class="rotator-title"><h2>RELATED ARTICLES</h2></div><div class="rotator"><ul>${links((a) => `<li><span class="title">${a}</span></li>`, titles.slice(0, 2))}</ul></div><div class="mol-article-share"><h3>Share this article</h3><div>Share</div></div></div>
${story
  .slice(4)
  .map((text) => `<p class="mol-para-with-font">${text}</p>`)
  .join(' ')}</div>
<div class="column-content cleared"><div class="shareArticles"><h3 class="social-links-title">Share or comment on this article: ${title}</h3></div></div><div id="reader-comments" class="column-content"><h2>Comments 12</h2><div class="comment"><p class="comment-body">${reader}</p></div></div></div></div><div class="beta"><div class="puff"><h3>DON’T MISS</h3><ul>${links((a) => `<li>${a}</li>`)}</ul></div></div></div>`,
    ),
    kept: story,
    foreign: [...titles, reader, '110', 'Published:', 'View comments', 'RELATED', 'jib in 1931', 'Share or comment'],
  },
  {
    theme: 'a national paper with pointers between its paragraphs',
    html: page(
      `<header class="gnt_n">${menu}</header><div class="story-asset"><article class="asset story clearfix" itemtype="http://schema.org/NewsArticle"><div class="asset-double-wide double-wide p402_premium" role="main" itemprop="articleBody"><h1 class="asset-headline speakable-headline" itemprop="headline">${title}</h1><div class="asset-metabar" role="contentinfo"><span class="asset-metabar-author">Ann Quay</span><span>, The Quay Post</span><span class="asset-metabar-time">Published 9:40 p.m. ET March 3, 2026 | Updated 9:12 a.m. ET March 4, 2026</span></div>
<div class="story-tools"><a class="util-bar-btn">CONNECT</a><a>TWEET</a><a>LINKEDIN</a><a>COMMENT</a><a>EMAIL</a><a>MORE</a></div>
<div class="asset-video-wrap"><span class="js-caption-wrapper"><span class="cutline js-caption"> The jib in 1931. <span class="credit">Quay Post</span></span></span></div>
${story
  .slice(0, 3)
  .map((text) => `<p class="p-text">${text}</p>`)
  .join('')}<p class="exclude-from-newsgate"><strong>More: </strong><a href="/x">${other.tide}</a></p>
<div class="oembed-asset"></div>${story
        .slice(3, 5)
        .map((text) => `<p class="p-text">${text}</p>`)
        .join(
          '',
        )}<p class="p-text"><strong>Start the day smarter: <a href="/letter">Get the Post’s Friday Tide in your inbox</a></strong></p>
${story
  .slice(5)
  .map((text) => `<p class="p-text">${text}</p>`)
  .join(
    '',
  )}<p class="p-text"><em>Follow Ann Quay on Twitter: <a href="https://twitter.com/annquay">@annquay</a></em></p>
<div class="gallery-asset"><p>Fullscreen</p><div class="js-message"><p>Post to Facebook</p><p>Posted!</p><p>A link has been posted to your Facebook feed.</p></div></div><div class="article-print-url">Read or Share this story: https://quay.example/news/crane</div></div></article></div>
<div class="more-stories">${links((a) => `<div class="front-booster">${a}</div>`)}</div>`,
    ),
    kept: story,
    foreign: [
      ...titles,
      'CONNECT',
      'Published 9:40',
      'Friday Tide',
      'Follow Ann',
      'Fullscreen',
      'Posted!',
      'Read or Share',
      'jib in 1931',
    ],
  },
  {
    theme: 'an agency’s own site',
    html: page(
      `<div class="StickyBar">${menu}</div><div class="StandardArticle_inner-container"><div class="ArticleHeader_container"><div class="ArticleHeader_content-container"><p class="ArticleHeader_channel"><a href="/world">World News</a></p><div class="ArticleHeader_date">March 3, 2026 / 9:40 PM / Updated 10 hours ago</div><h1 class="ArticleHeader_headline">${title}</h1></div></div><div class="BylineBar_container"><div class="BylineBar_byline"><p>Ann Quay</p>, <p>Ben Dock</p></div><p class="BylineBar_reading-time">2 Min Read</p></div>
<div class="StandardArticleBody_container"><div class="StandardArticleBody_body"><p>QUAYSIDE (Harbour News) - ${story[0]}</p><div class="PrimaryAsset_container"><div class="Image_container"><figure><img src="/c.jpg"><figcaption><div class="Image_caption"><span>The jib in 1931. HARBOUR/Ben Dock</span></div></figcaption></figure></div></div>${p(story.slice(1, 3))}<div class="RelatedCoverage_related-coverage-module module"><h4 class="RelatedCoverage_module-title">Related Coverage</h4><ul>${links((a) => `<li>${a}</li>`, titles.slice(0, 2))}</ul></div>${p(story.slice(3))}<div class="Attribution_container"><div class="Attribution_attribution"><p class="Attribution_content">Reporting by Ann Quay; Editing by Ben Dock</p></div></div></div>
<div class="StandardArticleBody_trustBadgeContainer"><span class="StandardArticleBody_trustBadgeTitle">Our Standards:</span><span class="trustBadgeUrl"><a href="/p">The Harbour News Trust Principles.</a></span></div></div></div>
<div class="MoreFrom"><h2>More From Harbour News</h2>${links((a) => `<div class="item"><h3>${a}</h3><time>10 Mar</time></div>`)}</div>`,
    ),
    kept: story,
    foreign: [
      ...titles,
      'Min Read',
      'Our Standards',
      'Reporting by',
      'jib in 1931',
      'Related Coverage',
      'Updated 10 hours',
    ],
  },
  {
    theme: 'a local television station',
    html: page(
      `<div class="header">${menu}</div><div id="alerts"><div class="alert">1 weather alert in effect</div></div><div class="container"><div class="article-wrapper"><div class="breadcrumb"><a href="/news">News</a></div><article class="article"><header><h1 class="article-headline">${title}</h1><div class="article-meta"><p>by: <a href="/ann">Ann Quay</a></p><div>Posted: <time>Mar 3, 2026 / 09:40 PM EST</time> / Updated: <time>Mar 4, 2026 / 09:12 AM EST</time></div><p class="article-disclaimer">This is an archived article and the information in the article may be outdated. Please look at the time stamp on the story to see when it was last updated.</p></div></header>
<div class="video-player"><div class="vjs-text">Video Player is loading. This is a modal window.</div></div><div class="article-content article-body rich-text"><p>QUAYSIDE (QTV) — ${story[0]}</p>${p(story.slice(1, 4))}<div class="article-list article-list--promo"><h4>Trending Stories</h4><ul>${links((a) => `<li>${a}</li>`)}</ul></div>${p(story.slice(4))}<p><em>Stay on top of breaking news by downloading the QTV app and signing up for our alerts.</em></p></div>
<footer class="article-footer"><div class="article-copyright"><p>Copyright 2026 Quay Media Inc. All rights reserved. This material may not be published, broadcast, rewritten, or redistributed.</p></div></footer></article><section class="more"><h2>More Local News</h2>${titles.map((text) => `<article class="article-list__article"><h3><a href="/x">${text}</a></h3><div class="article-list__article-text">QUAYSIDE (QTV) - Nobody was hurt when a second story of the day began, and it went on like that for a while, police said on Tuesday.</div></article>`).join('')}</section></div></div>`,
    ),
    kept: story,
    foreign: [
      ...titles,
      'archived article',
      'QTV app',
      'Copyright',
      'Nobody was hurt',
      'Trending',
      'Posted:',
      'Video Player',
    ],
  },
  {
    theme: 'an AMP page',
    html: page(
      `<amp-sidebar id="menu" layout="nodisplay">${menu}</amp-sidebar><header class="top"><a href="/">The Quay Post</a></header><main><article><h1 class="h">${title}</h1><p class="by">By Ann Quay</p><p class="tm"><time>March 3, 2026</time></p><amp-social-share type="twitter"></amp-social-share>
<figure><amp-img src="/c.jpg" width="600" height="400"><noscript><img src="/c.jpg"></noscript></amp-img><figcaption>The jib in 1931.</figcaption></figure>${p(story.slice(0, 3))}<amp-ad type="doubleclick"><div placeholder>Advertisement</div></amp-ad>${p(story.slice(3, 5))}<amp-iframe src="/x"></amp-iframe>${p(story.slice(5))}</article>
<amp-list src="/r"><div>${links((a) => `<div class="r">${a}</div>`)}</div></amp-list></main><amp-consent id="c"><div id="consent-ui"><p>${cookies}</p><button>Accept</button></div></amp-consent><footer class="f"><p>© The Quay Post</p></footer>`,
      '',
      ' class="amp"',
    ),
    kept: story,
    foreign: [...titles, 'Advertisement', 'jib in 1931', cookies, '© The'],
  },
  {
    theme: 'a page of 1999, laid out in tables',
    html: page(
      `<center><table width="760" border="0"><tr><td colspan="3"><font face="Arial" size="1"><a href="/">Home</a> | <a href="/news">News</a> | <a href="/sport">Sport</a></font></td></tr><tr><td width="120" valign="top"><font size="1">${titles.map((text) => `<a href="/x">${text}</a><br>`).join('')}</font></td>
<td width="480" valign="top"><font face="Georgia" size="5"><b>${title}</b></font><br><font size="1">By Ann Quay<br>Tuesday, March 3, 2026</font><br><br><font face="Georgia" size="3">${story.join('<br><br>')}</font><br><br><font size="1"><a href="/print">Printer-friendly version</a></font></td><td width="160" valign="top"><font size="1"><b>Weather</b><br>Rain, then more rain<br><a href="/w">Full forecast</a></font></td></tr><tr><td colspan="3"><font size="1">Copyright 2026 The Quay Post. All rights reserved.</font></td></tr></table></center>`,
    ),
    kept: story,
    foreign: [...titles, 'Rain, then', 'Printer-friendly', 'Copyright', 'Tuesday, March 3', 'By Ann Quay'],
  },
  {
    theme: 'a site written by a script, its names generated and its data told by attributes',
    html: page(
      `<div id="__next"><div class="sc-a1 kXyz" data-testid="header"><ul>${links((a) => `<li>${a}</li>`)}</ul></div><main class="sc-b2 hJkl"><div class="sc-c3" data-testid="article-wrapper"><div data-testid="heading"><h1>${title}</h1></div><div data-testid="byline-block" class="sc-d4"><div>Ann Quay</div><div>3 March 2026, 21:40</div></div>
<div class="sc-e5" data-testid="image-block"><div><img src="/c.jpg"></div><span class="sc-f6">The jib in 1931</span></div>
${story.map((text, index) => `<div class="sc-g7" data-testid="text-block"><p class="sc-h8">${text}</p></div>${index === 2 ? `<div class="sc-i9" data-testid="related-link-block"><a href="/x"><span>${other.boat}</span></a></div><div class="sc-j1" data-testid="advert-block"><div>Advert</div></div>` : ''}`).join('')}
<div class="sc-k2" data-testid="newsletter-block"><div><span>The Friday Tide</span><p>${letter}</p></div></div><div class="sc-l3" data-testid="tags-block"><a href="/t">Cranes</a></div></div><div class="sc-m4" data-testid="more-block"><h2>More on this</h2>${links((a) => `<div><div>${a}</div><p>A short beginning of another story, which is not told here but elsewhere.</p></div>`)}</div></main></div>`,
    ),
    kept: story,
    foreign: [...titles, letter, 'jib in 1931', 'Advert', 'another story', '3 March', 'The Friday Tide'],
  },
  {
    theme: 'a business site with an author note, a disclosure and a chart below',
    html: page(
      `<div class="header"><nav>${menu}</nav></div><main class="article-wrapper"><div class="body-container"><div class="content-container"><h1 class="fs-headline">${title}</h1><div class="contrib-block"><span class="contrib-byline-type">Contributor</span><div class="contrib-bio">I write about harbours.</div></div><div class="article-body fs-article fs-premium"><div class="article-image-and-caption"><img src="/c.jpg"><fbs-accordion><p class="color-body light-text">The jib in 1931.</p></fbs-accordion></div>
${p(story.slice(0, 4))}<div class="inread-ad"></div>${p(story.slice(4))}</div><div class="article-footer"><div class="contrib-footer"><a href="/ann">Ann Quay</a><div class="contrib-bio-text">${bio}</div><a href="/follow">Follow me on Twitter</a><div class="read-more">… Read More</div></div></div><div class="print-links"><a href="/r">Reprints &amp; Permissions</a></div></div></div></main>`,
    ),
    kept: story,
    foreign: [bio, 'I write about', 'Contributor', 'Read More', 'Reprints', 'jib in 1931'],
  },
];
