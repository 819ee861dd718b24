import type { JsonModel } from './json-model.ts';
import { ninjs31 } from './ninjs.ts';
import { types } from './xml-model.ts';

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): `version`, `title`, `items` and an item’s `id` are required, and a content. */

const { bodies: _bodies, ...ninjsWithoutBodies } = ninjs31;

export const jsonFeed11: JsonModel = {
  'version!': /^https:\/\/jsonfeed\.org\/version\/1\.1$/,
  'title!': types.some,
  home_page_url: types.web,
  icon: types.web,
  'items!': {
    each: {
      'id!': types.some,
      url: types.web,
      title: types.some,
      'content_html!': types.string,
      summary: types.some,
      image: types.web,
      date_published: types.dateTime,
      date_modified: types.dateTime,
      authors: { each: { 'name!': types.some } },
      tags: { each: types.some },
      language: types.language,
      attachments: { each: { 'url!': types.web, 'mime_type!': /^\w+\/\S+$/, title: types.some } },
      // Extensions are objects whose names begin with an underscore.
      _byline: {
        signal: /^(?:new|update|correction|retraction)$/,
        revision: 'integer',
        indexing: /^(?:canonical|noindex)$/,
        attribution: 'object',
        article: ninjsWithoutBodies,
      },
    },
  },
};
