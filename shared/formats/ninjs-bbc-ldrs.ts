import type { Format, ParsedDocument, Source } from './format.ts';
import { isJsonObject } from './json-fields.ts';
import { ninjs } from './ninjs.ts';

/**
 * The BBC's Local Democracy Reporting Service (https://docs.ldrs.org.uk/): `{total, item: […]}` of ninjs 1.x with its own `embargotime`, types
 * and associations in an array. Rewritten to the standard's names, then read as ninjs.
 */
export const ninjsBbcLdrs: Format = {
  id: 'ninjs-bbc-ldrs',
  name: 'BBC LDRS ninjs',
  detect(source: Source) {
    const value = source.json();
    return isJsonObject(value) && Array.isArray(value.item) && Object.hasOwn(value, 'total') ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { item } = source.json() as { readonly item: readonly unknown[] };
    const items = item.map(standardItem);
    const parsed = await ninjs.parse({ ...source, json: () => items }, noContext);
    return {
      ...parsed,
      items: parsed.items.map((draft, index) => ({ ...draft, item: items.length === 1 ? '' : `item[${index}]` })),
    };
  },
};

const noContext = { promoWords: [], readPart: () => Promise.resolve([]) };

const types: Readonly<Record<string, string>> = { story: 'text', advisory: 'text', image: 'picture' };

function standardItem(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const { embargotime, associations, subject, type, ...rest } = value;
  return {
    ...rest,
    ...(typeof type === 'string' ? { type: types[type] ?? type } : {}),
    ...(embargotime === undefined || embargotime === null || embargotime === '' ? {} : { embargoed: embargotime }),
    // Subjects stand there in every language of the service.
    subject: (Array.isArray(subject) ? subject : []).filter(
      (entry) => isJsonObject(entry) && (entry.lang ?? 'en') === 'en',
    ),
    associations: Object.fromEntries(
      (Array.isArray(associations) ? associations : [])
        .filter(isJsonObject)
        .map(({ id, ...association }, index) => [
          typeof id === 'string' ? id : `association-${index + 1}`,
          { type: 'picture', ...association },
        ]),
    ),
  };
}
