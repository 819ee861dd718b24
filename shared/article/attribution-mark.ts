/**
 * The class of the element that holds the visible credit at the end of a body we render. What comes back with it (a partner that syndicates on, a publisher that
 * takes its own article from a feed of ours) is read without it, so that credits do not pile up.
 */
export const attributionClass = 'byline-attribution';

/** What `generator` says in documents we render: such a document says everything in its own fields, and nothing in it need be guessed. */
export const generatorName = 'Byline';

/** ninjs `infoSources` role of the hands an item went through, beside its source and its provider. */
export const handlerRole = 'handler';

/** ninjs `altIds` role of the address where the original stands: the standard has no other place for it. */
export const canonicalIdRole = 'canonical';

/** The class of the element that holds the text, and nothing else, in pages we render. */
export const bodyClass = 'byline-body';
