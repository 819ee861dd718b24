/** Pages of kinds that the extractor's rules were not written for, each within the same furniture. */
export interface PageKind {
  readonly kind: string;
  readonly language: string;
  readonly title: string;
  /** What stands in the article's place. */
  readonly story: string;
  /** Texts that a reader of the story must get. */
  readonly kept: readonly string[];
}

const furnitureWords: Readonly<Record<string, readonly [read: string, comments: string, imprint: string]>> = {
  en: ['Most read', 'Add a comment', 'All rights reserved. The Quay Post is a member of the press council.'],
  pl: [
    'Najczęściej czytane',
    'Dodaj komentarz',
    'Wszelkie prawa zastrzeżone. Kurier Nabrzeża jest członkiem rady prasowej.',
  ],
  ja: ['アクセスランキング', 'コメントを書く', '無断転載を禁じます。港町新聞社は日本新聞協会の会員です。'],
  ar: ['الأكثر قراءة', 'أضف تعليقا', 'جميع الحقوق محفوظة. صحيفة الرصيف عضو في مجلس الصحافة.'],
  fr: [
    'Les plus lus',
    'Laisser un commentaire',
    'Tous droits réservés. Le Courrier du quai est membre du conseil de presse.',
  ],
};

/** The page's furniture: none of these texts belongs to the story. */
export function furnitureOf(language: string): readonly string[] {
  return furnitureWords[language] ?? [];
}

export function pageOf({ language, title, story }: PageKind): string {
  const [mostRead = '', comments = '', imprint = ''] = furnitureOf(language);
  const links = ['1', '2', '3', '4'].map((n) => `<li><a href="/other-${n}">${title} ${n}</a></li>`).join('');
  return `<!doctype html><html lang="${language}"${language === 'ar' ? ' dir="rtl"' : ''}><head><meta charset="utf-8"><title>${title}</title>
<meta property="og:title" content="${title}"></head><body>
<header><nav><ul><li><a href="/">Start</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="layout"><main><article><h1>${title}</h1><div class="text">${story}</div></article>
<section class="comments"><h2>${comments}</h2><form><textarea></textarea></form></section></main>
<aside><h2>${mostRead}</h2><ol>${links}</ol></aside></div>
<footer><p>${imprint}</p></footer></body></html>`;
}

const p = (...texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n');

const polish = [
  'Rada miasta zdecydowała we wtorek, że stary dźwig na nabrzeżu zostanie wyremontowany, a nie rozebrany, jak planowano jeszcze zimą.',
  '„Ten dźwig widać z każdego okna w dzielnicy” – powiedziała Maria Lis, która od lat prowadzi warsztat przy porcie.',
  'Prace mają ruszyć w maju i potrwać dwa lata. Koszt oszacowano na cztery miliony złotych.',
];
const japanese = [
  '港の古いクレーンを取り壊す計画について、市議会は火曜日、修理して残すことを決めた。',
  '「この町のどの窓からも見える」と、長年造船所で働く田中さんは話す。',
  '工事は五月に始まり、二年ほどかかる見通しだ。費用は四億円と見積もられている。',
];
const arabic = [
  'قرر مجلس المدينة يوم الثلاثاء ترميم الرافعة القديمة على الرصيف بدلا من هدمها، كما كان مخططا له في الشتاء الماضي.',
  'وقالت ليلى حداد، التي تدير ورشة قرب الميناء منذ سنوات، إن الرافعة ترى من كل نافذة في الحي.',
  'ومن المقرر أن تبدأ الأعمال في أيار وأن تستمر عامين، بكلفة تقدر بأربعة ملايين.',
];
const french = [
  'Le conseil municipal a décidé mardi de réparer la vieille grue du quai au lieu de la démonter, comme prévu encore cet hiver.',
  '« On la voit de toutes les fenêtres du quartier », dit Jeanne Morel, qui tient un atelier près du port depuis vingt ans.',
  'Les travaux commenceront en mai et dureront deux ans, pour un coût de quatre millions d’euros.',
];
const updates = [1, 2, 3, 4, 5, 6].map((n) => ({
  time: `1${n}:20`,
  text: `Update number ${n}: the crane was turned by another ${n * 10} degrees, and the crowd on the quay has grown to some ${n}00 people.`,
}));
const places = ['The ice house', 'The net loft', 'The lamp store', 'The rope walk', 'The pilot house'].map(
  (name, index) => ({
    name,
    text: `${name} was built in 18${index + 1}4 and can be seen on Sundays; the keeper opens at ten and tells what was done there.`,
  }),
);
const talk = [
  [
    'When did you first see the crane?',
    'I was six. My father took me up, which was forbidden, and I have never been so cold in my life.',
  ],
  [
    'What should become of it?',
    'It should turn once a day, at noon, so that children know what the thing on the quay is for.',
  ],
  [
    'And who should pay?',
    'Everybody who has ever set a clock by it. That is a few thousand people, and they know who they are.',
  ],
];

export const pageKinds: readonly PageKind[] = [
  {
    kind: 'a report in Polish',
    language: 'pl',
    title: 'Stary dźwig zostanie na nabrzeżu',
    story: p(...polish),
    kept: polish,
  },
  {
    kind: 'a report in Japanese',
    language: 'ja',
    title: '港の古いクレーン、修理して保存へ',
    story: p(...japanese),
    kept: japanese,
  },
  {
    kind: 'a report in Arabic',
    language: 'ar',
    title: 'الرافعة القديمة تبقى على الرصيف',
    story: p(...arabic),
    kept: arabic,
  },
  {
    kind: 'a report in French',
    language: 'fr',
    title: 'La vieille grue restera sur le quai',
    story: p(...french),
    kept: french,
  },
  {
    kind: 'a live blog with a time above each entry',
    language: 'en',
    title: 'The old crane is turned: all updates',
    story: updates
      .map(({ time, text }) => `<div class="entry"><h3><time>${time}</time></h3><p>${text}</p></div>`)
      .join(''),
    kept: updates.map(({ text }) => text),
  },
  {
    kind: 'a list of places with a heading each',
    language: 'en',
    title: 'Five houses on the quay worth a visit',
    story: places.map(({ name, text }, index) => `<h2>${index + 1}. ${name}</h2><p>${text}</p>`).join(''),
    kept: places.flatMap(({ name, text }, index) => [`${index + 1}. ${name}`, text]),
  },
  {
    kind: 'an interview with questions in bold',
    language: 'en',
    title: 'A pilot remembers the crane',
    story: talk.map(([question, answer]) => `<p><strong>${question}</strong></p><p>${answer}</p>`).join(''),
    kept: talk.flat(),
  },
  {
    kind: 'a note of two paragraphs',
    language: 'en',
    title: 'Quay closed on Thursday',
    story: p(
      'The quay is closed to cars on Thursday from six in the morning, because the crane is being oiled.',
      'Buses stop at the market instead.',
    ),
    kept: ['closed to cars on Thursday', 'Buses stop at the market instead.'],
  },
  {
    kind: 'a report with a table of results',
    language: 'en',
    title: 'Rowing: results of the quay regatta',
    story: `${p('Four crews rowed on Sunday in a wind that let only two of them finish without bailing, the umpire said.')}
<table><tr><th>Crew</th><th>Time</th></tr><tr><td>North Steps</td><td>7:41</td></tr><tr><td>Ferry Lane</td><td>7:58</td></tr></table>
${p('The next regatta is in September, when the new boats have been delivered and the crews know them.')}`,
    kept: ['Four crews rowed', 'North Steps', '7:58', 'The next regatta'],
  },
  {
    kind: 'a tutorial with code',
    language: 'en',
    title: 'Reading the tide gauge from a script',
    story: `${p('The harbour office publishes the level of the water every ten minutes, as a file of two columns that anybody may read.')}
<pre><code>import csv
for time, level in csv.reader(open('tide.csv')):
    print(time, level)</code></pre>${p('The level is in centimetres above the lowest tide of the year, so it is seldom below nought.')}`,
    kept: ['every ten minutes', 'for time, level in csv.reader', 'centimetres above the lowest tide'],
  },
  {
    kind: 'a report around a long quotation',
    language: 'en',
    title: 'The letter that saved the crane',
    story: `${p('The council read the letter aloud before it voted, and nobody spoke for a while, a member said on Wednesday.')}
<blockquote><p>I have mended this crane for forty years, and it has never once complained. I would ask you to return the favour.</p></blockquote>
${p('Eleven members then voted to keep it, and two to take it down, as had been planned since the winter.')}`,
    kept: ['read the letter aloud', 'I have mended this crane', 'Eleven members then voted'],
  },
  {
    kind: 'a report with a list of demands',
    language: 'en',
    title: 'What the crane drivers ask for',
    story: `${p('The drivers handed the council a list on Monday, and said they would wait until Friday for an answer.')}
<ul><li>A second driver on every shift after dark.</li><li>Heating in the cabin, which has had none since 1988.</li><li>A telephone that works in the rain.</li></ul>
${p('The council said it had read the list with interest, and would answer when it had spoken with the engineers.')}`,
    kept: [
      'A second driver on every shift',
      'Heating in the cabin',
      'A telephone that works',
      'read the list with interest',
    ],
  },
  {
    kind: 'a poem with line breaks',
    language: 'en',
    title: 'Poem of the week: The crane at noon',
    story: `<p>The crane at noon lets down its hook<br>into the river like a look<br>and draws up nothing, turns, and then<br>lets nothing gently down again.</p>
<p>The gulls applaud. The clock says one.<br>The driver eats a currant bun<br>and thinks of all the weight there is<br>that never was in hand of his.</p>`,
    kept: [
      'lets down its hook',
      'lets nothing gently down again',
      'The driver eats a currant bun',
      'that never was in hand of his',
    ],
  },
  {
    kind: 'a recipe with steps',
    language: 'en',
    title: 'Bread as the bargemen bake it',
    story: `${p('It takes a day, most of which is waiting, and an oven that was hot for something else before.')}
<h2>What you need</h2><ul><li>500 g flour</li><li>7 g salt</li><li>330 ml water</li></ul>
<h2>How it is done</h2><ol><li>Stir everything together until no flour is left dry.</li><li>Leave it under a cloth overnight.</li><li>Bake it in a closed pot for forty minutes.</li></ol>`,
    kept: [
      'most of which is waiting',
      '500 g flour',
      '330 ml water',
      'Leave it under a cloth overnight.',
      'How it is done',
    ],
  },
  {
    kind: 'a review that links to much of what it names',
    language: 'en',
    title: 'Three books about harbours',
    story: p(
      'The best of them is <a href="https://books.example/tide">Tide Tables</a> by <a href="https://books.example/orr">Jane Orr</a>, who was a pilot for twenty years and wastes no word.',
      'The second, <a href="https://books.example/mud">Mud</a>, has better pictures than sentences, though its chapter on dredging is a small wonder.',
      'The third need not be named, but <a href="https://books.example/cat">the publisher’s catalogue</a> has it, with praise.',
    ),
    kept: ['The best of them is Tide Tables by Jane Orr', 'chapter on dredging', 'The third need not be named'],
  },
];
