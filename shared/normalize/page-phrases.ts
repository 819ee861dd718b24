/** Set phrases by which a block of text shows that it is not part of the story, in the languages met most often. */
import { labels, pointers, rights } from './page-labels.ts';
import type { RemovedKind } from './page-words.ts';

export interface Phrase {
  readonly kind: RemovedKind;
  readonly pattern: RegExp;
  /** Longer blocks are running text that happens to begin so. */
  readonly maxLength: number;
  /** Prose opens so, too: without a link in it the block is text. */
  readonly needsLink?: true;
}

function whole(alternatives: string): RegExp {
  return new RegExp(`^[\\s•|»>+*–—-]*(?:${alternatives})[\\s:.…!»>|*–—-]*$`, 'iu');
}

export const phrases: readonly Phrase[] = [
  {
    kind: 'credit',
    pattern:
      /^[\s([]*(?:additional |with )?(?:reporting|writing|editing)(?:(?:,? and |, )(?:writing|editing|reporting))* by:? \p{L}/iu,
    maxLength: 320,
  },
  {
    kind: 'credit',
    pattern:
      /^[\s([]*(?:compiled|edited|written|reported|translated|production|graphics?)(?: and (?:edited|produced|written))? by:? [^.!?]+[.)\]]*$/iu,
    maxLength: 90,
  },
  ...labels.map(([kind, alternatives]) => ({ kind, pattern: whole(alternatives), maxLength: 80 })),
  {
    kind: 'related',
    pattern: new RegExp(`^[\\s•|»>*–—-]*${pointers}\\s*[:：»>|]`, 'iu'),
    maxLength: 250,
    needsLink: true,
  },
  {
    kind: 'promo',
    pattern: /^(?:get|read|find|watch|for) (?:the )?(?:more|latest)?[\p{L}\s]{0,60}\bby clicking here\b/iu,
    maxLength: 150,
  },
  {
    kind: 'newsletter',
    pattern:
      /^(?:sign ?up|subscribe|get|want|need|join|click|don[’']t miss|stay|never miss|enter|for more|receive|download|enjoying|like what|thanks? (?:you )?for|please|to get|follow)\b[^]*\b(?:newsletters?|inbox|subscrib\p{L}*|subscriptions?|sign(?:ing)? ?up|e-?mail (?:alerts?|updates?|address)|news alerts?|our app)\b/iu,
    maxLength: 320,
  },
  {
    kind: 'newsletter',
    pattern:
      /^(?:abonnieren sie|melden sie sich|inscrivez-vous|abonnez-vous|suscr[ií]bete|inscreva-se|assine|iscriviti|schrijf je in|подпишитесь|подписывайтесь)(?!\p{L})/iu,
    maxLength: 250,
  },
  {
    kind: 'promo',
    pattern:
      /^(?:please )?(?:follow|(?:find|like|join|visit)(?: us| me| him| her| them| our| this| the (?:page|group|conversation|discussion))|connect with) [^.!?]{0,120}\b(?:twitter|facebook|instagram|youtube|linkedin|tiktok|telegram|whatsapp|@\w+)\b[^.!?]{0,160}[.!]?$/iu,
    maxLength: 300,
  },
  {
    kind: 'promo',
    pattern:
      /\b(?:earn|receive|make|get|paid)s? (?:an? |some )?(?:small )?(?:affiliate )?commissions? (?:if|when|from|on|for|through|via) .{0,60}\b(?:links?|purchas\p{L}+|buy|orders?|click)\b|\baffiliate (?:links?|commissions?)\b/iu,
    maxLength: 500,
  },
  {
    kind: 'author-note',
    pattern:
      /^(?:have|got) (?:a|any) (?:news )?(?:tips?|story)\b|\b(?:may|can) be (?:reached|contacted) (?:at|on|by|via)\b[^.]*@/iu,
    maxLength: 300,
  },
  {
    kind: 'author-note',
    pattern: /^(?:e-?mail|contact|reach|write to)[^.!?]{0,60}\b(?:at|@)\s*\S+@\S+/iu,
    maxLength: 200,
  },
  {
    kind: 'caption',
    pattern:
      /^[\s([*]*(?:(?:main |featured? |header |cover |lead |top |file )?(?:image|photo(?:graph)?|picture|pic|illustration|foto|bild|fotos?|imagen|imagem|fotografía)s?)\s*(?:credits?|courtesy(?: of)?|sources?|by|via)?\s*[:：©|]/iu,
    maxLength: 200,
  },
  {
    kind: 'caption',
    pattern: /^(?:photo|image|picture|illustration)s? (?:courtesy|credit|by|via)\b/iu,
    maxLength: 120,
  },
  { kind: 'caption', pattern: /^©\s*\p{L}/u, maxLength: 300 },
  {
    kind: 'caption',
    pattern: /^\(?\s*(?:credits?|courtesy(?: of)?|fotocredit|crédits?|créditos?)\s*[:：]/iu,
    maxLength: 120,
  },
  { kind: 'caption', pattern: /^file (?:photo|picture|image|video|-|–)/iu, maxLength: 400 },
  {
    kind: 'caption',
    pattern:
      /[([](?:(?:image|photo|picture|pic|foto|bild|credits?|courtesy|ap photo|getty)\b|(?:afp|reuters|epa|ap)\s?\/)[^)\]]{0,120}[)\]]\W*$/iu,
    maxLength: 500,
  },
  {
    kind: 'caption',
    pattern: /\b(?:(?:photo|image|picture) )?(?:credit|courtesy)s?\s*:\s*[^.!?]{2,70}\.?$/iu,
    maxLength: 700,
  },
  {
    kind: 'caption',
    pattern: /\b(?:REUTERS|AFP|AP|EPA|Getty Images|Shutterstock)\s?\/\s?[^.!?]{2,60}$/u,
    maxLength: 500,
  },
  {
    kind: 'caption',
    pattern:
      /^[^.!?]{0,60}[|/(,–-]\s*(?:getty images(?: [^.]{0,20})?|shutterstock|istock(?:photo)?|reuters|associated press|ap(?: photo)?|afp|alamy|unsplash|flickr)\)?$/iu,
    maxLength: 90,
  },
  {
    kind: 'date',
    pattern:
      /^(?:first |last |originally )?(?:published|posted|updated|modified|created|erstellt|veröffentlicht|aktualisiert|publié|mis à jour|stand|dernière mise à jour|modifié|publicado|actualizado|última actualización|atualizado|pubblicato|aggiornato|ultimo aggiornamento|gepubliceerd|bijgewerkt|opublikowano|dodano|aktualizacja|güncelleme|güncellendi|yayınlanma|опубликовано|обновлено|更新日?|公開日?|(?:发布|發布|更新)[时時][间間]|입력|수정|تاريخ النشر|dipublikasikan|diterbitkan)(?!\p{L}|\s+in\b)[^!?]{0,80}\d[^!?]{0,30}$/iu,
    maxLength: 150,
  },
  {
    kind: 'byline',
    pattern:
      /^(?:posted|published|written|publicado|veröffentlicht|publié) (?:on [^.]{3,40} )?(?:by|por|von|par)\b[^.!?]*$/iu,
    maxLength: 120,
  },
  {
    kind: 'legal',
    pattern:
      /\ball rights reserved\b|\bmay not be (?:published|reproduced|broadcast|rewritten|redistributed)\b|^this (?:document|article|story) is subject to copyright\b|^(?:copyright|\(c\)|©)\s*(?:©|\(c\))?\s*\d{4}/iu,
    maxLength: 450,
  },
  { kind: 'legal', pattern: whole(`.{0,60}(?:${rights})`), maxLength: 120 },
  { kind: 'credit', pattern: /^(?:责任编辑|責任編輯|编辑|編輯|校对|校對)\s*[:：]/u, maxLength: 60 },
  {
    kind: 'legal',
    pattern:
      /^(?:this|our|we|by (?:using|continuing|clicking)|to (?:help|give|provide)|cookies?)\b[^]*\b(?:uses?|using|accept|set|stores?|placing|of)(?: \p{L}+){0,2} cookies\b|^[^]*\bcookies? (?:policy|notice|settings|preferences|consent)\b/iu,
    maxLength: 400,
  },
  {
    kind: 'tags',
    pattern:
      /^(?:filed under|tags?|tagged(?: as| with)?|topics?|categor(?:y|ies)|keywords|schlagw[oö]rter|etiquetas|теги)\s*[:：]/iu,
    maxLength: 400,
  },
  { kind: 'boilerplate', pattern: /^\[([a-z][\w-]*)\b[^\]]*\][^]*\[\/\1\]$/iu, maxLength: 500 },
  {
    kind: 'promo',
    pattern:
      /^(?:(?:like|love|enjoyed|enjoying) (?:this|what you)\b[^.!?]{0,60}\?|click here (?:to|for) [^.!?]{0,60}\b(?:app|news|updates|alerts|coverage|stories)\b|download (?:the|our) [^.!?]{0,40}\bapp\b)/iu,
    maxLength: 160,
  },
  { kind: 'promo', pattern: /^follow [^.!?]{1,40}\bcoverage\b/iu, maxLength: 250 },
  {
    kind: 'promo',
    pattern: /^(?:get|want|need|enjoy|try|buy|order)\b[^]*\bclick here\b[^.!?]{0,40}[.!]?$/iu,
    maxLength: 250,
  },
  { kind: 'boilerplate', pattern: /^(?:citation|how to cite)\s*:/iu, maxLength: 300 },
  {
    kind: 'boilerplate',
    pattern: /^a version of this (?:article|story|column|review|essay)\b[^.!?]*\b(?:appear|print|publish|headline)/iu,
    maxLength: 350,
  },
  {
    kind: 'share',
    pattern: /^(?:read or )?share(?: or comment on)? this (?:article|story|post)\s*[:：]/iu,
    maxLength: 250,
  },
  { kind: 'share', pattern: /\b(?:click|tap) to share\b|^share on \p{L}+/iu, maxLength: 120 },
];

/** No phrase is looked for in longer blocks. */
export const longestPhrase = Math.max(...phrases.map(({ maxLength }) => maxLength));

/** Words by which a line that is much of it a link shows that it invites to a subscription. */
export const subscription =
  /\b(?:news ?letters?|in ?box(?:es)?|subscribe|sign(?:ing)? ?up|infolettre|bolet[ií]n|boletim|nieuwsbrief|rundbrief)\b|рассылк/iu;

/** Headings and labels after which only links elsewhere, or notes on the author, follow. */
export const sectionOpeners: readonly (readonly [RemovedKind, RegExp])[] = [
  ['related', whole(labels.find(([kind]) => kind === 'related')![1])],
  ['comment', whole(labels.find(([kind]) => kind === 'comment')![1])],
  [
    'author-note',
    whole(
      "about (?:the )?authors?|about the writer|über (?:den|die) autor(?:in|en)?|à propos de l[’']auteur|sobre (?:el|la|o|a) autora?",
    ),
  ],
];

/** A line that is a date or time and little else. */
export function isDateLine(text: string): boolean {
  if (text.length > 120 || !/\d/.test(text)) return false;
  const rest = text
    .toLowerCase()
    .replaceAll(/\p{L}{3,12}day\b|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b/gu, '')
    .replaceAll(/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\p{L}{0,7}\b/gu, '')
    .replaceAll(
      /\b(?:a\.?m\.?|p\.?m\.?|gmt|utc|[a-z]{1,2}[sd]t|at|on|updated|published|posted|de|às|um|uhr|hours?|minutes?|days?|ago|by|min|read)\b/gu,
      '',
    )
    .replaceAll(/[\d\s.,:;/|()+·•—–-]+/gu, '');
  return rest.length <= 6;
}
