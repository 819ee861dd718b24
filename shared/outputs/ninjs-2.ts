import { present } from '../article/present.ts';
import type { Association, Concept, NewsObject } from '../article/article.ts';
import { schemaRights, withCredits } from './ninjs-3.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';

/** IPTC ninjs 2.1: the same things under lower-case names. `rel` of associations came with 3.0; their type tells pictures from related items. */
export const ninjs2: OutputFormat = {
  id: 'ninjs-2',
  name: 'IPTC ninjs 2.1',
  mediaType: 'application/json',
  render: ninjs2Of,
};

function ninjs2Of({ article: canonical, attribution }: OutgoingArticle): object {
  const article = withCredits(canonical, attribution);
  return present({
    standard: {
      name: 'ninjs',
      version: '2.1',
      schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json#',
    },
    ...newsObject(article),
    version: article.version,
    firstcreated: article.firstCreated,
    versioncreated: article.versionCreated,
    contentcreated: article.contentCreated,
    embargoed: article.embargoedUntil,
    expires: article.expires,
    pubstatus: article.pubStatus,
    urgency: article.urgency,
    language: article.language,
    slugline: article.slugline,
    located: article.located,
    ednote: article.edNote,
    subjects: article.subjects?.map(relatedConcept),
    people: article.people?.map(relatedConcept),
    organisations: article.organisations?.map(relatedConcept),
    places: article.places?.map(relatedConcept),
    genres: article.genres?.map(({ name, uri, literal }) => present({ name, uri, literal })),
    infosources: article.infoSources?.map(({ name, role, uri, literal }) => present({ name, role, uri, literal })),
    associations: article.associations?.map(association),
  });
}

/** What an item and its associations share. */
function newsObject(object: NewsObject): object {
  const rights = schemaRights(object.rightsInfo);
  return present({
    uri: object.uri,
    type: object.type,
    by: object.by,
    headlines: object.headlines?.map(({ role, contentType, value }) =>
      present({ role, contenttype: contentType, value }),
    ),
    descriptions: object.descriptions?.map(({ role, contentType, value }) =>
      present({ role, contenttype: contentType, value }),
    ),
    bodies: object.bodies?.map(({ role, contentType, charCount, wordCount, value }) =>
      present({ role, contenttype: contentType, charcount: charCount, wordcount: wordCount, value }),
    ),
    copyrightholder: object.copyrightHolder,
    copyrightnotice: object.copyrightNotice,
    usageterms: object.usageTerms,
    rightsinfo:
      rights &&
      present({ langid: rights.langId, linkedrights: rights.linkedRights, encodedrights: rights.encodedRights }),
    renditions: object.renditions?.map(({ name, href, contentType, width, height }) =>
      present({ name, href, contenttype: contentType, width, height }),
    ),
    altids: object.altIds,
  });
}

function association({ name, ...object }: Association): object {
  return { name, ...newsObject(object) };
}

function relatedConcept({ name, rel, uri, literal }: Concept): object {
  return present({ name, rel, uri, literal });
}
