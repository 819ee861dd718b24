import type { DraftBody, DraftItem } from './format.ts';
import type { JsonFields } from './json-fields.ts';
import { elementOf } from './story-nodes.ts';
import { readXhtmlStory } from './xhtml-story.ts';

/**
 * The text of a ninjs item of any generation: HTML before text, since it holds more; of several, the longest. A flash without `bodies` says its one sentence in
 * a description of the role `text`, as NTB does.
 */
export function readNinjsBody(fields: JsonFields): Pick<DraftItem, 'body' | 'inferences'> {
  const body = readBodies(fields);
  if (body !== undefined) return { body };
  const text = fields
    .objects('descriptions')
    .find((description) => description.text('role') === 'text')
    ?.text('value');
  if (text === undefined) return {};
  const inference = {
    field: 'body',
    method: 'the description of the role text, for there is no body',
    confidence: 0.8,
  };
  return { body: { kind: 'text', value: text }, inferences: [inference] };
}

interface FoundBody {
  readonly kind: 'html' | 'nitf' | 'text';
  readonly value: string;
}

function readBodies(fields: JsonFields): DraftBody | undefined {
  const given = fields.objects('bodies');
  const own = given.filter((body) => !isOtherTongue(body.text('lang'), fields.text('language')));
  const listed = (own.length > 0 ? own : given).flatMap((body): readonly FoundBody[] => {
    const [role, contentType, value] = [body.text('role'), body.text('contentType', 'contenttype'), body.text('value')];
    if (value === undefined || /caption|credit|script|shotlist/i.test(role ?? '') || isSpoken(contentType)) return [];
    if (isNitf(contentType, value)) return [{ kind: 'nitf', value: storyOfNitf(value) }];
    const isHtml =
      /html/i.test(contentType ?? '') ||
      /html/i.test(role ?? '') ||
      (contentType === undefined && /<\/(?:p|div)>/i.test(value));
    return [{ kind: isHtml ? 'html' : 'text', value }];
  });
  const html = fields.text('body_xhtml', 'body_html');
  const text = fields.text('body_text');
  const named = fields
    .names()
    .flatMap((name) => (/^body_\w+$/.test(name) && !/html$|_text$/.test(name) ? (fields.text(name) ?? []) : []));
  const bodies: readonly FoundBody[] = [
    ...listed,
    ...(html ? [{ kind: 'html' as const, value: html }] : []),
    ...(text ? [{ kind: 'text' as const, value: text }] : []),
    ...named.map((value): FoundBody =>
      isNitf(undefined, value)
        ? { kind: 'nitf', value: storyOfNitf(value) }
        : { kind: /<\/p>/i.test(value) ? 'html' : 'text', value },
    ),
  ];
  const longest = (kind: FoundBody['kind']): DraftBody | undefined => {
    const [body] = bodies.filter((found) => found.kind === kind).sort((a, b) => b.value.length - a.value.length);
    return body && { kind: kind === 'text' ? 'text' : 'html', value: body.value };
  };
  return longest('html') ?? longest('nitf') ?? longest('text');
}

/** Whether a text is in another language than the item, by their tags. */
export function isOtherTongue(lang: string | undefined, language: string | undefined): boolean {
  const tongue = (tag: string): string | undefined => tag.toLowerCase().split(/[-_]/)[0];
  return lang !== undefined && language !== undefined && tongue(lang) !== tongue(language);
}

function isSpoken(contentType: string | undefined): boolean {
  return /ssml|^audio|^video/i.test(contentType ?? '');
}

function isNitf(contentType: string | undefined, value: string): boolean {
  return /nitf/i.test(contentType ?? '') || /<body\.content[\s>]/.test(value);
}

/** NITF that stands in JSON as text: only `body.content` is for readers, blocks are `div`s and `hl2` is HTML's `h2`. */
export function storyOfNitf(nitf: string): string {
  const content = /<body\.content[^>]*>([^]*)<\/body\.content>/i.exec(nitf)?.[1] ?? nitf;
  return content.replace(/<(\/?)block\b[^>]*>/gi, '<$1div>').replace(/<(\/?)hl2\b[^>]*>/gi, '<$1h2>');
}

/** A body that is a whole page gives its story, without what repeats the item's fields. */
export async function withoutPage(draft: DraftItem): Promise<DraftItem> {
  const { body, headline, byline } = draft;
  if (body?.kind !== 'html' || !/^\s*(?:<!doctype\b[^<>]*>\s*)?<html[\s>]/i.test(body.value)) return draft;
  const page = elementOf('body', [body.value]);
  const { notes: _notes, ...story } = await readXhtmlStory(page, { headline, byline });
  return {
    ...draft,
    body: story.body ?? body,
    byline: byline ?? story.byline,
    warnings: [...(draft.warnings ?? []), ...story.warnings],
  };
}
