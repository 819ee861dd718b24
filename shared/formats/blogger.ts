import type { DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { renderedText } from './rendered-text.ts';

/** Posts of the Blogger API v3 (`kind: blogger#post`), one, an array, or a list answer (`blogger#postList`). */
export const blogger: Format = {
  id: 'blogger',
  name: 'Blogger posts',
  detect(source: Source) {
    const first = postsOf(source.json())[0];
    return isJsonObject(first) && first.kind === 'blogger#post' ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const posts = postsOf(source.json());
    const items: DraftItem[] = [];
    for (const [index, post] of posts.entries())
      items.push(await readPost(post, posts.length === 1 ? '' : `[${index}]`));
    return { items };
  },
};

function postsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  return Array.isArray(value.items) ? value.items : [value];
}

async function readPost(post: unknown, item: string): Promise<DraftItem> {
  if (!isJsonObject(post)) {
    return { item, rejections: [{ code: 'FIELD_INVALID', message: 'a post should be an object', path: item }] };
  }
  const fields = new JsonFields(post);
  const author = fields.object('author');
  const name = await renderedText(author?.text('displayName'));
  const [id, blog, content] = [
    fields.textOrNumber('id'),
    fields.object('blog')?.textOrNumber('id'),
    fields.text('content'),
  ];
  const keywords = await Promise.all(fields.texts('labels').map((label) => renderedText(label)));
  const image = fields.objects('images')[0]?.text('url');
  const draft: DraftItem = {
    item,
    // The id of Blogger's own feeds, which carry the same posts.
    nativeId: id && blog ? `tag:blogger.com,1999:blog-${blog}.post-${id}` : id,
    headline: await renderedText(fields.text('title')),
    ...(name ? { authors: [{ name, ...(author?.text('url') ? { uri: author.text('url') } : {}) }] } : {}),
    canonicalUrl: fields.text('url'),
    linksTo: fields.text('titleLink') && !content ? fields.text('titleLink') : undefined,
    published: fields.text('published'),
    modified: fields.text('updated'),
    status: fields
      .text('status')
      ?.toLowerCase()
      .replace(/^soft_trashed$/, 'trash'),
    located: fields.object('location')?.text('name'),
    keywords: keywords.flatMap((keyword) => keyword ?? []),
    ...(content ? { body: { kind: 'html', value: content } } : {}),
    ...(image ? { pictures: [{ url: image }] } : {}),
  };
  return fields.rejections.length > 0 ? { ...draft, rejections: fields.rejections } : draft;
}
