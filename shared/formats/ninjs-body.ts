import type { DraftBody, DraftItem } from './format.ts';
import type { JsonFields } from './json-fields.ts';

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

function readBodies(fields: JsonFields): DraftBody | undefined {
  const listed = fields.objects('bodies').flatMap((body) => {
    const [role, contentType, value] = [body.text('role'), body.text('contentType', 'contenttype'), body.text('value')];
    if (value === undefined || /caption|credit|script|shotlist/i.test(role ?? '')) return [];
    const isHtml =
      /html/i.test(contentType ?? '') ||
      /html/i.test(role ?? '') ||
      (contentType === undefined && /<\/(?:p|div)>/i.test(value));
    return [{ kind: isHtml ? ('html' as const) : ('text' as const), value }];
  });
  const html = fields.text('body_xhtml', 'body_html');
  const text = fields.text('body_text');
  const named = fields
    .names()
    .flatMap((name) => (/^body_\w+$/.test(name) && !/html$|_text$/.test(name) ? (fields.text(name) ?? []) : []));
  const bodies: DraftBody[] = [
    ...listed,
    ...(html ? [{ kind: 'html' as const, value: html }] : []),
    ...(text ? [{ kind: 'text' as const, value: text }] : []),
    ...named.map((value) => ({ kind: /<\/p>/i.test(value) ? ('html' as const) : ('text' as const), value })),
  ];
  const longest = (kind: DraftBody['kind']): DraftBody | undefined =>
    bodies.filter((body) => body.kind === kind).sort((a, b) => b.value.length - a.value.length)[0];
  return longest('html') ?? longest('text');
}
