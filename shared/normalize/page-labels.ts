/** Labels and buttons of web pages, in the languages met most often: what a whole block, or the opening of a pointer, reads like. */
import type { RemovedKind } from './page-words.ts';

const networks =
  'facebook|twitter|google\\+?|google plus|whatsapp|linkedin|pinterest|instagram|telegram|reddit|flipboard|tumblr|messenger|youtube|vk';

const words: readonly (readonly [RemovedKind, readonly string[]])[] = [
  [
    'advertisement',
    [
      'ads?|adverts?|advertisements?|advertising|sponsored(?: content)?|anzeige|werbung|publicit[ée]|publicidade?|pubblicità|advertentie|iklan',
      'reklama?|реклама|annonce|annons|mainos|reklame|reklam|hirdetés|iklan|patrocinado|contenido patrocinado|conteúdo patrocinado|sponsorisé',
      'διαφήμιση|広告|[广廣]告|광고|إعلان|विज्ञापन|quảng cáo',
    ],
  ],
  [
    'promo',
    [
      '(?:story |article )?continues? (?:reading )?(?:below|after)(?: (?:the )?(?:ad|advertisement|video|gallery|photo))?',
      '(?:continue|keep) reading(?: below)?|scroll (?:down )?(?:to|for) (?:continue|more|read)(?: \\w+){0,3}|weiterlesen|lire la suite',
      'seguir leyendo|read (?:full|the full|more|less|next)(?: (?:article|story))?|show (?:more|less)|load more|view (?:more|all|gallery)|see more',
      'more info|click (?:here )?(?:to|for) (?:expand|enlarge|share)(?: \\w+){0,3}|(?:artikel )?weiterlesen nach der (?:anzeige|werbung)',
      'la suite après (?:cette|la) publicité|(?:la noticia )?continúa (?:después|debajo) de la publicidad',
      'continua (?:após|depois d[ae])(?: a)? publicidade|continua a leggere(?: dopo la pubblicità)?|lees verder(?: na de advertentie)?',
      'czytaj (?:dalej|więcej)|haberin devamı|читать (?:далее|дальше|полностью)|続きを読む|全文を読む|[阅閱][读讀]全文|더보기|اقرأ المزيد|selengkapnya|leer más',
      'en savoir plus|saiba mais',
    ],
  ],
  [
    'share',
    [
      `share(?: (?:this|it|on|via|with|to|now|by|the|article|story|post|page|your|friends|${networks}))*`,
      `(?:${networks}|tweet|pin(?: it)?|e-?mail|print|save|like|copy (?:link|url))(?: (?:this|page|article|story|${networks}|tweet|pin(?: it)?|e-?mail|print|save|like|loading|copy (?:link|url)))*`,
      `follow(?: us)?|print(?:er)?[ -]friendly(?: (?:version|page))?|teilen|partager|compartir|compartilhar|condividi|delen|bagikan|поделиться`,
      `(?:artikel |beitrag |diesen artikel )?teilen|auf (?:${networks}) teilen|partager (?:cet |l[’'])article|partager sur (?:${networks})`,
      `compartir (?:en|por) (?:${networks})|compartir (?:esta|este) (?:noticia|nota|artículo)|compartilh(?:ar|e) (?:no|em|via|por) (?:${networks})`,
      `compartilhe(?: (?:esta|essa) (?:notícia|matéria))?|condividi (?:su|via) (?:${networks})|condividi (?:questo )?articolo|deel (?:dit )?artikel`,
      `deel op (?:${networks})|udostępnij(?: na (?:${networks})u?)?|(?:(?:${networks})[’']?(?:ta|te|da|de) )?paylaş|この記事を(?:シェア|共有)(?:する)?`,
      `シェア(?:する)?|分享(?:到|至)?|공유(?:하기)?|شارك(?: المقال)?|مشاركة|bagikan(?: artikel)?(?: ini)?|chia sẻ`,
    ],
  ],
  [
    'newsletter',
    [
      'subscribe(?: now| today)?|sign ?up(?: now)?|newsletters?|get (?:our )?newsletters?|breaking news e-?mails|log ?in|sign ?in|register',
      "abonnieren|s[’']abonner|suscríbete|assine|iscriviti|inscrivez-vous|inscreva-se|abonneren|zapisz się|abone ol|подписаться|購読|구독(?:하기)?|اشترك",
      'berlangganan|jetzt abonnieren',
    ],
  ],
  [
    'comment',
    [
      '(?:\\d+ )?comments?(?: \\(\\d+\\))?',
      '(?:leave|add|post|write|view|show|join) (?:a |an |your |the |all )?(?:comments?|reply|conversation|discussion)|tell us what you think',
      'what do you think\\?|join the conversation|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentar|отзывы',
      '(?:добавить|оставить|написать) (?:отзыв|комментарий)|комментарии|loading comments|kommentar (?:schreiben|verfassen|abgeben)',
      '(?:laisser|écrire|ajouter) un commentaire|(?:deja|dejar|escribe) (?:un|tu) comentario|(?:deixe|deixar) (?:um|seu|o seu) comentário',
      '(?:lascia|scrivi) un commento|(?:plaats|geef) een reactie|(?:dodaj|napisz) komentarz|komentarze|yorum (?:yap|yaz)|yorumlar|コメント(?:を書く|する|欄)?',
      '(?:发表|發表|写)?[评評][论論]|댓글(?: ?(?:쓰기|달기))?|(?:أضف|اكتب|اترك) تعليقا?|تعليقات|tulis komentar|bình luận',
    ],
  ],
  [
    'navigation',
    [
      'home|back|voltar|zurück|retour|volver|indietro|terug|назад|news|menu|search|skip to (?:main )?content|back to top|top|close|next|previous',
      'prev|more|loading|image|caption|photos?|video|gallery|slideshow|\\d+|\\d+ (?:of|/) \\d+|(?:image|photo|picture|slide) \\d+ (?:of|/) \\d+',
      'hide caption|toggle caption|enlarge this image|play|pause|mute|unmute|replay|watch|listen|start slideshow|view slideshow',
      'this slideshow requires javascript|\\d+[ -]?min(?:ute)?s?\\.?[ -](?:read|lesezeit|de lecture|de lectura|de leitura|di lettura|leestijd)',
      '(?:reading time|lesezeit|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd|czas czytania)\\s*[:：]?\\s*(?:ca\\.? )?\\d+ ?min\\p{L}*',
    ],
  ],
  [
    'related',
    [
      '(?:more |latest |top |breaking |recent |related |popular |trending |most[- ]read |recommended |featured |other )+(?:news|stories|story|articles?|posts?|topics?|links?|headlines|coverage|content|reading|videos?)?(?: (?:for|from) (?:you|us|our partners|around the web))?',
      'trending(?: now)?|most (?:popular|read|viewed|shared)(?: (?:in|on) [\\p{L} ]{2,30})?|you (?:may|might)(?: also)? (?:like|enjoy|be interested in|have missed)|see also',
      "also read|read also|read more|don[’']?t miss|must reads?|up next|next up|in case you missed it|editor[’']?s picks?|explore further",
      'mehr zum thema|lesen sie auch|das könnte sie (?:auch )?interessieren|à lire aussi|lire aussi|sur le même (?:sujet|thème)|lea también',
      'te puede interesar|leia (?:também|mais)|veja também|leggi anche|lees ook|baca juga|artikel terkait|читайте также|смотрите также',
      'auch interessant|verwandte (?:artikel|themen|beiträge)|(?:weitere|ähnliche) (?:artikel|beiträge|themen|meldungen)',
      'das könnte (?:sie|dich) (?:auch |noch )?interessieren|(?:articles?|contenus?) (?:liés|associés|similaires|connexes)',
      'dans la même (?:rubrique|catégorie)|voir aussi|lire également|vous aimerez aussi',
      '(?:noticias|notas|artículos|temas|contenidos) relacionad[oa]s|te (?:puede|podría|recomendamos)(?: interesar)?',
      'más (?:noticias|leídas|información)|lo más (?:leído|visto)|(?:notícias|matérias|artigos|conteúdos?) relacionad[oa]s|mais (?:lidas|notícias)',
      'articoli correlati|(?:ti )?potrebbe(?:ro)? (?:anche )?interessarti(?: anche)?|gerelateerde? ?(?:artikelen|berichten|nieuws)?',
      'meer (?:over|nieuws)|zobacz (?:też|także|również|więcej)|czytaj (?:też|także|również)|przeczytaj (?:też|także|również)',
      'powiązane(?: artykuły)?|[iİ]lgili haberler|benzer haberler|(?:материалы|новости|статьи) по теме|по теме|ещё по теме|関連(?:記事|ニュース|リンク)',
      'あわせて読みたい|おすすめ(?:記事)?|(?:相[关關]|延伸|推[荐薦])(?:[阅閱][读讀]|新[闻聞]|文章|[报報][道導])|관련 ?(?:기사|뉴스)|(?:مواضيع|مقالات|أخبار) ذات صلة|اقرأ أيضا|قد يهمك أيضا',
      '(?:artikel|berita) (?:terkait|lainnya)|tin liên quan',
    ],
  ],
  ['tags', ['(?:filed under|tags?|topics?|categor(?:y|ies)|keywords|schlagw[oö]rte|étiquettes|etiquetas|теги)']],
];

/** Labels and buttons, as alternatives of a pattern: the whole block. */
export const labels: readonly (readonly [RemovedKind, string])[] = words.map(([kind, parts]) => [
  kind,
  parts.join('|'),
]);

/** A block that opens so and points elsewhere. */
export const pointers = `(?:${[
  'please )?(?:also )?(?:read(?: more| also| next| this| the full (?:story|article))?|see(?: also| more)?|more',
  'related(?: (?:stories|story|articles?|posts?|content|coverage|news|links?|topics?|videos?|reading))?',
  "watch(?: more| now| below| this| the video)?|listen|also|also (?:read|see|on)|don[’']?t miss|must[- ]read|recommended",
  'you (?:may|might)(?: also)? (?:like|enjoy|be interested in)|more (?:from|on|about|stories|coverage)(?: [^:]{1,40})?|further reading',
  'in pictures|what to read next|mehr(?: dazu| zum thema)?|lesen sie (?:auch|mehr|dazu)|lire aussi|à lire(?: aussi)?|voir aussi',
  'lee (?:también|más)|lea también|ver también|leia (?:também|mais)|veja (?:também|mais)|leggi anche|lees (?:ook|meer)|baca juga|читайте также',
  'смотрите также|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|przeczytaj (?:też|także|również)|[iİ]lgili haber',
  '(?:lire|voir) également|sur le même (?:sujet|thème)|veja mais|saiba mais|más información|te puede interesar|potrebbe interessarti',
  'approfondisci|auch interessant|関連(?:記事|ニュース)|あわせて読みたい|(?:相[关關]|延伸|推[荐薦])(?:[阅閱][读讀]|新[闻聞]|文章|[报報][道導])|관련 ?(?:기사|뉴스)|اقرأ أيضا',
  'قد يهمك(?: أيضا)?|xem thêm',
].join('|')})`;

/** Lines that reserve rights. */
export const rights = [
  'alle rechte (?:vorbehalten|voorbehouden)|tous droits réservés|todos los derechos reservados|todos os direitos reservados',
  '(?:© ?)?riproduzione riservata|tutti i diritti riservati|wszelkie prawa zastrzeżone|tüm hakları saklıdır|все права защищены',
  '無断(?:転載|複写|使用).{0,20}|版[权權]所有.{0,30}|未[经經](?:授[权權]|[许許]可).{0,30}|무단 ?전재.{0,20}|(?:جميع|كل) الحقوق محفوظة',
  'hak cipta dilindungi(?: undang-undang)?',
].join('|');
