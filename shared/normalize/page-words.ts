/**
 * The vocabulary by which parts of a page are told from its article: words of class names and ids, and set phrases of
 * the text. General words of the trade and of common page furniture; no site's own names.
 */
import type { PageElement } from './page-tree.ts';

/** Why a part of a page is not text of the article. */
export type RemovedKind =
  | 'hidden'
  | 'navigation'
  | 'footer'
  | 'header'
  | 'aside'
  | 'form'
  | 'advertisement'
  | 'promo'
  | 'share'
  | 'newsletter'
  | 'comment'
  | 'related'
  | 'byline'
  | 'date'
  | 'author-note'
  | 'caption'
  | 'credit'
  | 'tags'
  | 'title'
  | 'summary'
  | 'legal'
  | 'boilerplate';

/** Builds a test for words or runs of words in an element's `hint`; a trailing `*` takes any ending. */
function words(list: string): RegExp {
  const alternatives = list
    .trim()
    .split(/\s*,\s*/)
    .map((word) => word.replaceAll('*', '[a-z0-9]*'));
  return new RegExp(` (?:${alternatives.join('|')}) `);
}

/** Class and id words of page furniture, the most telling kind first. */
export const hintKinds: readonly (readonly [RemovedKind, RegExp])[] = [
  [
    'hidden',
    words(
      'sr only, screen reader, screen reader text, visually hidden, visuallyhidden, print only, printonly, noscript, tooltip*, popover*',
    ),
  ],
  [
    'comment',
    words(
      'comment, comments, commentlist, comment*area, comment*section, comment*form, commentarea, commenting, comentarios, kommentare, commentaires, disqus*, livefyre*, discussion, replies, respond, fb comments, feedback',
    ),
  ],
  [
    'advertisement',
    words(
      'ad, ads, adv, advert*, adsense, adsbygoogle, adslot*, adbox*, adunit*, adwrap*, adcontainer*, adblock*, dfp*, gpt ad, sponsor*, taboola*, outbrain*, zergnet*, revcontent*, mgid*, teads*, commercial, anuncio*, publicidad*, publicite*, werbung, reklama',
    ),
  ],
  [
    'share',
    words(
      'share, shares, sharing, sharebar*, sharebox*, sharebutton*, sharetool*, sharedaddy, sharethis*, social, socials, socialbar*, socialmedia*, social*icons, addthis*, addtoany*, a2a kit, follow us, followus, follow buttons, article tools, articletools, toolbar, toolbox, print mail, print button, email button',
    ),
  ],
  [
    'newsletter',
    words(
      'newsletter*, subscribe*, subscription*, subscriber*, signup*, sign up, optin*, opt in, mailchimp*, mc embed*, mailing list, mailinglist, email alert*, call to action, cta, cta*box',
    ),
  ],
  [
    'related',
    words(
      'related*, relateds, recirc*, recommend*, suggested, suggestions, more stories, more from, more news, more on, morefrom, more articles, read more, readmore, read also, read next, readnext, up next, next up, next article, nextpost, next prev, prev next, previous next, post nav, trending*, popular*, mostpopular, most read, mostread, most viewed, mostviewed, latest, latestnews, latest news, headlines, also, see also, seealso, you may, youmay*, teaser*, story list, storylist, side stories, link list, linklist, in this story, weitere artikel, mehr zum thema, zum thema, a lire aussi, lire aussi, lees ook, leggi anche, baca juga, notas relacionadas, noticias relacionadas, haberler ilgili, ilgili haber*, inline link*, jp relatedposts, yarpp*, crp related, zemanta*, series nav, further reading, furtherreading, rekomend*, empfehlung*, weiterlesen, leia mais, lea tambien, relacionad*',
    ),
  ],
  ['promo', words('promo, promos, promobox*, promoted*, promotion, promotions, inline promo*, teads*')],
  [
    'navigation',
    words(
      'nav, navbar*, navigation*, topnav, subnav, mainnav, menu, menus, submenu*, breadcrumb*, crumb*, pagination*, pager, paging, page numbers, page links, sitemap, skip link, skiplink, skip, jump link*, tabs, tabbar',
    ),
  ],
  [
    'aside',
    words(
      'sidebar*, side bar, sidecolumn, rightcol*, right col*, right rail, rightrail, left rail, leftrail, rail, widgets, widget area, aside, supplement*, factbox, infobox',
    ),
  ],
  ['footer', words('footer*, foot, site info, copyright*, colophon, disclaimer*, legal, terms of use, privacy')],
  ['header', words('masthead*, site header, siteheader, site branding, page header, top bar, topbar, logo, banner*')],
  [
    'form',
    words(
      'cookie*, gdpr*, consent*, modal*, popup*, pop up, overlay*, lightbox, dialog*, login*, log in, signin, sign in, register, registration, paywall prompt, poll, quiz, survey, rating, ratings, vote, votes, search form, searchform, searchbox, captcha*',
    ),
  ],
  [
    'author-note',
    words(
      'author bio*, author box*, authorbox*, author info*, author card, author block, author profile, author description, author details, about author*, about the author*, aboutauthor, authors bio, bio, biography, vcard, post author*, writer bio*, contributor*, article author*',
    ),
  ],
  [
    'byline',
    words(
      'byline*, by line, author*, writer, writtenby, written by, article meta*, post meta*, entry meta*, story meta*, postmeta*, articlemeta*, entrymeta*, meta info*, metadata, post info*, postinfo*, article info*, articleinfo*, info line, infoline, entry info, story info, post details, article details, article byline, posted on, posted by, reading time, read time',
    ),
  ],
  [
    'date',
    words(
      'date, dates, datetime, pubdate*, pub date, publish date, published, published date, publishdate, date published, publication date, timestamp*, time stamp, updated, last updated, date updated, post date, entry date, article date, dateline timestamp',
    ),
  ],
  [
    'tags',
    words(
      'tags, tag, taglist, tag list, tag links, tagcloud*, tag cloud, keywords, post tags, entry tags, article tags, story tags, topics, topic list, topic links, categories, category, cat links, catlinks, post categories, taxonomy, kicker, eyebrow, overline, category label, topic label, section label, section name, rubric*, filed under',
    ),
  ],
  [
    'summary',
    words(
      'dek, deck, standfirst, subtitle, sub title, subheadline, sub headline, strapline, article summary, entry summary, story summary, post summary, p summary, excerpt, post excerpt, sous titre, chapeau, bajada, copete, untertitel',
    ),
  ],
  [
    'caption',
    words(
      'caption*, wp caption*, figcaption, image caption*, photo caption*, media caption*, photo credit*, photocredit*, image credit*, imagecredit*, picture credit, media credit*, credit, credits, photographer, image source, photo source, attribution, cutline*, bildunterschrift, legende',
    ),
  ],
  [
    'caption',
    words(
      'gallery*, slideshow*, slide show, slider*, carousel*, swiper*, slick*, owl*, video player, videoplayer, player, jwplayer*, jw player*, brightcove*, video container, video wrapper, video meta, video info, video description, video title, playlist*, media info, audio player',
    ),
  ],
];

/**
 * Kinds whose elements are small by nature: running text beyond these lengths, in characters, is the story in a container
 * that bears a misleading name (`category-law`, `author-jane post`).
 */
export const kindLimits: Readonly<Partial<Record<RemovedKind, number>>> = {
  byline: 500,
  date: 250,
  tags: 400,
  share: 600,
  summary: 800,
  navigation: 1_500,
  header: 1_500,
};

/** Hints of the place where the article's own text stands. */
export const articleHint = words(
  'article body*, articlebody*, article content*, articlecontent*, article text*, articletext*, story body*, storybody*, story content*, storycontent*, story text*, storytext, entry content*, entrycontent, entry body, post content*, postcontent, post body*, postbody*, post entry, post text, article copy, body copy, bodycopy, body text, bodytext, news body, news text, newsbody, news content, main content, content body, contentbody, rich text, richtext, field name body, field body, page content, single content, blog content, text body, td post content, article main, article entry, hentry, e content, gh content, kg content, text content, textcontent, art postcontent, post bodycopy, postarea, post area, fulltext, full text, story core, story copy, copy block, copyblock, body content, bodycontent, content main, article detail*, articledetail*, news detail*, newsdetail*, detail body, detail text, detail content, cuerpo, texto noticia, cuerpo noticia, noticia cuerpo, noticia texto, corpo texto, corpo noticia, materia conteudo, testo articolo, corpo articolo, articolo testo, articolo corpo, corps article, texte article, artikel body, artikel text, artikeltext, artikel inhalt, artikelinhalt, artikel inhoud, beitragstext, isi berita, haber metni, haber detay*, js mediator article',
);

/** Words that raise or lower a container's standing, after Readability's class weights. */
export const positiveHint = words(
  'article*, body, content*, entry*, hentry, main*, page, post*, text*, blog*, story*, news*, column',
);
export const negativeHint = words(
  'hidden, hid, banner*, combx, comment*, contact*, footer*, foot, gdpr*, masthead*, media, meta*, promo*, related*, scroll, share*, sidebar*, skyscraper, sponsor*, shopping, tags, tool*, widget*, ad, ads, nav*, menu*, list, links, archive*, teaser*, card*',
);

export const captionHint = words(
  'caption*, wp caption text, figcaption, cutline*, bildunterschrift, legende, image description',
);
export const creditHint = words(
  'credit*, photographer, copyright, image source, photo source, photo credit*, image credit*, attribution, source',
);
/** Pictures that belong to the page, not to the article. */
export const furniturePictureHint = words(
  'avatar*, gravatar, logo*, icon*, emoji, wp smiley, pixel, tracking, author*, profile*, spinner, loading',
);

/** Names of what stands within a sentence without being read in it; the term a tooltip explains is read. */
const hiddenInline = words(
  'sr only, screen reader, screen reader text, visually hidden, visuallyhidden, print only, printonly, tooltiptext, tooltip text, tooltip content, tooltip inner, popover content, popover body, popover inner, rollover*, hovercard*, comment count, comments count, inline ad, share button, share buttons',
);

/** Inline elements whose text is not part of the sentence around them. */
export function inlineNoise(element: PageElement): boolean {
  if (element.attrs.has('hidden') || hasHidingStyle(element)) return true;
  return element.hint !== '' && hiddenInline.test(element.hint);
}

/** Hidden by an attribute of its own: style sheets are not read. */
export function isHidden(element: PageElement): boolean {
  const { attrs } = element;
  return attrs.has('hidden') || attrs.get('aria-hidden') === 'true' || hasHidingStyle(element);
}

function hasHidingStyle({ attrs }: PageElement): boolean {
  const style = attrs.get('style');
  return style !== undefined && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

/** Roles (WAI-ARIA) of parts that are not the article. */
export const roleKinds: Readonly<Record<string, RemovedKind>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  tablist: 'navigation',
  toolbar: 'share',
  complementary: 'aside',
  contentinfo: 'footer',
  search: 'form',
  form: 'form',
  dialog: 'form',
  alertdialog: 'form',
  alert: 'form',
};

/** Elements that say by their name that they are not the article's text. */
export const tagKinds: Readonly<Record<string, RemovedKind>> = {
  nav: 'navigation',
  menu: 'navigation',
  aside: 'aside',
  form: 'form',
  fieldset: 'form',
  dialog: 'form',
  label: 'form',
  footer: 'footer',
  figcaption: 'caption',
  button: 'form',
  'amp-ad': 'advertisement',
};
