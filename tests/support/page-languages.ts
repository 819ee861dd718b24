/** Stories in many languages, in words of our own, with what sites of these languages set between their paragraphs without naming it. */
import type { PageTheme } from './page-themes.ts';

interface Words {
  readonly language: string;
  readonly title: string;
  readonly story: readonly string[];
  /** Lines above the first sentence. */
  readonly above: readonly string[];
  /** Lines between paragraphs; what stands in brackets is a link. */
  readonly between: readonly string[];
  /** Lines under the last paragraph; the first is a heading over links to other stories. */
  readonly below: readonly string[];
}

const words: readonly Words[] = [
  {
    language: 'de',
    title: 'Der alte Kran am Kai wird repariert',
    story: [
      'Der alte Kran am Kai wird repariert und nicht abgebaut, wie es noch im Winter geplant war. Das hat der Stadtrat am Dienstagabend beschlossen.',
      '„Man sieht ihn von jedem Fenster im Viertel“, sagte Maria Linde, die seit zwanzig Jahren eine Werkstatt am Hafen führt.',
      'Die Arbeiten sollen im Mai beginnen und zwei Jahre dauern. Die Kosten werden auf vier Millionen geschätzt.',
    ],
    above: ['Von Anna Kai', 'Stand: 3. März 2026, 21:40 Uhr', 'Lesezeit: 3 Min.'],
    between: ['Anzeige', 'Lesen Sie auch: [Möwen öffnen jetzt die Mülltonnen]', 'Artikel weiterlesen nach der Anzeige'],
    below: ['Auch interessant', 'Artikel teilen', 'Kommentar schreiben', 'Alle Rechte vorbehalten.'],
  },
  {
    language: 'fr',
    title: 'La vieille grue du quai sera réparée',
    story: [
      'La vieille grue du quai sera réparée et non démontée, comme prévu encore cet hiver, a décidé mardi soir le conseil municipal.',
      '« On la voit de toutes les fenêtres du quartier », dit Jeanne Morel, qui tient un atelier près du port depuis vingt ans.',
      'Les travaux commenceront en mai et dureront deux ans, pour un coût estimé à quatre millions d’euros.',
    ],
    above: ['Par Anne Quai', 'Publié le 3 mars 2026 à 21h40', 'Temps de lecture : 3 min'],
    between: ['Publicité', 'À lire aussi : [Les mouettes ouvrent les poubelles]', 'La suite après cette publicité'],
    below: ['Sur le même sujet', 'Partager cet article', 'Laisser un commentaire', 'Tous droits réservés.'],
  },
  {
    language: 'es',
    title: 'La vieja grúa del muelle será reparada',
    story: [
      'La vieja grúa del muelle será reparada y no desmontada, como estaba previsto todavía en invierno, decidió el martes el ayuntamiento.',
      '“Se ve desde todas las ventanas del barrio”, dijo María Lindo, que dirige desde hace veinte años un taller junto al puerto.',
      'Las obras comenzarán en mayo y durarán dos años. El coste se calcula en cuatro millones.',
    ],
    above: ['Por Ana Muelle', 'Publicado el 3 de marzo de 2026 a las 21:40'],
    between: [
      'Publicidad',
      'Lea también: [Las gaviotas abren los contenedores]',
      'Suscríbete a nuestro boletín de noticias.',
    ],
    below: ['Te puede interesar', 'Compartir en Facebook', 'Deja un comentario', 'Todos los derechos reservados.'],
  },
  {
    language: 'pt',
    title: 'O velho guindaste do cais será reparado',
    story: [
      'O velho guindaste do cais será reparado e não desmontado, como estava previsto ainda no inverno, decidiu na terça-feira a câmara municipal.',
      '“Vê-se de todas as janelas do bairro”, disse Maria Lindo, que dirige há vinte anos uma oficina junto ao porto.',
      'As obras começam em maio e duram dois anos. O custo é estimado em quatro milhões.',
    ],
    above: ['Por Ana Cais', 'Publicado em 3 de março de 2026 às 21h40'],
    between: ['Publicidade', 'Leia também: [As gaivotas abrem os contentores]', 'Continua após a publicidade'],
    below: [
      'Notícias relacionadas',
      'Compartilhar no Facebook',
      'Deixe um comentário',
      'Todos os direitos reservados.',
    ],
  },
  {
    language: 'it',
    title: 'La vecchia gru del molo sarà riparata',
    story: [
      'La vecchia gru del molo sarà riparata e non smontata, come previsto ancora in inverno, ha deciso martedì sera il consiglio comunale.',
      '«Si vede da tutte le finestre del quartiere», dice Maria Lindi, che da vent’anni ha un’officina vicino al porto.',
      'I lavori cominceranno a maggio e dureranno due anni. Il costo è stimato in quattro milioni.',
    ],
    above: ['di Anna Molo', 'Pubblicato il 3 marzo 2026 alle 21:40'],
    between: ['Pubblicità', 'Leggi anche: [I gabbiani aprono i bidoni]'],
    below: ['Articoli correlati', 'Condividi su Facebook', 'Lascia un commento', '© RIPRODUZIONE RISERVATA'],
  },
  {
    language: 'nl',
    title: 'De oude kraan op de kade wordt hersteld',
    story: [
      'De oude kraan op de kade wordt hersteld en niet afgebroken, zoals deze winter nog het plan was. Dat heeft de gemeenteraad dinsdag besloten.',
      '„Je ziet hem vanuit elk raam in de buurt”, zegt Maria Linde, die al twintig jaar een werkplaats bij de haven heeft.',
      'De werken beginnen in mei en duren twee jaar. De kosten worden op vier miljoen geraamd.',
    ],
    above: ['Door Anna Kade', 'Bijgewerkt op 3 maart 2026 om 21:40'],
    between: ['Advertentie', 'Lees ook: [Meeuwen openen de vuilnisbakken]'],
    below: ['Gerelateerde artikelen', 'Deel dit artikel', 'Plaats een reactie', 'Alle rechten voorbehouden.'],
  },
  {
    language: 'pl',
    title: 'Stary dźwig na nabrzeżu będzie naprawiony',
    story: [
      'Stary dźwig na nabrzeżu będzie naprawiony, a nie rozebrany, jak planowano jeszcze zimą – zdecydowała we wtorek rada miasta.',
      '„Ten dźwig widać z każdego okna w dzielnicy” – powiedziała Maria Lis, która od lat prowadzi warsztat przy porcie.',
      'Prace mają ruszyć w maju i potrwać dwa lata. Koszt oszacowano na cztery miliony złotych.',
    ],
    above: ['Opublikowano: 3 marca 2026, 21:40'],
    between: ['Reklama', 'Czytaj też: [Mewy otwierają kosze na śmieci]'],
    below: ['Zobacz także', 'Udostępnij na Facebooku', 'Dodaj komentarz', 'Wszelkie prawa zastrzeżone.'],
  },
  {
    language: 'tr',
    title: 'Rıhtımdaki eski vinç onarılacak',
    story: [
      'Rıhtımdaki eski vinç, kışın planlandığı gibi sökülmeyecek, onarılacak. Belediye meclisi bunu salı akşamı dört saatlik bir toplantıda kararlaştırdı.',
      '“Mahallenin her penceresinden görünür” diyor yirmi yıldır limanın yanında bir atölye işleten Meryem Ihlamur.',
      'Çalışmalar mayıs ayında başlayacak ve iki yıl sürecek. Maliyetin dört milyon olduğu tahmin ediliyor.',
    ],
    above: ['Güncelleme: 3 Mart 2026 21:40'],
    between: ['Reklam', 'İlgili haber: [Martılar çöp kutularını açıyor]', 'Haberin devamı'],
    below: ['İlgili haberler', 'Facebook’ta paylaş', 'Yorum yap', 'Tüm hakları saklıdır.'],
  },
  {
    language: 'ru',
    title: 'Старый кран на набережной починят',
    story: [
      'Старый кран на набережной починят, а не разберут, как планировали ещё зимой. Так решил во вторник вечером городской совет.',
      '«Его видно из каждого окна в районе», — говорит Мария Липова, которая двадцать лет держит мастерскую у порта.',
      'Работы начнутся в мае и продлятся два года. Стоимость оценили в четыре миллиона.',
    ],
    above: ['Опубликовано 3 марта 2026, 21:40'],
    between: [
      'Реклама',
      'Читайте также: [Чайки научились открывать мусорные баки]',
      'Подписывайтесь на наш канал в Телеграме.',
    ],
    below: ['Материалы по теме', 'Поделиться', 'Добавить комментарий', 'Все права защищены.'],
  },
  {
    language: 'ja',
    title: '港の古いクレーン、修理して保存へ',
    story: [
      '港の古いクレーンを取り壊す計画について、市議会は火曜日の夜、四時間の審議の末、修理して残すことを決めた。',
      '「この町のどの窓からも見える」と、二十年前から港のそばで工房を営む田中真理さんは話す。',
      '工事は五月に始まり、二年ほどかかる見通しだ。費用は四億円と見積もられている。',
    ],
    above: ['2026年3月3日 21時40分'],
    between: ['広告', '関連記事：[カモメがごみ箱を開けるようになった]'],
    below: ['あわせて読みたい', 'この記事をシェア', 'コメントを書く', '無断転載を禁じます。'],
  },
  {
    language: 'zh',
    title: '码头老吊车将修复保留',
    story: [
      '市议会星期二晚经过四个小时的讨论后决定，码头上的老吊车将予以修复，而不是像冬天计划的那样拆除。',
      '“从这一带的每扇窗户都能看到它”，二十年来在港口旁经营作坊的李玛丽说。',
      '工程将于五月开始，为期两年，费用估计为四百万元。',
    ],
    above: ['2026-03-03 21:40'],
    between: ['广告', '相关阅读：[海鸥学会了打开垃圾桶]'],
    below: ['相关新闻', '分享到', '责任编辑：王码头', '版权所有，未经授权不得转载。'],
  },
  {
    language: 'ko',
    title: '부두의 낡은 기중기, 고쳐서 남긴다',
    story: [
      '부두의 낡은 기중기를 겨울에 계획한 대로 철거하지 않고 고쳐서 남기기로 시의회가 화요일 저녁 네 시간의 논의 끝에 결정했다.',
      '“이 동네 어느 창문에서나 보인다”고 이십 년째 항구 옆에서 공방을 운영하는 이마리 씨는 말했다.',
      '공사는 오월에 시작해 이 년 동안 이어진다. 비용은 사백만으로 추산된다.',
    ],
    above: ['입력 2026.03.03 21:40'],
    between: ['광고', '관련기사: [갈매기가 쓰레기통을 연다]'],
    below: ['관련 기사', '공유하기', '댓글', '무단 전재 및 재배포 금지'],
  },
  {
    language: 'ar',
    title: 'ترميم الرافعة القديمة على الرصيف',
    story: [
      'قرر مجلس المدينة مساء الثلاثاء، بعد أربع ساعات من النقاش، ترميم الرافعة القديمة على الرصيف بدلا من هدمها كما كان مخططا له في الشتاء.',
      'وقالت ليلى حداد، التي تدير ورشة قرب الميناء منذ عشرين عاما، إن الرافعة ترى من كل نافذة في الحي.',
      'ومن المقرر أن تبدأ الأعمال في أيار وأن تستمر عامين، بكلفة تقدر بأربعة ملايين.',
    ],
    above: ['تاريخ النشر: 03/03/2026 21:40'],
    between: ['إعلان', 'اقرأ أيضا: [النوارس تفتح حاويات القمامة]'],
    below: ['مواضيع ذات صلة', 'شارك', 'أضف تعليقا', 'جميع الحقوق محفوظة.'],
  },
  {
    language: 'id',
    title: 'Derek tua di dermaga akan diperbaiki',
    story: [
      'Derek tua di dermaga akan diperbaiki dan tidak dibongkar seperti yang direncanakan semula, demikian keputusan dewan kota pada Selasa malam.',
      '“Derek itu terlihat dari setiap jendela di lingkungan ini,” kata Maria Lindah, yang dua puluh tahun mengelola bengkel di dekat pelabuhan.',
      'Pekerjaan akan dimulai pada Mei dan berlangsung dua tahun. Biayanya diperkirakan empat juta.',
    ],
    above: ['Dipublikasikan 3 Maret 2026, 21:40'],
    between: ['Iklan', 'Baca juga: [Burung camar kini membuka tempat sampah]'],
    below: ['Artikel terkait', 'Bagikan', 'Tulis komentar', 'Hak cipta dilindungi undang-undang.'],
  },
];

const line = (text: string): string => `<p>${text.replace(/\[(.*)\]/, '<a href="/news/gulls">$1</a>')}</p>`;

export const languageThemes: readonly PageTheme[] = words.map(({ language, title, story, above, between, below }) => {
  const [head = '', ...rest] = below;
  const others = ['a', 'b', 'c'].map((path) => `<li><a href="/news/${path}">${title} (${path})</a></li>`).join('');
  const parts = story.map((text, index) => `<p>${text}</p>${between[index] === undefined ? '' : line(between[index])}`);
  return {
    theme: language,
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><meta property="og:title" content="${title}"></head><body>
<div class="q1"><ul><li><a href="/">1</a></li><li><a href="/2">2</a></li></ul></div><div class="q2"><h1>${title}</h1>${above.map(line).join('')}<div class="q3">${parts.join('\n')}
<h3>${head}</h3><ul>${others}</ul>${rest.map(line).join('')}</div></div></body></html>`,
    kept: story,
    foreign: [...above, ...[...between, ...below].map((text) => text.replaceAll(/[[\]]/g, '')), `${title} (a)`],
  };
});
