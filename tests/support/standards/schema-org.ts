/** schema.org (version 29): the properties Byline writes of each type, with the types that the vocabulary expects of their values. */

type Expected = readonly string[];

const creativeWork: Readonly<Record<string, Expected>> = {
  identifier: ['Text', 'URL', 'PropertyValue'],
  version: ['Number', 'Text'],
  headline: ['Text'],
  name: ['Text'],
  alternateName: ['Text'],
  alternativeHeadline: ['Text'],
  description: ['Text'],
  url: ['URL'],
  sameAs: ['URL'],
  text: ['Text'],
  encoding: ['MediaObject'],
  author: ['Person', 'Organization'],
  creator: ['Person', 'Organization'],
  publisher: ['Person', 'Organization'],
  sourceOrganization: ['Organization'],
  sdPublisher: ['Person', 'Organization'],
  creditText: ['Text'],
  copyrightHolder: ['Person', 'Organization'],
  copyrightNotice: ['Text'],
  usageInfo: ['URL', 'CreativeWork'],
  license: ['URL', 'CreativeWork'],
  isBasedOn: ['URL', 'CreativeWork', 'Product'],
  datePublished: ['DateTime'],
  dateModified: ['DateTime'],
  dateCreated: ['DateTime'],
  expires: ['DateTime'],
  creativeWorkStatus: ['Text', 'DefinedTerm'],
  correction: ['CorrectionComment', 'Text', 'URL'],
  inLanguage: ['Text', 'Language'],
  locationCreated: ['Place'],
  about: ['Thing'],
  keywords: ['Text', 'DefinedTerm', 'URL'],
  genre: ['Text', 'URL'],
  mentions: ['Thing'],
};
const thing: Readonly<Record<string, Expected>> = { name: ['Text'], sameAs: ['URL'], url: ['URL'] };
const mediaObject: Readonly<Record<string, Expected>> = {
  ...creativeWork,
  contentUrl: ['URL'],
  encodingFormat: ['Text', 'URL'],
  width: ['Distance', 'QuantitativeValue'],
  height: ['Distance', 'QuantitativeValue'],
};

const properties: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  NewsArticle: { ...creativeWork, articleBody: ['Text'], image: ['ImageObject', 'URL'] },
  CreativeWork: creativeWork,
  CorrectionComment: creativeWork,
  MediaObject: mediaObject,
  ImageObject: { ...mediaObject, caption: ['MediaObject', 'Text'] },
  Person: thing,
  Organization: { ...thing, logo: ['ImageObject', 'URL'] },
  Place: thing,
  Thing: thing,
  DefinedTerm: thing,
  PropertyValue: { ...thing, propertyID: ['Text', 'URL'], value: ['Text', 'Number'] },
  QuantitativeValue: { value: ['Number'], unitCode: ['Text', 'URL'] },
};
const things = new Set(['Person', 'Organization', 'Place', 'CreativeWork', 'DefinedTerm', 'Thing']);

/** Every way in which a node breaks the vocabulary. */
export function schemaOrgViolations(node: unknown, path = ''): readonly string[] {
  if (typeof node !== 'object' || node === null) return [`${path}: no object`];
  const { '@type': type, '@context': context, ...members } = node as Readonly<Record<string, unknown>>;
  const known = properties[String(type)];
  if (known === undefined) return [`${path}: unknown type ${String(type)}`];
  if (path === '' && context !== 'https://schema.org') return ['the context is not schema.org'];
  return Object.entries(members).flatMap(([name, value]) => {
    const expected = known[name];
    if (expected === undefined) return [`${path}.${name}: no property of ${String(type)}`];
    return [value].flat().flatMap((entry) => valueViolations(entry, expected, `${path}.${name}`));
  });
}

function valueViolations(value: unknown, expected: Expected, path: string): readonly string[] {
  if (typeof value === 'number') return expected.includes('Number') ? [] : [`${path}: a number`];
  if (typeof value === 'string') {
    if (value.trim() === '') return [`${path}: empty`];
    if (expected.includes('Text')) return [];
    if (expected.includes('URL') && /^https?:\/\/\S+$/.test(value)) return [];
    if (expected.includes('DateTime') && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return [];
    return [`${path}: “${value.slice(0, 40)}” is none of ${expected.join(', ')}`];
  }
  const type = String((value as { readonly '@type'?: unknown } | null)?.['@type']);
  const isExpected = expected.includes(type) || (expected.includes('Thing') && things.has(type));
  return [...(isExpected ? [] : [`${path}: a ${type}`]), ...schemaOrgViolations(value, path)];
}
