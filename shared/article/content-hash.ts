import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Article, Association } from './article.ts';
import type { Attribution } from './attribution.ts';

/**
 * SHA-256, hex, over the RFC 8785 form of what makes an article what it is. Left out is what changes when the same article is exported again:
 * version numbers and times, what expires in signed addresses (`addressOf` takes that off), and what follows from the rest (snippets, origins).
 * A body stands in it by its own SHA-256: the canonical form of one of megabytes takes ten times its length. Equal hashes make no new revision.
 */
export function contentHashOf(
  article: Article,
  attribution: Attribution | undefined,
  addressOf: (address: string) => string = (address) => address,
): string {
  const { version: _version, versionCreated: _created, associations, ...lasting } = article;
  const {
    lastModified: _modified,
    html: _html,
    rulesText: _rulesText,
    text: _text,
    origins: _origins,
    ...credited
  } = attribution ?? { lastModified: '' };
  const stable = {
    article: {
      ...lasting,
      bodies: lasting.bodies?.map((body) => ({
        ...body,
        value: sha256(withAddresses(body.value, body.contentType, addressOf)),
      })),
    },
    associations: associations?.map((association) => stableAssociation(association, addressOf)),
    attribution: credited,
  };
  // A round through JSON drops undefined members, which the canonical form has no spelling for.
  const canonical = canonicalize(JSON.parse(JSON.stringify(stable)));
  return sha256(canonical as string);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function stableAssociation(association: Association, addressOf: (address: string) => string): unknown {
  return {
    ...association,
    uri: association.uri === undefined ? undefined : addressOf(association.uri),
    renditions: association.renditions?.map((rendition) => ({
      ...rendition,
      href: rendition.href === undefined ? undefined : addressOf(rendition.href),
    })),
  };
}

function withAddresses(value: string, contentType: string | undefined, addressOf: (address: string) => string): string {
  if (contentType !== 'text/html') return value;
  return value.replace(
    /(<img src=")([^"]*)"/g,
    (_, opening: string, address: string) => `${opening}${addressOf(address.replace(/&amp;/g, '&'))}"`,
  );
}
