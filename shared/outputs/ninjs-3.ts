import { listOf, present } from '../article/present.ts';
import type { Article, Concept, NewsObject, RightsInfo, RoleText } from '../article/article.ts';
import { canonicalIdRole, handlerRole } from '../article/attribution-mark.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';

/**
 * IPTC ninjs 3.1, the canonical model itself, with what the attribution adds: the credit line as a description of that role, the address of the original
 * among `altIds`, which is the only place the standard has for it. Names that the schema does not know stay inside.
 */
export const ninjs3: OutputFormat = {
  id: 'ninjs-3',
  name: 'IPTC ninjs 3.1',
  mediaType: 'application/json',
  render: (outgoing) => ninjs3Of(outgoing),
};

export function ninjs3Of({ article, attribution }: Pick<OutgoingArticle, 'article' | 'attribution'>): object {
  const { uri, type, associations, infoSources, ...rest } = withCredits(article, attribution);
  return present({
    standard: {
      name: 'ninjs',
      version: '3.1',
      schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
    },
    uri,
    type,
    ...schemaObject(rest),
    ...present({
      subjects: rest.subjects?.map(relatedConcept),
      people: rest.people?.map(relatedConcept),
      organisations: rest.organisations?.map(relatedConcept),
      places: rest.places?.map(relatedConcept),
      genres: rest.genres?.map(({ name, uri: code, literal }) => present({ name, uri: code, literal })),
      infoSources: infoSources?.map(({ name, role, uri: code, literal }) =>
        present({ name, role, uri: code, literal }),
      ),
      associations: associations?.map(schemaObject),
    }),
  });
}

/** The article with the credit line and the address of the original, where the attribution has them. */
export function withCredits(article: Article, attribution: OutgoingArticle['attribution']): Article {
  if (!attribution) return article;
  const { creditLine, canonicalUrl, chain, source } = attribution;
  const isRetraction = article.pubStatus === 'canceled';
  const credit: readonly RoleText[] = isRetraction ? [] : [{ role: 'creditline', value: creditLine }];
  const original = canonicalUrl === undefined ? [] : [{ role: canonicalIdRole, value: canonicalUrl }];
  return {
    ...article,
    ...present({
      descriptions: listOf([...(article.descriptions ?? []), ...credit]),
      altIds: listOf([...(article.altIds ?? []), ...original]),
      infoSources: listOf([
        ...(article.infoSources ?? []),
        ...chain
          .filter(({ role, name }) => role === 'source' && (chain.length > 2 || name !== source))
          .map(({ name }) => ({ name, role: handlerRole })),
      ]),
    }),
  };
}

/** Headlines, descriptions and bodies as the schema has them: without `lang`, which 3.1 leaves to the item. */
function schemaObject<Type extends NewsObject>(object: Type): Type {
  return {
    ...object,
    ...present({
      headlines: object.headlines?.map(({ lang: _lang, ...text }) => text),
      descriptions: object.descriptions?.map(({ lang: _lang, ...text }) => text),
      bodies: object.bodies?.map(({ lang: _lang, ...body }) => body),
      rightsInfo: schemaRights(object.rightsInfo),
    }),
  };
}

/** A link to the terms or the terms themselves: the schema has one or the other. */
export function schemaRights(rights: RightsInfo | undefined): RightsInfo | undefined {
  if (rights?.encodedRights !== undefined) {
    return present({ langId: rights.langId, encodedRights: rights.encodedRights });
  }
  return rights?.linkedRights === undefined ? undefined : { linkedRights: rights.linkedRights };
}

function relatedConcept({ name, rel, uri, literal }: Concept): Concept {
  return present({ name, rel, uri, literal });
}
