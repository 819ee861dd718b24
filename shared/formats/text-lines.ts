/** Fields that a “Label: value” head may set. */
export type LabelField =
  | 'headline'
  | 'subheadline'
  | 'byline'
  | 'published'
  | 'modified'
  | 'source'
  | 'summary'
  | 'slugline'
  | 'located'
  | 'language'
  | 'copyrightNotice'
  | 'canonicalUrl'
  | 'embargo'
  | 'edNote'
  | 'usageTerms'
  | 'creditLine'
  | 'nativeId'
  | 'status';

const labels: readonly (readonly [field: LabelField, ...words: string[]])[] = [
  [
    'headline',
    'headline',
    'title',
    'titel',
    'titre',
    'título',
    'titulo',
    'titolo',
    'rubrik',
    'заголовок',
    '标题',
    '標題',
  ],
  ['subheadline', 'subhead', 'subheadline', 'subtitle', 'deck', 'standfirst', 'untertitel', 'sous-titre', 'subtítulo'],
  [
    'byline',
    'byline',
    'by',
    'author',
    'authors',
    'autor',
    'autorin',
    'auteur',
    'auteurs',
    'autores',
    'autore',
    'von',
    'par',
    'por',
    'автор',
    '作者',
    '記者',
  ],
  [
    'published',
    'date',
    'published',
    'publication date',
    'datum',
    'veröffentlicht',
    'publié',
    'publié le',
    'fecha',
    'publicado',
    'data',
    'дата',
    '日期',
    '日付',
  ],
  ['modified', 'updated', 'last updated', 'modified', 'aktualisiert', 'mis à jour', 'actualizado', 'aggiornato'],
  ['source', 'source', 'quelle', 'fuente', 'fonte', 'bron', 'källa', 'источник', '来源', '來源'],
  ['summary', 'summary', 'abstract', 'description', 'teaser', 'vorspann', 'chapeau', 'resumen', 'resumo', 'sommario'],
  ['slugline', 'slug', 'slugline', 'keyword'],
  ['located', 'location', 'place', 'dateline', 'ort', 'lieu', 'lugar', 'luogo', 'local'],
  ['language', 'language', 'lang', 'sprache', 'langue', 'idioma', 'lingua'],
  ['copyrightNotice', 'copyright', 'rights'],
  ['canonicalUrl', 'url', 'link', 'permalink', 'canonical'],
  ['embargo', 'embargo', 'embargoed until', 'embargo until', 'sperrfrist', 'sous embargo', 'not for release before'],
  [
    'edNote',
    'editor’s note',
    "editor's note",
    "editors' note",
    'note to editors',
    'ednote',
    'hinweis an die redaktionen',
  ],
  ['usageTerms', 'usage', 'usage terms', 'terms', 'licence', 'license'],
  ['creditLine', 'credit', 'credit line'],
  ['nativeId', 'id', 'article id', 'guid'],
  ['status', 'status'],
];

const fields = new Map(labels.flatMap(([field, ...words]) => words.map((word) => [word, field] as const)));

/** A known label, a colon and a value; undefined for any other line. */
export function readLabel(line: string): { field: LabelField; label: string; value: string } | undefined {
  const match = /^([\p{L}'’ -]{2,30}?)\s*[:：]\s*(\S.*)$/u.exec(line);
  const field = fields.get((match?.[1] ?? '').toLowerCase());
  return field && match?.[1] && match[2] ? { field, label: match[1], value: match[2] } : undefined;
}

/** Longer first lines are paragraphs. */
const maxHeadlineCharacters = 200;

/** Whether a first line reads like a headline: short, one line, no full stop at its end (“U.S.” and “…” may end one). */
export function looksLikeHeadline(line: string): boolean {
  if (line.length > maxHeadlineCharacters || !/\p{L}/u.test(line)) return false;
  return !/[.;:,。；，]$/u.test(line) || /(?:\b\p{Lu}\.){2,}$|…$|\.\.\.$/u.test(line);
}

/**
 * Whether a line of its own between paragraphs reads like a subheading: short, no stop, opening with a capital where the script has capitals,
 * and followed by prose. Names and labels in capitals count too.
 */
export function looksLikeSubheading(line: string, next: string | undefined): boolean {
  const words = line.split(' ');
  if (line.length > 120 || words.length > 16 || !/\p{L}/u.test(line) || next === undefined) return false;
  if (/[.!:;,…。！：；，]["”’»)]?$/u.test(line) || /^["“”‘«„(\-–—•*]/u.test(line) || /["”»]$/u.test(line)) return false;
  if (/^(?:\p{Ll}|https?:)/u.test(line) || /@/.test(line)) return false;
  if (!isProse(next)) return false;
  // A script without spaces: what is short for words is long for characters.
  if (words.length <= 2 && line.length > 45) return false;
  if (words.length <= 8) return true;
  const long = words.filter((word) => /\p{L}{4,}/u.test(word));
  const capitalised = long.filter((word) => /^\P{L}*\p{Lu}/u.test(word));
  return long.length === 0 || capitalised.length >= long.length * 0.7;
}

function isProse(text: string): boolean {
  return text.length > 80 || /[.!?。！？]["”’»)]?$/u.test(text);
}
