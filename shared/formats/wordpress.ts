import type { DraftItem } from './format.ts';
import { renderedText } from './rendered-text.ts';

/**
 * What WordPress means by what it says, alike in its REST API and its exports.
 */

/** Types that are no articles, whatever they hold. */
const otherTypes = new Set([
  'attachment',
  'page',
  'revision',
  'nav_menu_item',
  'custom_css',
  'customize_changeset',
  'oembed_cache',
  'user_request',
  'wp_block',
  'wp_template',
  'wp_template_part',
  'wp_global_styles',
  'wp_navigation',
  'wp_font_family',
  'wp_font_face',
]);

/** Whether a type is one of WordPress itself that holds no articles. */
export function isOtherType(type: string): boolean {
  return otherTypes.has(type);
}

/**
 * Whether entries of a type are articles. Sites name types of their own; those named for a kind of article are (`news`, `press_release`), others
 * (`product`, `event`) are not.
 */
export function isArticleType(type: string): boolean {
  return /(?:^|[_-])(?:posts?|articles?|news|stor(?:y|ies)|press|release|columns?|opinions?|blogs?|reviews?|interviews?|reports?|features?|editorials?|artikel|beitrag|noticias?|actualite)(?:$|[_-])/i.test(
    type,
  );
}

/** GMT where it is set: the other is the site's local time, and says no zone. Drafts have zeros. */
export function wordpressDate(gmt: string | undefined, local: string | undefined): string | undefined {
  if (gmt !== undefined && !isUnset(gmt)) return /(?:Z|[+-]\d\d:?\d\d)$/.test(gmt) ? gmt : `${gmt.replace(' ', 'T')}Z`;
  return local === undefined || isUnset(local) ? undefined : local;
}

function isUnset(date: string): boolean {
  return date.startsWith('0000') || date.includes('-0001');
}

export interface WordpressTerm {
  /** HTML, as WordPress gives names. */
  readonly name: string;
  readonly slug?: string;
  readonly taxonomy?: string;
}

/** Taxonomies that say something other than what the post is about. */
const notSubjects = new Set(['author', 'post_format', 'language', 'post_translations', 'nav_menu', 'wp_theme']);

/** The category WordPress gives posts that have none, as it is called in its translations. Those that mean “general” are a site's own choice. */
const uncategorized =
  /^(?:uncategori[sz]ed(?: @\w+)?|non class[ée]+s?|sin categor[ií]a|sin clasificar|senza categoria|sem categoria|geen categorie|niet gecategoriseerd|nicht kategorisiert|unkategorisiert|okategoriserade?|ikke kategorisert|ukategoriser[et]+|luokittelematon|bez kategorii|nezařazené|nezaradené|kategorizálatlan|fără categorie|nekategorizirano|без рубрики|без категорії|некатегоризирано|χωρίς κατηγορία|kategorisiz|tidak dikategorikan|chưa phân loại|未分类|未分類|미분류|غير مصنف|ללא קטגוריה)$/iu;

/** Whether a category says that there is none. */
export function isUncategorized(name: string): boolean {
  return uncategorized.test(name);
}

/** Categories are subjects, tags are keywords; “Uncategorized” says that there is none. */
export async function wordpressTerms(
  terms: readonly WordpressTerm[],
): Promise<Pick<DraftItem, 'subjects' | 'keywords'>> {
  const subjects = new Map<string, { readonly name: string; readonly rel: string }>();
  const keywords = new Set<string>();
  for (const { name: html, slug, taxonomy = 'category' } of terms) {
    const name = await renderedText(html);
    if (name === undefined || slug === 'uncategorized' || isUncategorized(name) || notSubjects.has(taxonomy)) continue;
    if (taxonomy === 'post_tag' || taxonomy === 'tag') keywords.add(name);
    else if (!subjects.has(name)) subjects.set(name, { name, rel: taxonomy === 'category' ? 'section' : taxonomy });
  }
  return {
    ...(subjects.size > 0 ? { subjects: [...subjects.values()] } : {}),
    ...(keywords.size > 0 ? { keywords: [...keywords] } : {}),
  };
}
