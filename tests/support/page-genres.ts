/** Kinds of articles that are no plain report, in words of our own, each set as sites set that kind. */
import { bio, letter, links, menu, page, title, titles } from './page-themes.ts';
import type { PageTheme } from './page-themes.ts';

const updates = [1, 2, 3, 4, 5].map((n) => ({
  time: `1${n}:20`,
  head: `The jib is at ${n * 10} degrees`,
  text: `Update number ${n}: the crane was turned by another ${n * 10} degrees, and the crowd on the quay has grown to some ${n}00 people, all of them wet.`,
}));
const slides = [
  'The crane in 1931, the year it was put up, with the men who had carried its parts across the river by hand.',
  'The turntable before the strike. It was oiled every Friday, and the oil came in barrels from the other side of the world.',
  'Jane Orr in the cabin, from which one sees three churches, two rivers and, on Sundays, nobody.',
  'The rust that the engineers found last winter, photographed by one of them with his telephone.',
  'The council chamber at one in the morning. The member who had gone home is not in the picture.',
];
const questions = [
  [
    'My neighbour has put a crane in his garden. What can I do?',
    'Ask him whether it turns. A crane that turns needs a permit, and a crane that does not is a sculpture, about which you can do nothing at all.',
  ],
  [
    'Can I moor two boats on one ring?',
    'Yes, provided that both are yours and that neither is longer than the quay between your ring and the next. Bring rope.',
  ],
  ['Who oils the pilot house door?', 'Nobody has since 1988, and it shows.'],
];
const rows = [
  ['North Steps', '7:41', '1'],
  ['Ferry Lane', '7:58', '2'],
  ['Market Boys', '8:12', '3'],
  ['Pilot House', '8:40', '4'],
];
const table = `<table class="results"><thead><tr><th>Crew</th><th>Time</th><th>Place</th></tr></thead><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
const steps = [
  'Stir the flour, the salt and the water together until nothing is left dry, and leave the bowl under a cloth overnight.',
  'Fold the dough four times, with an hour between, and do not hurry it.',
  'Bake it in a closed pot for forty minutes, then in an open one until it sounds hollow.',
];
const share =
  '<div class="share-tools"><a href="https://www.facebook.com/sharer.php">Share</a><a href="https://twitter.com/intent/tweet">Tweet</a></div>';
const head = `<div class="head"><h1>${title}</h1><p class="byline">By Ann Quay</p><p><time>March 3, 2026</time></p></div>`;
const related = `<section class="related"><h2>Related</h2>${links((a) => `<h3>${a}</h3>`)}</section>`;

export const pageGenres: readonly PageTheme[] = [
  {
    theme: 'a live blog whose entries carry time, share buttons and an author each',
    html: page(`<nav>${menu}</nav><main>${head}<div class="live-blog"><div class="key-events"><h2>Key events</h2><ul>${updates.map(({ head: text }, n) => `<li><a href="#e${n}">${text}</a></li>`).join('')}</ul></div>
${updates.map(({ time, head: text, text: body }, n) => `<article class="liveblog-entry" id="e${n}"><header><time>${time}</time><span class="entry-author">Ben Dock</span></header><h2>${text}</h2><div class="entry-body"><p>${body}</p></div>${share}</article>`).join('')}</div></main>${related}`),
    kept: updates.flatMap(({ head: text, text: body }) => [text, body]),
    foreign: [...titles, 'Share', 'Tweet', 'Ben Dock'],
  },
  {
    theme: 'a gallery that is nothing but pictures and what is said of them',
    html: page(
      `<nav>${menu}</nav><main>${head}<div class="gallery">${slides.map((text, n) => `<figure class="gallery-slide"><img src="/s${n}.jpg" width="900"><figcaption class="gallery-caption">${text}</figcaption></figure>`).join('')}</div></main>${related}<footer><p>The Quay Post</p></footer>`,
    ),
    kept: slides,
    foreign: [...titles, 'March 3'],
  },
  {
    theme: 'a column of questions and answers',
    html: page(
      `<nav>${menu}</nav><main><article>${head}<div class="faq">${questions.map(([question, answer]) => `<div class="faq-item"><h3 class="question">${question}</h3><div class="answer"><p>${answer}</p></div></div>`).join('')}</div>${share}</article></main>${related}`,
    ),
    kept: questions.flat(),
    foreign: [...titles, 'Tweet', 'By Ann'],
  },
  {
    theme: 'a press release with its notes to editors',
    html: page(
      `<nav>${menu}</nav><main><article class="release">${head}<section class="release-body container"><p><b>QUAYSIDE, March 3, 2026 /Harbour Wire/</b> -- Crane Works Ltd. will mend the old crane on the quay, the company said today.</p><p>“We are proud to oil it,” said Paul Reed, chief executive. “It has waited since 1988.”</p><p><b>About Crane Works</b></p><p>Crane Works Ltd. has mended cranes in nine countries since 1904 and employs 212 people.</p><p>SOURCE Crane Works Ltd.</p></section></article></main>${related}<footer><p>Harbour Wire</p></footer>`,
    ),
    kept: [
      'Crane Works Ltd. will mend the old crane',
      '“We are proud to oil it,” said Paul Reed, chief executive. “It has waited since 1988.”',
      'has mended cranes in nine countries',
    ],
    foreign: titles,
  },
  {
    theme: 'results in a table under two sentences',
    html: page(
      `<nav>${menu}</nav><main><article>${head}<div class="content"><p>Four crews rowed on Sunday in a wind that let only two of them finish without bailing, the umpire said.</p>${table}<p>The next regatta is in September.</p></div>${share}</article></main>${related}`,
    ),
    kept: [
      'Four crews rowed on Sunday in a wind that let only two of them finish without bailing, the umpire said.',
      ...rows.flat(),
      'The next regatta is in September.',
    ],
    foreign: [...titles, 'Tweet'],
  },
  {
    theme: 'a recipe in the box of a plug-in under a story',
    html: page(`<nav>${menu}</nav><main><article class="post hentry">${head}<div class="entry-content"><div class="wprm-jump"><a href="#recipe" class="wprm-recipe-jump">Jump to Recipe</a> <a href="/print" class="wprm-recipe-print">Print Recipe</a></div><p>It takes a day, most of which is waiting, and an oven that was hot for something else before, as ovens on barges are.</p>
<p>My grandmother baked it on the river, and never twice in the same place, because the barge had moved on by the time it was done.</p>
<div id="recipe" class="wprm-recipe-container"><div class="wprm-recipe"><h2 class="wprm-recipe-name">Bargemen’s bread</h2><div class="wprm-recipe-rating">4.8 from 12 votes</div><div class="wprm-recipe-ingredients-container"><h3>Ingredients</h3><ul class="wprm-recipe-ingredients"><li class="wprm-recipe-ingredient">500 g flour</li><li class="wprm-recipe-ingredient">7 g salt</li><li class="wprm-recipe-ingredient">330 ml water</li></ul></div><div class="wprm-recipe-instructions-container"><h3>Instructions</h3><ol class="wprm-recipe-instructions">${steps.map((text) => `<li class="wprm-recipe-instruction"><div class="wprm-recipe-instruction-text">${text}</div></li>`).join('')}</ol></div></div></div></div></article><div id="comments" class="comments-area"><p>Mine sank, as did the barge, but that was earlier in the year and nobody was hurt by it.</p></div></main>${related}`),
    kept: [
      'most of which is waiting',
      'My grandmother baked it',
      'Bargemen’s bread',
      'Ingredients',
      '500 g flour',
      '330 ml water',
      ...steps,
    ],
    foreign: [...titles, 'Mine sank', 'from 12 votes'],
  },
  {
    theme: 'a list of products with a picture, a price and a button each',
    html: page(
      `<nav>${menu}</nav><main><article>${head}<div class="article-body"><p>Whoever stands on the quay in March needs three things, and none of them is a hat, says everyone who has lost one.</p>${[
        ['Oilskin coat', 'It keeps out the rain of two winters, and smells of both of them for ever after.', '$140'],
        [
          'Brass lamp',
          'The wick is wide enough for a storm and the handle long enough for two hands in gloves.',
          '$32',
        ],
        ['Deck shoes', 'They hold on wet iron. We have tried dry iron, too, and they hold on that.', '$60'],
      ]
        .map(
          ([name, text, price], n) =>
            `<div class="product"><h2>${n + 1}. ${name}</h2><div class="product-image"><img src="/p${n}.jpg"></div><p>${text}</p><p class="product-price"><a href="https://shop.example/${n}">${price} at the chandler’s</a></p></div>`,
        )
        .join('')}</div></article></main>${related}`,
    ),
    kept: [
      'Whoever stands on the quay',
      '1. Oilskin coat',
      'smells of both of them',
      '2. Brass lamp',
      'two hands in gloves',
      '3. Deck shoes',
      'they hold on that',
    ],
    foreign: titles,
  },
  {
    theme: 'an opinion piece with its author below',
    html: page(
      `<nav>${menu}</nav><main><article><div class="opinion-label">Opinion</div>${head}<div class="article-text"><p>I have nothing against hotels. I have slept in several, and once in the lobby of one that had burnt down.</p><p>But a town that takes its crane down for a hotel will take the hotel down for something else, and there will be nobody left who remembers what the thing on the quay was for.</p><p>Let it turn. Let it turn once a day, at noon, and let the children ask why.</p></div><div class="about-author"><img src="/ann.jpg"><p>${bio}</p></div><div class="newsletter-box"><p>${letter}</p></div></article></main>${related}`,
    ),
    kept: [
      'I have nothing against hotels. I have slept in several, and once in the lobby of one that had burnt down.',
      'there will be nobody left who remembers',
      'Let it turn once a day, at noon, and let the children ask why.',
    ],
    foreign: [...titles, bio, letter],
  },
  {
    theme: 'a short item of one paragraph on a page of many teasers',
    html: page(
      `<nav>${menu}</nav><main><div class="item">${head}<div class="txt"><p>The quay is closed to cars on Thursday from six in the morning, because the crane is being oiled. Buses stop at the church instead, the harbour office said.</p></div></div><div class="river">${titles.map((text) => `<div class="entry"><h2><a href="/x">${text}</a></h2><p>Here is the beginning of another story, long enough to be a sentence and more, so that it could be taken for one of this story’s own.</p><a href="/x">Continue reading</a></div>`).join('')}</div></main>`,
    ),
    kept: [
      'The quay is closed to cars on Thursday from six in the morning, because the crane is being oiled. Buses stop at the church instead, the harbour office said.',
    ],
    foreign: [...titles, 'beginning of another story'],
  },
  {
    theme: 'a story told in tabs of a page that a form wraps as a whole',
    html: page(
      `<form id="aspnetForm" action="/x"><div class="header">${menu}</div><div id="ctl00_content" class="tabs"><div class="tab-content">${head}<div class="news-detail">${[...slides].map((text) => `<div>${text}</div>`).join('')}</div></div></div><div class="right"><ul>${links((a) => `<li>${a}</li>`)}</ul></div></form>`,
    ),
    kept: slides,
    foreign: titles,
  },
  {
    theme: 'an interview in a definition list',
    html: page(
      `<nav>${menu}</nav><main>${head}<dl class="interview">${questions.map(([question, answer]) => `<dt>${question}</dt><dd>${answer}</dd>`).join('')}</dl></main>${related}`,
    ),
    kept: questions.flat(),
    foreign: titles,
  },
  {
    theme: 'a story whose quoted posts stand between its paragraphs',
    html: page(
      `<nav>${menu}</nav><main><article>${head}<div class="post-content"><p>The crane has had an account of its own since Tuesday night, and it is not happy, as its first messages show.</p><div class="embed-twitter social-embed"><blockquote class="twitter-tweet"><p>Oil. Please. Since 1988.</p>— The Old Crane (@oldcrane) <a href="https://twitter.com/oldcrane/status/1">March 3, 2026</a></blockquote></div><p>The council has not answered it, but eleven of its members now follow it, and one of them is asleep.</p><blockquote class="instagram-media"><p>A picture of rust, with love</p></blockquote></div>${share}</article></main>${related}`,
    ),
    kept: [
      'has had an account of its own',
      'Oil. Please. Since 1988.',
      'one of them is asleep',
      'A picture of rust, with love',
    ],
    foreign: [...titles, 'Tweet '],
  },
];
