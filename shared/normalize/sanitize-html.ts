import { safeUrl } from './urls.ts';

/** Elements a body may hold; everything else was unwrapped, turned into a link or removed before. */
export const allowedTags = [
  'p',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'pre',
  'hr',
  'br',
  'figure',
  'figcaption',
  'img',

  'table',
  'caption',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'th',
  'td',
  'a',
  'strong',
  'em',
  'b',
  'i',
  'u',
  's',
  'sub',
  'sup',
  'small',
  'mark',
  'abbr',
  'cite',
  'q',
  'code',
  'kbd',
  'samp',
  'var',
  'time',
  'ruby',
  'rt',
  'rp',
  'bdi',
] as const;

/** Attributes by element; `dir` and `lang` may stand anywhere. Never `style`, `id`, `name`, `class` or a handler. */
const allowedAttributes: Readonly<Record<string, readonly string[]>> = {
  '*': ['dir', 'lang'],
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  time: ['datetime'],
  abbr: ['title'],
};

/**
 * The last gate before HTML is stored: an allow-list of elements, attributes and address schemes. Expects a fragment of bounded depth
 * (`cleanBody` checks: sanitize-html hangs on nesting by the hundred thousand), and checks every address once more after removing all
 * Unicode white space, since sanitize-html 2.17.5 keeps `U+00A0 javascript:`. Idempotent.
 */
export async function sanitizeHtml(html: string): Promise<string> {
  const { default: sanitize } = await import('sanitize-html');
  return sanitize(html, {
    allowedTags: [...allowedTags],
    allowedAttributes: Object.fromEntries(Object.entries(allowedAttributes).map(([tag, names]) => [tag, [...names]])),
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    parser: { decodeEntities: true },
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: withSafe(attributes, 'href', true) }),
      img: (tagName, attributes) => ({ tagName, attribs: withSafe(attributes, 'src', false) }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && attribs.src === undefined,
  });
}

function withSafe(attributes: Record<string, string>, name: string, mail: boolean): Record<string, string> {
  const { [name]: address, ...others } = attributes;
  const safe = address === undefined ? undefined : safeUrl(address, undefined, { mail });
  return safe === undefined ? others : { ...attributes, [name]: safe };
}
